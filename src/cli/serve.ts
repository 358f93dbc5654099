import { Command } from 'commander';
import { refreshViews } from '../bi/refreshViews.js';
import { readConfig, type Config } from '../config.js';
import { openClient, type Sql } from '../db/client.js';
import { checkConnection, openDatabase, requireCurrentSchema, type OpenDatabase } from '../db/openDatabase.js';
import { migrate } from '../db/migrate.js';
import { demoDefaults, fillDemo, resumeDemo } from '../demo/fillDemo.js';
import { checkPort } from '../gateway/listen.js';
import { createProgress } from '../lib/progress.js';
import { UserError } from '../lib/UserError.js';
import { createLogger, serve } from '../serve.js';
import { reportFailure } from './run.js';

const serveLock = 'facet.serve';

/** One embedded data directory is served by one process: the second start says who the first is. */
async function takeServeLock(sql: Sql, { dataDir }: Config): Promise<void> {
  const [lock] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(hashtext(${serveLock})) as taken`;
  if (lock?.taken === true) return;
  const [other] = await sql<{ application_name: string }[]>`
    select application_name from pg_stat_activity where application_name like 'facet serve, process %' limit 1`;
  const who = other === undefined ? 'another process' : other.application_name.replace('facet serve, ', '');
  throw new UserError(
    `The data directory ${dataDir} is already being served by ${who}. Stop that one, or set FACET_DATA_DIR to another directory.`,
    'ALREADY_SERVED',
  );
}

/** What only the embedded database gets from a start: its schema, and the demo company where it is empty. */
async function prepareEmbedded(config: Config, database: OpenDatabase, sql: Sql): Promise<void> {
  await takeServeLock(sql, config);
  // Before the demo company is made, which takes a while.
  await checkPort(config.host, config.port);
  const migrated = await migrate(database.target);
  const worker = openClient(database.target, { max: 4, applicationName: 'facet demo' });
  try {
    const job = { sql: worker, config, progress: createProgress(process.stderr), now: new Date() };
    const [customers] = await worker`select from facet.unified_customers limit 1`;
    if (customers === undefined) await fillDemo(job, demoDefaults);
    else {
      await resumeDemo(job);
      if (migrated.length > 0) await refreshViews(worker);
    }
  } finally {
    await worker.end({ timeout: 5 });
  }
}

const interrupted = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
  });

async function run(): Promise<void> {
  const stopRequested = interrupted();
  const config = readConfig(process.env);
  const log = createLogger(config);
  const database = await openDatabase(config, (line) => log.info(line));
  // Holds the serve lock as long as the process lives, so it is not one of the pool's connections.
  const sql = openClient(database.target, { max: 1, applicationName: `facet serve, process ${process.pid}` });
  try {
    await checkConnection(sql);
    if (database.isEmbedded) {
      const ready = await Promise.race([prepareEmbedded(config, database, sql), stopRequested]);
      if (ready !== undefined) return;
    } else await requireCurrentSchema(sql);
    const serving = await serve(config, database.target, log);
    log.info(`Facet answers at ${serving.url}/graphql`);
    if (process.stderr.isTTY) process.stderr.write(`Facet answers at ${serving.url}/graphql (Ctrl-C stops it)\n`);
    const signal = await stopRequested;
    log.info(`${signal}: finishing running requests`);
    await serving.stop();
  } finally {
    await sql.end({ timeout: 1 });
    await database.close();
  }
}

/** `facet serve` */
export const serveCommand = (): Command =>
  new Command('serve')
    .description('Serves the graph over HTTP; without DATABASE_URL on an embedded database with a demo company')
    .addHelpText(
      'after',
      `
Environment:
  DATABASE_URL    PostgreSQL 15 or later; unset: an embedded one in FACET_DATA_DIR
  PORT, HOST      where to listen (4000, 127.0.0.1)
  FACET_CONFIG    YAML file
  FACET_DATA_DIR  folder of the embedded database (.facet)
  LOG_LEVEL       fatal, error, warn, info, debug, trace, silent (info)`,
    )
    .action(() => run().catch(reportFailure));
