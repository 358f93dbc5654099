import type postgres from 'postgres';
import { readConfig, type Config } from '../config.js';
import { openClient, type Sql } from '../db/client.js';
import { createDoor, createPreparedTexts, type Door } from '../db/door.js';
import { migrate } from '../db/migrate.js';
import { checkConnection, openDatabase, requireCurrentSchema } from '../db/openDatabase.js';
import { UserError } from '../lib/UserError.js';
import { checkClient } from './checkClient.js';
import type { MetricsSource } from './MetricsSource.js';
import { readDatabase } from './readDatabase.js';
import { sourceClosed } from './sourceClosed.js';

/** How a database is asked. */
export interface DatabaseOptions {
  /** The path of the YAML file with the applications and their time zones; by default the one that `FACET_CONFIG` names. */
  readonly config?: string | undefined;
  /** The clock that tells the last full month; by default the machine's. */
  readonly now?: (() => Date) | undefined;
}

interface Opened {
  readonly openDoor: (signal: AbortSignal | undefined) => Door;
  readonly close: () => Promise<void>;
}

const statementTimeout = ({ database }: Config): number => Math.round(database.statementTimeout * 1000);

/** Settings of each statement's own transaction, where the session is not ours. */
const settingsOf = (config: Config) => ({ statement_timeout: String(statementTimeout(config)), DateStyle: 'ISO' });

const signalOf = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal });

/** Somebody's own client, which stays theirs. */
async function openTheirs(sql: Sql, config: Config): Promise<Opened> {
  const name = 'The database of the client';
  await checkClient(sql);
  await checkConnection(sql, name);
  await requireCurrentSchema(sql, name);
  const settings = settingsOf(config);
  return { openDoor: (signal) => createDoor(sql, { settings, ...signalOf(signal) }), close: async () => {} };
}

/** The database of the configuration, as commands open it. */
async function openOurs(config: Config, name: string | undefined): Promise<Opened> {
  const { prepare, pool } = config.database;
  const database = await openDatabase(config, () => {});
  const sql = openClient(database.target, {
    max: pool,
    prepare,
    ...(prepare && { statementTimeout: statementTimeout(config) }),
    applicationName: 'facet-gateway',
  });
  const close = async (): Promise<void> => {
    await sql.end({ timeout: 5 });
    await database.close();
  };
  try {
    await checkConnection(sql, name);
    // The embedded database is ours from the first moment: whoever comes first makes its schema.
    if (database.isEmbedded) await migrate(database.target);
    await requireCurrentSchema(sql, name);
  } catch (error) {
    await close();
    throw error;
  }
  const options = prepare ? { prepared: createPreparedTexts() } : { settings: settingsOf(config) };
  return { openDoor: (signal) => createDoor(sql, { ...options, ...signalOf(signal) }), close };
}

function open(
  database: string | Sql | undefined,
  file: string | undefined,
): { config: Config; opened: Promise<Opened> } {
  const environment = { ...process.env, ...(file !== undefined && { FACET_CONFIG: file }) };
  if (database === undefined) {
    const config = readConfig(environment);
    return { config, opened: openOurs(config, undefined) };
  }
  // The rest of the environment is that of a server, which this is not.
  const config = readConfig({ FACET_CONFIG: environment.FACET_CONFIG });
  if (typeof database !== 'string') return { config, opened: openTheirs(database, config) };
  if (!/^postgres(ql)?:\/\/./.test(database))
    throw new UserError('The address of the database does not begin with postgres:// or postgresql://.');
  return { config, opened: openOurs({ ...config, databaseUrl: database }, 'The database') };
}

/**
 * Answers queries in process, on a database at a URL or behind a client of postgres.js; without either on the one that the
 * command `facet` would use, by `DATABASE_URL` or the embedded one. Throws a `UserError` with a stable `code` where it cannot be
 * reached or lacks Facet's schema. A process ends only after `close()`, which leaves a client that was given open.
 */
export async function fromDatabase(
  database?: string | postgres.Sql,
  { config: file, now = () => new Date() }: DatabaseOptions = {},
): Promise<MetricsSource> {
  const { config, opened } = open(database, file);
  const { openDoor, close } = await opened;
  const { timeZone, apps } = config;
  let closed: Promise<void> | undefined;
  return {
    read(asked, signal) {
      if (closed !== undefined) throw sourceClosed();
      return readDatabase({ db: openDoor(signal), now: now(), timeZone, apps }, asked, signal);
    },
    close: () => (closed ??= close()),
  };
}
