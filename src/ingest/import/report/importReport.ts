import type { Months } from '../merge/ensureMonths.js';
import type { RejectedRow } from '../rejects/rejectedRow.js';
import type { RejectGroup } from '../rejects/rejects.js';
import type { RejectsFile } from '../rejects/rejectsFile.js';

/** Bad values of a column that became null, because its mapping says `onBad: null`. */
export interface NulledValues {
  /** Of the target. */
  readonly column: string;
  readonly count: number;
  readonly first: { readonly line: number; readonly value: string; readonly reason: string };
}

/** What an import did with one source. */
export interface FileReport {
  /** As the config names it. */
  readonly file: string;
  readonly target: string;
  /** The same bytes had been imported by the same mapping: nothing was read, and all counts are 0. */
  readonly unchanged: boolean;
  /** Rejects included, header and blank lines not. */
  readonly rowsRead: number;
  /** Rows for which the entry's `where` was not true. */
  readonly rowsSkipped: number;
  /** New or changed rows. */
  readonly rowsWritten: number;
  /** Rows in whose place a later one of the same key was taken. */
  readonly rowsSuperseded: number;
  /** Rows of persons who are forgotten, which were left out. */
  readonly rowsForgotten: number;
  readonly rowsRejected: number;
  /** The first 20. */
  readonly rejects: readonly RejectedRow[];
  /** Rejects by column and reason, the first 100 of them. */
  readonly rejectGroups: readonly RejectGroup[];
  /** Bad values that became null, by column. */
  readonly nulled: readonly NulledValues[];
  /** The places of columns that have no name, the first being 1. */
  readonly unnamed: readonly number[];
  /** Mapped columns that no row had a value of, with what they are read from: `phone (Tel)`. */
  readonly emptyColumns: readonly string[];
  /** The path of `each`, where it found nothing in any record. */
  readonly eachWithoutRows: string | undefined;
  /** The months that the rows fall into, where the target is kept by month. */
  readonly months: Months | undefined;
  readonly seconds: number;
}

/** A warning about what an import left in the database. */
export interface ImportWarning {
  /** The subject: of several warnings about one the last counts. */
  readonly about: string;
  /** What and how many; no values of customers. */
  readonly text: string;
  /** A few values of customers. */
  readonly examples: readonly string[];
}

/** What an import did. */
export interface ImportReport {
  readonly dryRun: boolean;
  readonly files: readonly FileReport[];
  /** The tables that were derived anew, with the rows they got. */
  readonly derived: readonly { readonly table: string; readonly rows: number }[];
  readonly warnings: readonly ImportWarning[];
  /** The file of the rejected rows: all of them, or the first ones where it would have become too large. */
  readonly rejectsFile?: Pick<RejectsFile, 'path' | 'all' | 'kept'> | undefined;
}
