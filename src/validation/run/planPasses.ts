import { checkedTableNames, type CheckedTable } from '../../words/checkedTables.js';
import type { Check } from '../definitions/Check.js';
import type { CheckRows } from '../definitions/CheckRows.js';
import { tableRows } from '../rows/tableRows.js';
import type { Pass } from './passStatement.js';

/**
 * The statements that ask all checks: one for each kind of rows. Tables of which columns are counted are read whether or not a
 * check asks them, in the pass of their checks.
 */
export function planPasses(
  checks: readonly Check[],
  counted: ReadonlyMap<CheckedTable, readonly string[]>,
): readonly Pass[] {
  const kinds = new Map<string, CheckRows>();
  for (const table of checkedTableNames) if (counted.has(table)) kinds.set(table, tableRows(table));
  for (const { rows } of checks) if (!kinds.has(rows.name)) kinds.set(rows.name, rows);
  return [...kinds.values()].map((rows) => ({
    rows,
    checks: checks.filter((check) => check.rows.name === rows.name),
    columns: rows.isTable ? (counted.get(rows.table) ?? []) : [],
  }));
}
