import type { RejectedRow } from './convertRow.js';
import type { Months } from './ensureMonths.js';
import type { RejectGroup } from './rejects.js';
import type { RejectsFile } from './rejectsFile.js';

/** Bad values of a column that were taken for none, as its mapping says. */
export interface ForgivenValues {
  /** Of the target. */
  readonly column: string;
  readonly count: number;
  readonly first: { readonly line: number; readonly value: string; readonly reason: string };
}

/** What became of one entry of a config. */
export interface FileReport {
  /** As the config names it. */
  readonly file: string;
  readonly target: string;
  /** The same bytes had been read into the same target by the same mapping: nothing was read, all counts are 0. */
  readonly unchanged: boolean;
  /** Rejects included, header and blank lines not. */
  readonly rowsRead: number;
  /** Rows for which the entry's `where` was not true. */
  readonly rowsSkipped: number;
  /** New or changed rows. */
  readonly rowsWritten: number;
  /** Rows that a later one of the same key stands for. */
  readonly rowsSuperseded: number;
  readonly rowsRejected: number;
  /** The first 20. */
  readonly rejects: readonly RejectedRow[];
  /** Rejects by column and reason, the first 100 of them. */
  readonly rejectGroups: readonly RejectGroup[];
  /** Bad values that were taken for none, by column. */
  readonly forgiven: readonly ForgivenValues[];
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

/** What somebody should know of what an import left. */
export interface ImportWarning {
  /** Warnings about the same thing stand for each other: the last one counts. */
  readonly about: string;
  /** Counts; no values of customers are in it. */
  readonly text: string;
  /** A few values. */
  readonly examples: readonly string[];
}

/** What an import did. */
export interface ImportReport {
  readonly dryRun: boolean;
  readonly files: readonly FileReport[];
  /** The tables that were derived anew, with the rows they got. */
  readonly derived: readonly { readonly table: string; readonly rows: number }[];
  readonly warnings: readonly ImportWarning[];
  /** Where the rejected rows are: all of them, or the first ones where the file would have become too large. */
  readonly rejectsFile?: Pick<RejectsFile, 'path' | 'all' | 'kept'> | undefined;
}
