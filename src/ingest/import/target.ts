import type { SQL } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Sql } from '../../db/client.js';
import type { Job } from '../../db/job.js';
import type { ColumnPlan } from './columnPlan.js';
import type { Months } from './ensureMonths.js';
import type { Rejects } from './rejects.js';
import type { TargetColumn } from './targetColumn.js';

/** A column whose values must be keys of another table. */
export interface Reference {
  readonly column: string;
  /** Of schema `facet`. */
  readonly table: string;
  readonly key: string;
}

/** What rows are imported into. */
export interface Target {
  readonly name: string;
  readonly columns: ReadonlyMap<string, TargetColumn>;
  /** What tells the rows of one file apart: the primary key, or the part of it that is not the same in all of them. */
  readonly key: readonly string[];
  /** Filled from a line's content and its n-th occurrence in the file where the mapping does not name it. */
  readonly contentKey: string | undefined;
  /** What is wrong with a mapping that fills these columns alone, as a clause; undefined where nothing is. */
  readonly lacks?: (mapped: ReadonlySet<string>) => string | undefined;
  /** Checks the names that `announce` will give against those that belong to others on every day. Throws a `UserError`. */
  readonly checkNames?: (job: Job) => Promise<void>;
  /** Changes the catalogue as `write` will; called before the first file is read, and taken back. Throws a `UserError`. */
  readonly announce?: (job: Job) => Promise<void>;
  /** What else decides what becomes of rows with these columns; a file is read again when it has changed. */
  readonly state?: (sql: Sql, columns: readonly ColumnPlan[]) => Promise<string>;
  readonly write: (context: WriteContext) => Promise<Written>;
}

/** What writing the staged rows came to. */
export interface Written {
  /** New or changed ones. */
  readonly rows: number;
  /** The rows that counted: all, but for those superseded by later ones of the same key; undefined where none can be. */
  readonly kept?: number | undefined;
  /** The months that the rows fall into, where the table is kept by month. */
  readonly months?: Months | undefined;
}

/** What a target writes with, in the transaction of one file. */
export interface WriteContext {
  readonly job: Job;
  readonly transaction: postgres.TransactionSql;
  /** What the source is called in reports. */
  readonly file: string;
  readonly columns: readonly ColumnPlan[];
  /** The content key is the bare hash of a row's content: the n-th row of one hash is told apart by n. */
  readonly countOccurrences: boolean;
  /** Goes into every row that is written. */
  readonly loadId: string;
  /** For rows that only the database can judge. */
  readonly rejects: Rejects;
  /** Runs a statement, which an interrupted import cancels; gives the number of rows it touched. */
  readonly step: (statement: SQL | undefined) => Promise<number>;
}

/** A table whose rows are the imported ones. */
export interface TableTarget extends Target {
  readonly schema: string;
  /** The part of the key that a row of the source is known by. Of two rows of a file the last counts; a row in the table under another key goes. */
  readonly identity: readonly string[];
  /** Whose a row is, for as long as it is there: another's row of the same identity is a reject. */
  readonly owners: readonly string[];
  /** The instant or day whose month decides the partition. */
  readonly partitionColumn: string | undefined;
  /** Whether rows tell the run that wrote them. */
  readonly hasLoadId: boolean;
  /** Says when a row was last written, unless the source does. */
  readonly stamp: string | undefined;
  readonly references: readonly Reference[];
}
