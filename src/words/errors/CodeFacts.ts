/** What there is to know of an error's code. */
export interface CodeFacts {
  /** What it means, in a sentence. */
  readonly means: string;
  /** What whoever asked can do, in a sentence. */
  readonly remedy: string;
  /** The HTTP status of an answer that has nothing but the error; undefined where an error is of one field, or of no request. */
  readonly status?: number;
}

/** Codes with their facts. */
export type CodeTable = Readonly<Record<string, CodeFacts>>;
