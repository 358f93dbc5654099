import postgres from 'postgres';
import { isoInstant } from '../lib/isoInstant.js';
import type { DatabaseTarget } from './target.js';

export type Sql = postgres.Sql;

export interface ClientOptions {
  /** Connections at most. */
  readonly max?: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string;
  /** Milliseconds after which PostgreSQL ends a statement; 0 for never. */
  readonly statementTimeout?: number;
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
    max_lifetime: 30 * 60,
    idle_timeout: 0,
    connect_timeout: 10,
    prepare: options.prepare ?? false,
    onnotice: options.onnotice ?? (() => {}),
    connection: {
      application_name: options.applicationName ?? 'facet',
      TimeZone: 'UTC',
      DateStyle: 'ISO',
      statement_timeout: options.statementTimeout ?? 0,
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
