import { readConfig, type Config } from '../config.js';
import { openClient, type Sql } from '../db/client.js';
import { checkConnection, openDatabase, requireCurrentSchema, type OpenDatabase } from '../db/openDatabase.js';
import type { Job } from '../db/job.js';
import { migrate } from '../db/migrate.js';
import { createProgress } from '../lib/progress.js';
import { UserError } from '../lib/UserError.js';

export interface CommandScope extends Job {
  readonly database: OpenDatabase;
  /** Aborted by Ctrl-C. */
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

/** Prints a failure: a sentence for what the user can mend, everything for a fault of ours. Sets the exit code. */
export function reportFailure(error: unknown): void {
  if (error instanceof UserError) {
    process.stderr.write(`facet: ${error.message}\n`);
    process.exitCode = error.exitCode;
    return;
  }
  process.stderr.write(
    `facet: unexpected failure\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 70;
}

interface Interruption {
  /** Aborted by the first Ctrl-C (SIGINT) or SIGTERM, with a `UserError` of exit code 130. */
  readonly signal: AbortSignal;
  /** Gives both back to Node, which ends the process. */
  readonly forget: () => void;
}

/**
 * From now on Ctrl-C and SIGTERM abort a signal, the first time; later ones do nothing, for npm passes a terminal's
 * Ctrl-C on to us who have had it already.
 */
export function onInterrupt(): Interruption {
  const aborter = new AbortController();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const stop = (): void =>
    aborter.abort(new UserError('Interrupted; what was not finished was rolled back.', 'INTERRUPTED', 130));
  for (const name of signals) process.on(name, stop);
  return {
    signal: aborter.signal,
    forget: () => {
      for (const name of signals) process.removeListener(name, stop);
    },
  };
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
 * failure in a sentence. Ctrl-C rolls back what is not committed, and exits with 130.
 */
export async function runCommand(options: RunOptions, work: (scope: CommandScope) => Promise<void>): Promise<void> {
  const { signal, forget } = onInterrupt();
  let database: OpenDatabase | undefined;
  let sql: Sql | undefined;
  try {
    const config: Config = readConfig(process.env);
    const progress = createProgress(process.stderr);
    database = await openDatabase(config, (line) => progress.update(line));
    sql = openClient(database.target, {
      applicationName: options.name,
      max: options.connections ?? 4,
      maxLifetime: null,
    });
    endOnAbort(signal, sql);
    await prepare(sql, database, options);
    await work({ sql, config, progress, now: new Date(), database, signal });
  } catch (error) {
    reportFailure(signal.aborted ? signal.reason : error);
  } finally {
    await sql?.end({ timeout: 5 });
    await database?.close();
    forget();
  }
}
