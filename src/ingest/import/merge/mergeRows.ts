import type { SQL } from 'drizzle-orm';
import { rejectOrphans } from '../rejects/rejectOrphans.js';
import { countStagedKeys } from '../staging/countStagedKeys.js';
import { stagedRows } from '../staging/stagingStatements.js';
import { merged } from '../staging/temporaryTables.js';
import { ensureMonths, type Months } from './ensureMonths.js';
import { targetColumns } from './mergedColumns.js';
import { analyzeMerged, createMerged, hasRows, insertAll, insertNew, updateChanged } from './mergeStatements.js';
import type { MergeTable } from './mergeTable.js';
import { moveRows } from './moveRows.js';
import { rejectContested, rejectOwned } from './rejectOtherOwners.js';
import type { WriteContext, Written } from './writeContext.js';

/** Merges the staged rows into a table: new rows are inserted, changed ones updated or moved, equal ones not touched. */
export async function mergeRows(target: MergeTable, context: WriteContext): Promise<Written> {
  const { transaction, columns, countOccurrences, loadId, step } = context;
  const ensurePartitions = async (rows: SQL): Promise<Months | undefined> => {
    const { name, partitionColumn } = target;
    return partitionColumn === undefined ? undefined : ensureMonths(transaction, name, rows, partitionColumn);
  };
  await rejectOrphans(target.references, context);
  // Rows with a numbered key are never the same as another.
  if (!countOccurrences) await rejectContested(target, context);
  if ((await step(hasRows(target))) === 0) {
    const months = await ensurePartitions(stagedRows(columns));
    const rows = await step(insertAll(target, columns, countOccurrences, loadId));
    return { rows, kept: rows, months };
  }
  const written = targetColumns(columns);
  const keys = countOccurrences ? undefined : await countStagedKeys(transaction, columns, target.identity);
  await step(createMerged(target, columns, countOccurrences));
  await step(analyzeMerged(target, written));
  const owned = await rejectOwned(target, context);
  const months = await ensurePartitions(merged);
  const moved = await moveRows(target, written, context);
  const changed = await step(updateChanged(target, written, loadId));
  const rows = moved + changed + (await step(insertNew(target, written, loadId)));
  return { rows, kept: keys === undefined ? undefined : keys - owned, months };
}
