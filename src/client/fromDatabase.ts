import type postgres from 'postgres';
import type { MetricsSource } from './MetricsSource.js';
import { seenApps } from './seenApps.js';
import { sourceClosed } from './sourceClosed.js';
import type { AskedFor } from './viewerFor.js';

/** How a database is asked. */
export interface DatabaseOptions {
  /** The path of the YAML file with the applications and their time zones; by default the one that `FACET_CONFIG` names. */
  readonly config?: string | undefined;
  /** The clock that tells the last full month; by default the machine's. */
  readonly now?: (() => Date) | undefined;
  /** For whom it is asked: a role of the configuration; by default for the program itself, which sees everything. */
  readonly viewer?: AskedFor | undefined;
}

/**
 * Answers queries in process, on a database at a URL or behind a client of postgres.js; without either on the one that the
 * command `facet` would use, by `DATABASE_URL` or the embedded one. Throws a `UserError` with a stable `code` where it cannot be
 * reached or lacks Facet's schema. A process ends only after `close()`, which leaves a client that was given open.
 */
export async function fromDatabase(
  database?: string | postgres.Sql,
  { config: file, now = () => new Date(), viewer: asked }: DatabaseOptions = {},
): Promise<MetricsSource> {
  // Most of what the package loads, and whoever asks a gateway does not need it.
  const [{ openDoors }, { readDatabase }] = await Promise.all([import('./openDoors.js'), import('./readDatabase.js')]);
  const { openDoor, close, config, viewer } = await openDoors(database, file, asked);
  const { timeZone } = config;
  const apps = seenApps(config.apps, viewer);
  let closed: Promise<void> | undefined;
  const end = (): Promise<void> => (closed ??= close());
  return {
    read(question, signal) {
      if (closed !== undefined) throw sourceClosed();
      return readDatabase({ db: openDoor(signal), now: now(), timeZone, apps, viewer }, question, signal);
    },
    close: end,
    [Symbol.asyncDispose]: end,
  };
}
