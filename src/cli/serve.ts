import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import type { Logger } from 'pino';
import { refreshViews } from '../bi/refreshViews.js';
import { readConfig, type Config } from '../config.js';
import { openClient, type Sql } from '../db/client.js';
import { checkConnection, openDatabase, requireCurrentSchema, type OpenDatabase } from '../db/openDatabase.js';
import { migrate } from '../db/migrate.js';
import type { DatabaseTarget } from '../db/target.js';
import { demoDefaults, fillDemo, resumeDemo } from '../demo/fillDemo.js';
import { findHeld } from '../demo/held.js';
import { checkPort } from '../gateway/listen.js';
import { createProgress } from '../lib/progress.js';
import { UserError } from '../lib/UserError.js';
import { within } from '../lib/within.js';
import { onInterrupt } from './onInterrupt.js';
import { reportFailure } from './reportFailure.js';
import { endOnAbort } from './run.js';
import { serveSchedule } from './serveSchedule.js';

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

/** The lock went with the session that held it, which may not have ended yet, as its connection may not know that it has. */
async function retakeServeLock(sql: Sql, config: Config): Promise<void> {
  for (let left = 5; ; left -= 1) {
    try {
      return await takeServeLock(sql, config);
    } catch (error) {
      if (left === 0) throw error;
      await delay(500);
    }
  }
}

/** Makes the demo company where the embedded database is empty, and brings the views up to new migrations. */
async function fillEmbedded(config: Config, target: DatabaseTarget, migrated: boolean, signal: AbortSignal) {
  const sql = openClient(target, { max: 4, maxLifetime: null, applicationName: 'facet demo' });
  try {
    endOnAbort(signal, sql);
    const job = { sql, config, progress: createProgress(process.stderr), now: new Date() };
    const held = await findHeld(sql);
    if (held === 'nothing') await fillDemo(job, demoDefaults);
    else {
      if (held !== 'customers')
        job.progress.say(`No demo company is made: the database holds ${held} without customers.`);
      await resumeDemo(job);
      if (migrated) await refreshViews(sql);
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}

interface Start {
  readonly config: Config;
  readonly database: OpenDatabase;
  readonly sql: Sql;
  readonly signal: AbortSignal;
  readonly requireKey: (sql: Sql, config: Config) => Promise<void>;
}

/** What a start does before it serves; throws the signal's own reason where it was aborted meanwhile. */
async function prepare({ config, database: { target, isEmbedded }, sql, signal, requireKey }: Start): Promise<void> {
  try {
    if (!isEmbedded) endOnAbort(signal, sql);
    await checkConnection(sql);
    if (!isEmbedded) return await requireCurrentSchema(sql);
    await takeServeLock(sql, config);
    // Before the demo company is made, which takes a while.
    await checkPort(config.host, config.port);
    const migrated = await migrate(target);
    await requireKey(sql, config);
    await fillEmbedded(config, target, migrated.length > 0, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });

/** Has an embedded server that ends started again; rejects when that is given up. */
const attendDatabase = (database: OpenDatabase, sql: Sql, config: Config, log: Logger): Promise<never> =>
  new Promise((_, reject) =>
    database.attend({
      restarts: true,
      onLost: () =>
        log.error('The embedded PostgreSQL has ended or dropped its connections; it is joined or started again.'),
      onBack: async () => {
        await retakeServeLock(sql, config);
        log.info('The embedded PostgreSQL runs again.');
      },
      onGone: reject,
    }),
  );

/** Milliseconds that closing may take beyond the times of the config, where the database does not answer, say. */
const closingAtMost = 15_000;
/** Milliseconds after which the process ends although something of it is still open. */
const lingering = 2_000;

async function run(): Promise<void> {
  const { signal, first } = onInterrupt();
  const config = readConfig(process.env);
  // Half of what the program loads, and no other command needs it.
  const { createLogger, requireKey, serve } = await import('../serve.js');
  const log = createLogger(config);
  const database = await openDatabase(config, (line) => log.info(line));
  const sql = openClient(database.target, {
    // Holds the serve lock as long as the process lives, so it is not one of the pool's connections, and never renewed.
    max: 1,
    maxLifetime: null,
    applicationName: `facet serve, process ${process.pid}`,
  });
  try {
    await prepare({ config, database, sql, signal, requireKey });
    // One request's failure that nobody waits for is not the end of all others.
    process.on('unhandledRejection', (error) => log.error({ err: error }, 'A failure that nobody waited for.'));
    const serving = await serve(config, database.target, log);
    const schedule = serveSchedule({ config, target: database.target, log });
    try {
      const gone = attendDatabase(database, sql, config, log);
      log.info(`Facet answers at ${serving.url}/graphql`);
      if (process.stderr.isTTY) process.stderr.write(`Facet answers at ${serving.url}/graphql (Ctrl-C stops it)\n`);
      await Promise.race([aborted(signal), gone]);
    } finally {
      // Ctrl-C comes from a person, who waits, and SIGTERM from what also tells the balancers.
      const drain = first() === 'SIGTERM' ? config.shutdown.drainSeconds * 1000 : 0;
      log.info(drain === 0 ? 'Finishing running requests' : `Serving on for ${drain} ms, then finishing`);
      const stopped = Promise.all([schedule?.stop(), serving.stop(drain)]);
      await within(stopped, drain + config.shutdown.finishSeconds * 1000 + closingAtMost).catch((error: unknown) =>
        log.error({ err: error }, 'Not everything could be closed in order.'),
      );
    }
  } finally {
    await sql.end({ timeout: 1 });
    await database.close();
    setTimeout(() => process.exit(), lingering).unref();
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
  FACET_CONFIG    YAML file; with schedule.at in it, "facet daily" is run at that time of each day
  FACET_DATA_DIR  folder of the embedded database (.facet)
  LOG_LEVEL       fatal, error, warn, info, debug, trace, silent (info)`,
    )
    .action(() => run().catch(reportFailure));
