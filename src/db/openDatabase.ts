import type { Config } from '../config.js';
import { UserError } from '../lib/errors/UserError.js';
import type { Sql } from './client.js';
import { DatabaseUnavailable, isConnectionFault, unavailable } from './connection/unavailable.js';
import { openEmbedded, type Supervisor } from './embedded/index.js';
import { schemaState } from './migrate.js';
import type { DatabaseTarget } from './target.js';

/** A database that a process uses. */
export interface OpenDatabase {
  readonly target: DatabaseTarget;
  readonly isEmbedded: boolean;
  /** Watches the embedded server until `close`; does nothing where the database is somebody else's. */
  supervise(supervisor: Supervisor): void;
  /** Leaves the database; close every client first. */
  close(): Promise<void>;
}

/** The database of the configuration: the one of `DATABASE_URL`, else the embedded one, which is started. */
export async function openDatabase(
  { databaseUrl, dataDir }: Config,
  log: (message: string) => void,
): Promise<OpenDatabase> {
  if (databaseUrl !== undefined)
    return { target: { kind: 'url', url: databaseUrl }, isEmbedded: false, supervise: () => {}, close: async () => {} };
  const embedded = await openEmbedded({ dataDir, log });
  const { target } = embedded;
  return {
    target,
    isEmbedded: true,
    supervise: (supervisor) => embedded.supervise(supervisor),
    close: () => embedded.close(),
  };
}

const newest = 'This database was migrated by a newer Facet; update this one.';

/** How sentences name the database, where nothing else is known of where it is. */
const configured = 'The database of DATABASE_URL';

/** Throws a `UserError` that says what to run where the program cannot work on the database's schema. Writes nothing. */
export async function requireCurrentSchema(client: Sql, name = configured): Promise<void> {
  const found = await schemaState(client);
  if (found.state === 'current' || found.state === 'ahead') return;
  if (found.state === 'newer') throw new UserError(newest, 'SCHEMA_NEWER');
  if (found.state === 'older')
    throw new UserError(
      `This database needs the migrations ${found.pending.join(', ')}: run "facet migrate".`,
      'SCHEMA_OLDER',
    );
  const { foreignTables } = found;
  const some =
    foreignTables === 1 ? "holds a table that is not Facet's" : `holds ${foreignTables} tables, none of them Facet's`;
  const others = foreignTables === 0 ? 'is empty' : some;
  throw new UserError(
    `${name} ${others}: run "facet migrate" to make Facet's schema in it, then "facet demo" or "facet import" to fill it.`,
    'SCHEMA_ABSENT',
  );
}

/** Waits for a first answer. Throws a `UserError` where the database cannot be reached or is older than PostgreSQL 15. */
export async function checkConnection(client: Sql, name = configured): Promise<void> {
  try {
    const [server] = await client<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
    if ((server?.version ?? 0) < 150_000)
      throw new UserError(`Facet needs PostgreSQL 15 or later; this one is ${server?.version}.`, 'DATABASE_TOO_OLD');
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable) && !isConnectionFault(error)) throw error;
    const { reason, cause } = unavailable(error, false);
    const detail = cause instanceof Error && cause.message !== reason ? ` (${cause.message})` : '';
    throw new UserError(`${name} cannot be reached: ${reason}${detail}.`, 'DATABASE_UNREACHABLE');
  }
}
