import type { SQL } from 'drizzle-orm';
import type { Sql } from '../../../db/client.js';
import type { Job } from '../../../db/job.js';
import type { StagedRejectContext } from '../rejects/rejectStaged.js';
import type { Months } from './ensureMonths.js';

/** What writing the staged rows of one file came to. */
export interface Written {
  /** New or changed ones. */
  readonly rows: number;
  /** Rows that were not superseded by later ones of the same key; undefined where none can be. */
  readonly kept?: number | undefined;
  /** The months that the rows fall into, where the table is kept by month. */
  readonly months?: Months | undefined;
}

/** What the staged rows of one file are written with, in its transaction. */
export interface WriteContext extends StagedRejectContext {
  readonly job: Job;
  /** The name of the source in reports. */
  readonly file: string;
  /** The content key is the bare hash of a row's content: equal rows are numbered to tell them apart. */
  readonly countOccurrences: boolean;
  /** Goes into every row that is written. */
  readonly loadId: string;
  /** Runs a statement, which an interrupted import cancels; gives the number of rows that it changed. */
  readonly step: (statement: SQL | undefined) => Promise<number>;
}

/**
 * Where columns of slots are added while a file is written: outside of its transaction, which would keep readers waiting to its
 * end; nowhere in a dry run, where all is taken back in the end.
 */
export const columnsOutside = ({ job }: Pick<WriteContext, 'job'>): Sql | null =>
  'savepoint' in job.client ? null : job.client;
