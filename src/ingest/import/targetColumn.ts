/** A column that rows are imported into. */
export interface TargetColumn {
  readonly name: string;
  /** As in `create table`, e.g. `text COLLATE "C"`. */
  readonly sqlType: string;
  /** The key of `kinds`. */
  readonly kind: string;
  /** A row without a value is a reject. */
  readonly required: boolean;
  /** What stands for a missing value; null where NULL does. */
  readonly absent: string | null;
  /** What a row says by having no value, as a clause; where that is a word of its own, it must be meant. */
  readonly nullMeans?: string | undefined;
  /** What its days and instants are of: births, or what has happened before it is told. */
  readonly tells?: 'births' | 'past' | undefined;
  /** Whether it is part of a key or an index, which long texts do not fit into. */
  readonly isIndexed?: boolean;
}
