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

/** Ends what a command does when it is interrupted: statements are cancelled and their transactions rolled back. */
function onInterrupt(stop: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, stop);
  return () => {
    for (const signal of signals) process.removeListener(signal, stop);
  };
}

async function prepare(sql: Sql, database: OpenDatabase, { anySchema = false }: RunOptions): Promise<void> {
  await checkConnection(sql);
  // The embedded database is ours from the first moment: whichever command comes first makes its schema.
  if (database.isEmbedded) await migrate(database.target);
  if (!anySchema) await requireCurrentSchema(sql);
}

/**
 * Runs a command on the configured database: opens it, checks its schema, closes it whatever happens, and reports a
 * failure in a sentence. Ctrl-C rolls back and exits with 130.
 */
export async function runCommand(options: RunOptions, work: (scope: CommandScope) => Promise<void>): Promise<void> {
  const aborter = new AbortController();
  let database: OpenDatabase | undefined;
  let sql: Sql | undefined;
  const forget = onInterrupt(() => {
    aborter.abort(new UserError('Interrupted; nothing half-done was kept.', 'INTERRUPTED', 130));
    void sql?.end({ timeout: 0 });
  });
  try {
    const config: Config = readConfig(process.env);
    const progress = createProgress(process.stderr);
    database = await openDatabase(config, (line) => progress.say(line));
    sql = openClient(database.target, { applicationName: options.name, max: 4 });
    await prepare(sql, database, options);
    await work({ sql, config, progress, now: new Date(), database, signal: aborter.signal });
  } catch (error) {
    reportFailure(aborter.signal.aborted ? aborter.signal.reason : error);
  } finally {
    forget();
    await sql?.end({ timeout: 5 });
    await database?.close();
  }
}
