import type { TargetColumn } from './targetColumn.js';

/** What a mapping fills: the columns of a table that can be imported into. */
export interface TargetShape {
  readonly name: string;
  readonly columns: ReadonlyMap<string, TargetColumn>;
  /** What identifies the rows of one file: the primary key, or the part of it that is not the same in all of them. */
  readonly key: readonly string[];
  /** Filled from a row's content and its n-th occurrence in the file where the mapping does not name it. */
  readonly contentKey: string | undefined;
  /** What is wrong with a mapping that fills these columns alone, as a clause; undefined where nothing is. */
  readonly mappingFault?: (mapped: ReadonlySet<string>) => string | undefined;
}
