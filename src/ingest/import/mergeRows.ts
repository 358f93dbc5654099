import { sql, type SQL } from 'drizzle-orm';
import { identifier } from '../../db/sql.js';
import { ensureMonths, type Months } from './ensureMonths.js';
import { keptRows } from './keptRows.js';
import {
  analyzeMerged,
  createMerged,
  hasRows,
  insertAll,
  deleteMoved,
  insertNew,
  updateChanged,
} from './mergeStatements.js';
import { targetColumns } from './mergedColumns.js';
import { takeOutContested, takeOutOwned } from './ownerStatements.js';
import { rejectStaged } from './rejectStaged.js';
import { reportTakenOut } from './reportTakenOut.js';
import { stagedRows } from './stagingStatements.js';
import type { TableTarget, WriteContext, Written } from './target.js';
import { merged } from './temporaryTables.js';

/** Takes rows out that name a row of another table which is not there. */
async function rejectOrphans({ references }: TableTarget, context: WriteContext): Promise<void> {
  for (const { column, table, key } of references)
    await rejectStaged(
      context,
      column,
      (value) => sql`${value} is not null and not exists (
        select from facet.${identifier(table)} as referenced where referenced.${identifier(key)} = ${value})`,
      `is no row of ${table}`,
    );
}

/** Where the identity's columns come from. */
const identityColumns = ({ identity }: TableTarget, { columns }: WriteContext): string =>
  columns
    .filter(({ target }) => identity.includes(target.name))
    .flatMap((column) => column.columns)
    .filter((name) => name !== '*')
    .join(', ');

/** Takes rows out that an earlier one of the file has under another owner. Numbered rows are no row's equal. */
async function rejectContested(target: TableTarget, context: WriteContext): Promise<void> {
  const statement = context.countOccurrences ? undefined : takeOutContested(target, context.columns);
  if (statement !== undefined) await reportTakenOut(context, statement, identityColumns(target, context));
}

/** Takes merged rows out that the table has under another owner; gives their number. */
async function rejectOwned(target: TableTarget, context: WriteContext): Promise<number> {
  if (target.owners.length === 0) return 0;
  return reportTakenOut(context, takeOutOwned(target, context.columns), identityColumns(target, context));
}

/** Brings a table to what the staged rows say: new rows are inserted, changed ones updated, equal ones left alone. */
export async function mergeRows(target: TableTarget, context: WriteContext): Promise<Written> {
  const { transaction, columns, countOccurrences, loadId, step } = context;
  const makePartitions = async (rows: SQL): Promise<Months | undefined> => {
    const { name, partitionColumn } = target;
    return partitionColumn === undefined ? undefined : ensureMonths(transaction, name, rows, partitionColumn);
  };
  await rejectOrphans(target, context);
  await rejectContested(target, context);
  if ((await step(hasRows(target))) === 0) {
    const months = await makePartitions(stagedRows(columns));
    const rows = await step(insertAll(target, columns, countOccurrences, loadId));
    return { rows, kept: rows, months };
  }
  const written = targetColumns(columns);
  const keys = countOccurrences ? undefined : await keptRows(context, target.identity);
  await step(createMerged(target, columns, countOccurrences));
  await step(analyzeMerged(target, written));
  const owned = await rejectOwned(target, context);
  const months = await makePartitions(merged);
  await step(deleteMoved(target));
  const changed = await step(updateChanged(target, written, loadId));
  const rows = changed + (await step(insertNew(target, written, loadId)));
  return { rows, kept: keys === undefined ? undefined : keys - owned, months };
}
