import postgres from 'postgres';
import { isoInstant } from '../lib/isoInstant.js';
import type { DatabaseTarget } from './target.js';

export type Sql = postgres.Sql;

interface ClientOptions {
  /** Connections at most. */
  readonly max?: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string;
  /** Milliseconds after which PostgreSQL ends a statement; default: what the database says. */
  readonly statementTimeout?: number;
  /**
   * Seconds after which a connection is renewed, by default half an hour; null for never: whoever holds a session's
   * advisory lock on it would lose the lock.
   */
  readonly maxLifetime?: number | null;
  /** Whether statements may be prepared: then those of tagged templates are, and others where it is asked for. */
  readonly prepare?: boolean;
  readonly onnotice?: (notice: postgres.Notice) => void;
}

/**
 * A postgres.js client whose values keep what PostgreSQL holds: dates are `YYYY-MM-DD`, instants ISO 8601 in UTC with
 * microseconds, `numeric` and `bigint` decimal strings.
 */
export function openClient(target: DatabaseTarget, options: ClientOptions = {}): Sql {
  const settings = {
    max: options.max ?? 10,
    max_lifetime: options.maxLifetime === undefined ? 30 * 60 : options.maxLifetime,
    idle_timeout: 0,
    connect_timeout: 10,
    prepare: options.prepare ?? false,
    onnotice: options.onnotice ?? (() => {}),
    connection: {
      application_name: options.applicationName ?? 'facet',
      TimeZone: 'UTC',
      DateStyle: 'ISO',
      // Poolers refuse startup parameters that they do not know, and this is one: only where it is asked for.
      ...(options.statementTimeout !== undefined && { statement_timeout: options.statementTimeout }),
    },
    types: {
      date: { to: 1082, from: [1082], serialize: (value: string) => value, parse: (text: string) => text },
      instant: { to: 1184, from: [1184, 1114], serialize: (value: string) => value, parse: isoInstant },
    },
  } satisfies postgres.Options<Record<string, postgres.PostgresType>>;
  if (target.kind === 'url') return postgres(target.url, settings);
  const { socketDir, user, password, database } = target;
  return postgres({ ...settings, path: `${socketDir}/.s.PGSQL.5432`, user, password, database });
}
