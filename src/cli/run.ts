import { readConfig, type Config } from '../config.js';
import { openClient, type Sql } from '../db/client.js';
import { checkConnection, openDatabase, requireCurrentSchema, type OpenDatabase } from '../db/openDatabase.js';
import type { Job } from '../db/job.js';
import { migrate } from '../db/migrate.js';
import { createProgress } from '../lib/progress.js';
import { onInterrupt } from './onInterrupt.js';
import { reportFailure } from './reportFailure.js';

export interface CommandScope extends Job {
  readonly database: OpenDatabase;
  /** Aborted by Ctrl-C, and by the end of the embedded server. */
  readonly signal: AbortSignal;
}

export interface RunOptions {
  /** Shown in `pg_stat_activity`, e.g. `facet snapshot`. */
  readonly name: string;
  /** Whether the command works without Facet's schema in the database. */
  readonly anySchema?: boolean;
  /** Connections at most; default 4. */
  readonly connections?: number;
}

/** Ends a client at once when the signal is aborted: what it runs is rejected here, and rolled back in PostgreSQL. */
export function endOnAbort(signal: AbortSignal, sql: Sql): void {
  signal.throwIfAborted();
  signal.addEventListener('abort', () => void sql.end({ timeout: 0 }));
}

async function prepare(sql: Sql, database: OpenDatabase, { anySchema = false }: RunOptions): Promise<void> {
  await checkConnection(sql);
  if (anySchema) return;
  // The embedded database is ours from the first moment: whichever command comes first makes its schema.
  if (database.isEmbedded) await migrate(database.target);
  await requireCurrentSchema(sql);
}

/**
 * Runs a command on the configured database: opens it, checks its schema, closes it whatever happens, and reports a
 * failure in a sentence. Ctrl-C rolls back what is not committed, and exits with 130; SIGTERM likewise, with 143. The end
 * of the embedded server ends the command, with 69.
 */
export async function runCommand(options: RunOptions, work: (scope: CommandScope) => Promise<void>): Promise<void> {
  const { signal: interrupted, forget } = onInterrupt();
  const lost = new AbortController();
  const signal = AbortSignal.any([interrupted, lost.signal]);
  let database: OpenDatabase | undefined;
  let sql: Sql | undefined;
  try {
    const config: Config = readConfig(process.env);
    const progress = createProgress(process.stderr);
    database = await openDatabase(config, (line) => progress.update(line));
    database.attend({ restarts: false, onGone: (error) => lost.abort(error) });
    sql = openClient(database.target, {
      applicationName: options.name,
      max: options.connections ?? 4,
      maxLifetime: null,
    });
    endOnAbort(signal, sql);
    await prepare(sql, database, options);
    await work({ sql, config, progress, now: new Date(), database, signal });
    lost.signal.throwIfAborted();
  } catch (error) {
    reportFailure(signal.aborted ? signal.reason : error);
  } finally {
    await sql?.end({ timeout: 5 });
    await database?.close();
    forget();
  }
}
