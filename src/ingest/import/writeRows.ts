import type { SQL } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Job } from '../../db/job.js';
import type { ImportPlan } from './planImport.js';
import type { Rejects } from './rejects.js';
import { run } from '../../db/runStatement.js';
import type { Written } from './target.js';

interface WriteOptions {
  readonly loadId: string;
  readonly rejects: Rejects;
  /** Cancels the statement under way. */
  readonly signal?: AbortSignal | undefined;
}

/** Writes the staged rows into the target. */
export async function writeRows(
  job: Job,
  transaction: postgres.TransactionSql,
  { file, target, columns, countOccurrences }: ImportPlan,
  { signal, ...options }: WriteOptions,
): Promise<Written> {
  const step = async (statement: SQL | undefined): Promise<number> => {
    signal?.throwIfAborted();
    if (statement === undefined) return 0;
    const running = run(transaction, statement);
    const cancel = (): void => running.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return (await running).count;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  };
  await transaction`set local work_mem = '64MB'`;
  return target.write({ job, transaction, file, columns, countOccurrences, step, ...options });
}
