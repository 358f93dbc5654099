/** The texts of one row, at the indexes that the source's shape gives out; null where a record says nothing. */
export type Fields = readonly (string | null)[];

/** One row of a source. */
export interface SourceRow {
  /** The line its first character stands on, the first being 1; the number of the row where there are no lines. */
  readonly line: number;
  readonly fields: Fields;
  /** Why the row cannot be read at all; `fields` then holds what there is of it. */
  readonly fault?: string;
  /** The row as it stood; where it is left out, its fields as a line of CSV are. */
  readonly raw?: () => string;
}

/** What the rows of a source hold. Expressions ask for fields while they are compiled, before the first row is read. */
export interface Shape {
  /** How the source is called in sentences. */
  readonly source: string;
  /** The columns that are known before reading, in the source's order. */
  readonly names: readonly string[];
  /** The places of columns that have no name and are left out, the first column being 1. */
  readonly unnamed: readonly number[];
  /** The index of a column's field. Throws a `UserError` for a name that no column has, or several; `where` is for it. */
  readonly column: (name: string, where: string) => number;
  /** The index of the field that holds what a JSON path finds; undefined where rows are no records. */
  readonly path: ((query: string, where: string) => number) | undefined;
  /** Gives the text that a row is known by: the whole of it, whatever the order of its columns. */
  readonly content: () => (fields: Fields) => string;
}

/** Where rows come from: a file, a table or a query. */
export interface Source {
  readonly shape: Shape;
  /** The SHA-256 in hex: of the file, or of what a stream gave, once it has been read. */
  readonly sha256: () => Promise<string>;
  /** Whether it can only be known by reading it whether anything changed. */
  readonly isStream: boolean;
  /** Opens the rows, in batches as they are read. */
  readonly rows: () => AsyncGenerator<readonly SourceRow[]>;
}
