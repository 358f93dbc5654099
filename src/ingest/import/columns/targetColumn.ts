/** A column that rows are imported into. */
export interface TargetColumn {
  readonly name: string;
  /** As in `create table`, e.g. `text COLLATE "C"`. */
  readonly sqlType: string;
  /** The type that its texts are read as, a key of `formatsByType`. */
  readonly kind: string;
  /** Whether a row without a value is rejected. */
  readonly required: boolean;
  /** What is stored for a missing value. */
  readonly absent: string | null;
  /** What is stored in every row where nothing is mapped, of a column that must be known where something is. */
  readonly unmapped?: string | undefined;
  /**
   * What null means in this column, as a clause, where it has a meaning of its own: then the mapping has to say null.
   */
  readonly nullMeans?: string | undefined;
  /** What its days and instants are dates of: births, or events before the import. */
  readonly datesOf?: 'births' | 'past' | undefined;
  /** Whether it is part of a key or an index, which long texts do not fit into. */
  readonly isIndexed?: boolean;
}
