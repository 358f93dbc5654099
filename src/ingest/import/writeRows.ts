import type { SQL } from 'drizzle-orm';
import type postgres from 'postgres';
import {
  analyzeMerged,
  createMerged,
  deleteMoved,
  insertNew,
  stagedColumns,
  updateChanged,
} from './mergeStatements.js';
import type { ImportPlan } from './planImport.js';
import { run } from './runStatement.js';

interface WriteOptions {
  /** Goes into every row that is written. */
  readonly loadId: string;
  /** Cancels the statement under way. */
  readonly signal?: AbortSignal | undefined;
}

/** Writes the staged rows into the target; gives the number of new or changed ones. */
export async function writeRows(
  transaction: postgres.TransactionSql,
  { target, columns, countOccurrences }: ImportPlan,
  { loadId, signal }: WriteOptions,
): Promise<number> {
  const staged = stagedColumns(target, columns);
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
  await step(createMerged(target, staged, countOccurrences));
  await step(analyzeMerged(target, staged));
  await step(deleteMoved(target, staged));
  const changed = await step(updateChanged(target, staged, loadId));
  return changed + (await step(insertNew(target, staged, loadId)));
}
