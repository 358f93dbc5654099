import type { CheckedTable } from '../../words/checkedTables.js';

/** Columns of a table that a feature needs. */
export interface Need {
  /** A table of Facet, or the name of one that it does not have. */
  readonly table: CheckedTable | (string & {});
  readonly columns: readonly string[];
  /** Whether the feature also works where the table has no rows. */
  readonly optional?: boolean;
  /** Why it is not there, or what is lost without it. */
  readonly note?: string;
}

/** What a company can do with its data when it has what that needs. */
export interface Feature {
  readonly id: string;
  readonly title: string;
  readonly needs: readonly Need[];
  /** What holds beside, in a sentence. */
  readonly rule: string;
}
