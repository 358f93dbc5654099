/** A row of a source that is rejected, and why. */
export interface RejectedRow {
  readonly file: string;
  /** Of the file, its first being 1; where the row begins. */
  readonly line: number;
  /** The file's column, or several with commas; empty where the row as a whole is at fault. */
  readonly column: string;
  /** The text found there. */
  readonly value: string;
  /** Reads on from the value: `is not a decimal number`. */
  readonly reason: string;
}
