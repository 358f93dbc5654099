import { ensureMonths } from './ensureMonths.js';
import { rejectOrphans } from './rejectOrphans.js';
import {
  analyzeMerged,
  createMerged,
  deleteMoved,
  insertNew,
  merged,
  stagedColumns,
  updateChanged,
} from './mergeStatements.js';
import type { TableTarget, WriteContext } from './target.js';

/** Brings a table to what the staged rows say: new rows are inserted, changed ones updated, equal ones left alone. */
export async function mergeRows(target: TableTarget, context: WriteContext): Promise<number> {
  const { transaction, columns, loadId, step } = context;
  const staged = stagedColumns(target, columns);
  await rejectOrphans(target, context);
  await step(createMerged(target, staged, staged.length > columns.length));
  await step(analyzeMerged(target, staged));
  if (target.partitionColumn !== undefined)
    await ensureMonths(transaction, target.name, merged, target.partitionColumn);
  await step(deleteMoved(target, staged));
  const changed = await step(updateChanged(target, staged, loadId));
  return changed + (await step(insertNew(target, staged, loadId)));
}
