/** A column of a file, with what it holds. */
export interface SampleColumn {
  readonly name: string;
  /** Different values, trimmed, without empty texts and those for null: all of them, or some of each shape. */
  readonly values: readonly string[];
  /** Whether every row has a value. */
  readonly isComplete: boolean;
}

/** Different values that are kept of a column, whatever their shape. */
const mostValues = 5000;
/** Values that are kept beside them because they look like none before. */
const mostShapes = 1000;
/** Characters that are kept of all columns together before shapes alone count. */
const mostLength = 8_000_000;
/** Characters of a value; more are not needed to find its format. */
const longestValue = 1000;

/** What a text looks like: `12.5` and `99.0` are alike. */
const shapeOf = (text: string): string => text.slice(0, 40).replaceAll(/\d/g, '9').replaceAll(/\p{L}/gu, 'a');

/** How much is kept of all columns of a file. */
export interface KeptLength {
  characters: number;
}

/** Collects the values of a column, of which there may be any number. */
export class ColumnSample {
  readonly #values = new Set<string>();
  readonly #shapes = new Set<string>();
  isComplete = true;

  constructor(
    readonly name: string,
    readonly kept: KeptLength,
  ) {}

  add(text: string): void {
    const value = text.slice(0, longestValue);
    if (this.#values.has(value)) return;
    const isFull = this.#values.size >= mostValues || this.kept.characters >= mostLength;
    if (isFull && this.#shapes.size >= mostShapes) return;
    const shape = shapeOf(value);
    if (isFull && this.#shapes.has(shape)) return;
    this.#shapes.add(shape);
    this.#values.add(value);
    this.kept.characters += value.length;
  }

  get column(): SampleColumn {
    return { name: this.name, values: [...this.#values], isComplete: this.isComplete };
  }
}
