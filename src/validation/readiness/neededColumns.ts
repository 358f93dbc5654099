import { checkedTableNames, type CheckedTable } from '../../words/checkedTables.js';
import type { TableColumns } from '../configured/readTableColumns.js';
import { features } from './features.js';
import { customerFields, orderFields } from './rules.js';

const needs: readonly { readonly table: string; readonly columns: readonly string[] }[] = [
  ...features.flatMap((feature) => feature.needs),
  { table: 'customers', columns: customerFields },
  { table: 'unified_transactions', columns: orderFields },
];

/** The columns whose values are counted for readiness, by table; those that the database has. */
export const neededColumns = (
  columns: ReadonlyMap<CheckedTable, TableColumns>,
): ReadonlyMap<CheckedTable, readonly string[]> =>
  new Map(
    checkedTableNames.map((table) => {
      const named = needs.filter((need) => need.table === table).flatMap((need) => need.columns);
      return [table, [...new Set(named)].filter((column) => columns.get(table)?.has(column) === true).toSorted()];
    }),
  );
