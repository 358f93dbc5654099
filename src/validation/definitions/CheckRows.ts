import type { CheckedTable } from '../../words/checkedTables.js';

/** Sums of money by month and currency that are read beside the checks. */
export interface RevenueColumns {
  /** The column of the instant that decides the month. */
  readonly at: string;
  readonly revenue: string;
  readonly quantity: string;
}

/** What one statement reads for all checks of it: the rows of a table, or what is made of them by grouping. */
export interface CheckRows {
  /** Tells it from the others, and says what it is. */
  readonly name: string;
  readonly table: CheckedTable;
  /** SQL that stands behind `from`, without the alias `t`. */
  readonly from: string;
  /** SQL over a row `t`: the data source or application that it is of. */
  readonly source: string;
  /** The columns of `t` that a failing row is shown by: business keys, never what is said of a person. */
  readonly key: readonly string[];
  /** Whether it is the table itself, row by row: then it is told how many rows have a value in each column. */
  readonly isTable: boolean;
  readonly revenue?: RevenueColumns;
}
