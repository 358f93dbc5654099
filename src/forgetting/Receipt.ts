/** What was done of a table. */
export interface TableDone {
  readonly table: string;
  readonly way: 'delete' | 'pseudonymise' | 'rewrite';
  readonly rows: number;
}

/** What was done of a file of rejected rows: how many rows were left out, or why it was not looked through. */
export interface FileDone {
  readonly path: string;
  readonly rows: number;
  readonly problem?: string;
}

/** What was done to forget a person. It names nobody. */
export interface Receipt {
  /** A UUID; null where nothing was written. */
  readonly forgottenId: string | null;
  /** ISO 8601. */
  readonly at: string;
  /** Whether the person had been forgotten before. */
  readonly again: boolean;
  /** Those in which something was found. */
  readonly tables: readonly TableDone[];
  /** Days of snapshots that were given a new load. */
  readonly days: number;
  readonly files: readonly FileDone[];
  /** Hashes of what the person was known by, which keep imports from bringing it back. */
  readonly blocked: number;
}
