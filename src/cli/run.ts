import type { Config } from '../config.js';
import type { Sql } from '../db/client.js';
import type { Job } from '../db/job.js';
import type { OpenDatabase } from '../db/openDatabase.js';
import { createProgress } from '../lib/process/progress.js';
import { onInterrupt } from './onInterrupt.js';
import { reportFailure } from './reportFailure.js';

/** The job of a command, with the database that it runs on. */
export interface CommandScope extends Job {
  readonly database: OpenDatabase;
  /** Aborted by Ctrl-C, and by the end of the embedded server. */
  readonly signal: AbortSignal;
}

/** How a command is run. */
export interface CommandOptions {
  /** Shown in `pg_stat_activity`, e.g. `facet snapshot`. */
  readonly name: string;
  /** Whether the command works without Facet's schema in the database. */
  readonly anySchema?: boolean;
  /** Parts of a run at the same time, in place of those of the config. */
  readonly parallel?: number | undefined;
  /** Connections at most; default: those of a run, see `runLimits`. */
  readonly connections?: number;
  /** Connections beside those of a run; default: none. */
  readonly moreConnections?: number;
}

/** Ends a client at once when the signal is aborted: what it runs is rejected here, and rolled back in PostgreSQL. */
export function endOnAbort(signal: AbortSignal, client: Sql): void {
  signal.throwIfAborted();
  signal.addEventListener('abort', () => void client.end({ timeout: 0 }));
}

async function prepare(
  client: Sql,
  database: OpenDatabase,
  { access }: Pick<Config, 'access'>,
  { anySchema = false }: CommandOptions,
): Promise<void> {
  const { checkConnection, requireCurrentSchema } = await import('../db/openDatabase.js');
  await checkConnection(client);
  if (anySchema) return;
  // The embedded database is ours from the first moment: whichever command comes first makes its schema.
  if (database.isEmbedded) {
    const { migrateEmbedded } = await import('../bi/migrateWithViews.js');
    await migrateEmbedded(client, database.target, access.roles);
  }
  await requireCurrentSchema(client);
}

/**
 * Runs a command on the configured database: opens it, checks its schema, closes it whatever happens, and reports a
 * failure in a sentence. Ctrl-C rolls back what is not committed, and exits with 130; SIGTERM likewise, with 143. The end
 * of the embedded server ends the command, with 69.
 */
export async function runCommand(options: CommandOptions, work: (scope: CommandScope) => Promise<void>): Promise<void> {
  const { signal: interrupted, dispose } = onInterrupt();
  const lost = new AbortController();
  const signal = AbortSignal.any([interrupted, lost.signal]);
  let database: OpenDatabase | undefined;
  let client: Sql | undefined;
  try {
    const { readConfig } = await import('../config.js');
    const { withParallel } = await import('./runs/withParallel.js');
    const { runLimits } = await import('../config/runs/runLimits.js');
    const { openClient } = await import('../db/client.js');
    const { openDatabase } = await import('../db/openDatabase.js');
    const config = withParallel(readConfig(process.env), options.parallel);
    const progress = createProgress(process.stderr);
    database = await openDatabase(config, (line) => progress.update(line));
    database.supervise({ restarts: false, onGone: (error) => lost.abort(error) });
    client = openClient(database.target, {
      applicationName: options.name,
      max: options.connections ?? runLimits(config).connections + (options.moreConnections ?? 0),
      maxLifetime: null,
    });
    endOnAbort(signal, client);
    await prepare(client, database, config, options);
    await work({ client, config, progress, now: new Date(), database, signal });
    lost.signal.throwIfAborted();
  } catch (error) {
    reportFailure(signal.aborted ? signal.reason : error);
  } finally {
    await client?.end({ timeout: 5 });
    await database?.close();
    dispose();
  }
}
