/** The texts of one row, at the indexes that the source's shape gives out; null where a record says nothing. */
export type Fields = readonly (string | null)[];

/** One row of a source. */
export interface SourceRow {
  /** The line its first character stands on, the first being 1; the number of the row where there are no lines. */
  readonly line: number;
  readonly fields: Fields;
  /** Why the row cannot be read at all; `fields` then holds what there is of it. */
  readonly fault?: string;
  /** The row as it was read; by default its fields as a line of CSV. */
  readonly raw?: () => string;
}

/** What the rows of a source hold. Expressions ask for fields while they are compiled, before the first row is read. */
export interface Shape {
  /** The name of the source in error messages. */
  readonly source: string;
  /** The columns that are known before reading, in the source's order. */
  readonly names: readonly string[];
  /** The places of columns without a name, which are ignored, the first column being 1. */
  readonly unnamed: readonly number[];
  /**
   * The index of a column's field. Throws a `UserError` for a name that no column has, or several; `where` is for it.
   */
  readonly column: (name: string, where: string) => number;
  /** The index of the field that holds what a JSON path finds; undefined where rows are no records. */
  readonly path: ((query: string, where: string) => number) | undefined;
  /** Gives a function for the whole content of a row as a text, whatever the order of its columns. */
  readonly content: () => (fields: Fields) => string;
}

/** Where rows come from: a file, a table or a query. */
export interface ImportSource {
  readonly shape: Shape;
  /** The SHA-256 in hex: of the file, or of what a stream gave, once it has been read. */
  readonly sha256: () => Promise<string>;
  /** Whether a change can only be found by reading it. */
  readonly isStream: boolean;
  /** Opens the rows, in batches as they are read. */
  readonly rows: () => AsyncGenerator<readonly SourceRow[]>;
}
