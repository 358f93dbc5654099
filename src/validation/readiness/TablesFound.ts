import type { CheckedTable } from '../../words/checkedTables.js';
import type { TableColumns } from '../configured/readTableColumns.js';
import type { PassFound } from '../run/readPass.js';

/** What is known of the tables: their columns, and how many rows have a value in them. */
export interface TablesFound {
  readonly columns: ReadonlyMap<CheckedTable, TableColumns>;
  /** The passes over whole tables. */
  readonly passes: ReadonlyMap<CheckedTable, PassFound>;
}

/** How many rows a table has; null where it is not there. */
export const rowsOf = ({ passes }: TablesFound, table: string): number | null =>
  passes.get(table as CheckedTable)?.rows ?? null;

/** How many rows have a value in a column; null where that was not counted. */
export const filledOf = ({ passes }: TablesFound, table: string, column: string): number | null =>
  passes.get(table as CheckedTable)?.filled.get(column) ?? null;

/** Whether the database has a column. */
export const hasColumn = ({ columns }: TablesFound, table: string, column: string): boolean =>
  columns.get(table as CheckedTable)?.has(column) ?? false;
