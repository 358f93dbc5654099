import type { Viewer } from '../access/viewer.js';
import { migrateEmbedded } from '../bi/migrateWithViews.js';
import { readConfig, type Config } from '../config.js';
import { openClient, type Sql } from '../db/client.js';
import { createDoor, type Door } from '../db/door.js';
import { createPreparedTexts } from '../db/preparedTexts.js';
import { checkConnection, openDatabase, requireCurrentSchema } from '../db/openDatabase.js';
import { UserError } from '../lib/errors/UserError.js';
import { checkClient } from './checkClient.js';
import { viewerFor, type AskedFor } from './viewerFor.js';

/** A database that is open. */
interface Doors {
  readonly openDoor: (signal: AbortSignal | undefined) => Door;
  readonly close: () => Promise<void>;
  readonly config: Config;
}

/** A database that is open for somebody. */
interface ViewerDoors extends Doors {
  readonly viewer: Viewer;
}

const statementTimeout = ({ database }: Config): number => Math.round(database.statementTimeout * 1000);

/** Settings of each statement's own transaction, where the session is not ours. */
const settingsOf = (config: Config) => ({ statement_timeout: String(statementTimeout(config)), DateStyle: 'ISO' });

const signalOf = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal });

/** Somebody's own client, which stays theirs. */
async function openTheirs(client: Sql, config: Config): Promise<Doors> {
  const name = 'The database of the client';
  await checkClient(client);
  await checkConnection(client, name);
  await requireCurrentSchema(client, name);
  const settings = settingsOf(config);
  return { openDoor: (signal) => createDoor(client, { settings, ...signalOf(signal) }), close: async () => {}, config };
}

/** The database of the configuration, as commands open it. */
async function openOurs(config: Config, name: string | undefined): Promise<Doors> {
  const { prepare, pool } = config.database;
  const database = await openDatabase(config, () => {});
  const client = openClient(database.target, {
    max: pool,
    prepare,
    ...(prepare && { statementTimeout: statementTimeout(config) }),
    applicationName: 'facet-gateway',
  });
  const close = async (): Promise<void> => {
    await client.end({ timeout: 5 });
    await database.close();
  };
  try {
    await checkConnection(client, name);
    // The embedded database is ours from the first moment: whoever comes first makes its schema.
    if (database.isEmbedded) await migrateEmbedded(client, database.target, config.access.roles);
    await requireCurrentSchema(client, name);
  } catch (error) {
    await close();
    throw error;
  }
  const options = prepare ? { prepared: createPreparedTexts() } : { settings: settingsOf(config) };
  return { openDoor: (signal) => createDoor(client, { ...options, ...signalOf(signal) }), close, config };
}

/**
 * Opens the database of a URL, of a client or, without either, of the environment, after checking that it has the program's schema;
 * `file` is the path of a configuration instead of that in the environment, and `asked` for whom it is opened. Throws a `UserError` where
 * it cannot.
 */
export async function openDoors(
  database: string | Sql | undefined,
  file: string | undefined,
  asked: AskedFor | undefined,
): Promise<ViewerDoors> {
  // The rest of the environment is that of a server, or of the program that asks.
  const { DATABASE_URL, FACET_DATA_DIR, FACET_CONFIG } = process.env;
  const given = { FACET_CONFIG: file ?? FACET_CONFIG };
  const config = readConfig(database === undefined ? { ...given, DATABASE_URL, FACET_DATA_DIR } : given);
  const viewer = viewerFor(config, asked);
  return { ...(await openWith(config, database)), viewer };
}

/** Opens the database of a URL, of a client or of the configuration. */
async function openWith(config: Config, database: string | Sql | undefined): Promise<Doors> {
  if (database === undefined) return openOurs(config, undefined);
  if (typeof database !== 'string') return openTheirs(database, config);
  if (!/^postgres(ql)?:\/\/./.test(database))
    throw new UserError('The address of the database does not begin with postgres:// or postgresql://.');
  return openOurs({ ...config, databaseUrl: database }, 'The database');
}
