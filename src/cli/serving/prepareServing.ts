import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { requireWay } from '../../access/requireWay.js';
import { migrateEmbedded } from '../../bi/migrateWithViews.js';
import type { Config } from '../../config.js';
import { openClient, type Sql } from '../../db/client.js';
import { checkConnection, requireCurrentSchema, type OpenDatabase } from '../../db/openDatabase.js';
import type { DatabaseTarget } from '../../db/target.js';
import { checkPort } from '../../gateway/http/listen.js';
import { createProgress } from '../../lib/process/progress.js';
import { UserError } from '../../lib/errors/UserError.js';
import { endOnAbort } from '../run.js';
import { applyConfigured } from '../steps/segmentSteps.js';

const serveLock = 'facet.serve';

/** One embedded data directory is served by one process: the second start says who the first is. */
async function acquireServeLock(client: Sql, { dataDir }: Config): Promise<void> {
  const [lock] = await client<{ acquired: boolean }[]>`select pg_try_advisory_lock(hashtext(${serveLock})) as acquired`;
  if (lock?.acquired === true) return;
  const [other] = await client<{ application_name: string }[]>`
    select application_name from pg_stat_activity where application_name like 'facet serve, process %' limit 1`;
  const who = other === undefined ? 'another process' : other.application_name.replace('facet serve, ', '');
  throw new UserError(
    `The data directory ${dataDir} is already being served by ${who}. Stop that one, or set FACET_DATA_DIR to another directory.`,
    'ALREADY_SERVED',
  );
}

/** The lock went with the session that held it, which may not have ended yet, as its connection may not know that it has. */
async function reacquireServeLock(client: Sql, config: Config): Promise<void> {
  for (let left = 5; ; left -= 1) {
    try {
      return await acquireServeLock(client, config);
    } catch (error) {
      if (left === 0) throw error;
      await delay(500);
    }
  }
}

/** Makes the demo company where the embedded database is empty and is to be served, and the segments that the config declares. */
async function fillEmbedded(config: Config, target: DatabaseTarget, signal: AbortSignal) {
  // What makes data is not needed beside a database of somebody's own.
  const { findExistingData } = await import('../../demo/existingData.js');
  const { demoDefaults } = await import('../../demo/fillOptions.js');
  const { fillDemo, resumeDemo } = await import('../../demo/fillDemo.js');
  const client = openClient(target, { max: 4, maxLifetime: null, applicationName: 'facet demo' });
  try {
    endOnAbort(signal, client);
    const job = { client, config, progress: createProgress(process.stderr), now: new Date() };
    const existing = await findExistingData(client);
    // A server that only joins others' subgraphs has its database for keys and viewers.
    if (existing === 'nothing' && config.gateway?.local === false) return;
    if (existing === 'nothing') await fillDemo(job, demoDefaults);
    else {
      if (existing !== 'customers')
        job.progress.say(`No demo company is made: the database holds ${existing} without customers.`);
      await resumeDemo(job);
    }
    await applyConfigured(job);
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** A server that starts. */
export interface ServerStart {
  readonly config: Config;
  readonly database: OpenDatabase;
  readonly client: Sql;
  readonly signal: AbortSignal;
}

/** What a start does before anything is served; throws the signal's own reason where it was aborted meanwhile. */
export async function prepareServing({
  config,
  database: { target, isEmbedded },
  client,
  signal,
}: ServerStart): Promise<void> {
  try {
    if (!isEmbedded) endOnAbort(signal, client);
    await checkConnection(client);
    if (!isEmbedded) return await requireCurrentSchema(client);
    await acquireServeLock(client, config);
    // Before the demo company is made, which takes a while.
    await checkPort(config.host, config.port);
    await migrateEmbedded(client, target, config.access.roles);
    await requireWay(client, config);
    await fillEmbedded(config, target, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

/** Resolves when a signal is aborted. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });

/** Has an embedded server that ends started again; rejects when that is given up. */
export const superviseDatabase = (database: OpenDatabase, client: Sql, config: Config, log: Logger): Promise<never> =>
  new Promise((_, reject) =>
    database.supervise({
      restarts: true,
      onLost: () =>
        log.error('The embedded PostgreSQL has ended or dropped its connections; it is joined or started again.'),
      onBack: async () => {
        await reacquireServeLock(client, config);
        log.info('The embedded PostgreSQL runs again.');
      },
      onGone: reject,
    }),
  );
