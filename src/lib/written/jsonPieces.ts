import { WrittenJson } from './WrittenJson.js';
import { writeJson } from './writeJson.js';

/** Values that are written in one go, unless told. */
const usualSize = 4000;

/** How many values there are in a value, counted up to one more than `most`. */
function countUpTo(most: number, value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  // A text is copied as it is: as much work as a value or two.
  if (value instanceof WrittenJson) return 2 + (value.rest === undefined ? 0 : countUpTo(most - 2, value.rest));
  let count = 1;
  const record = value as Readonly<Record<string, unknown>>;
  for (const key in record) {
    if (count > most) return count;
    count += countUpTo(most - count, record[key]);
  }
  return count;
}

/** The items of a list with commas between, those that are small written together. */
function* listPieces(items: readonly unknown[], pieceSize: number): Generator<string> {
  let small: unknown[] = [];
  let size = 0;
  let comma = '';
  for (const [n, item] of items.entries()) {
    const count = countUpTo(pieceSize, item);
    const isSmall = count <= pieceSize;
    if (isSmall) {
      small.push(item);
      size += count;
    }
    if (small.length > 0 && (!isSmall || size > pieceSize || n === items.length - 1)) {
      yield comma + writeJson(small).slice(1, -1);
      comma = ',';
      small = [];
      size = 0;
    }
    if (isSmall) continue;
    yield comma;
    comma = ',';
    yield* jsonPieces(item, pieceSize);
  }
}

/** The members of an object, the first one behind `before`. */
function* memberPieces(object: object, before: string, pieceSize: number): Generator<string> {
  let comma = before;
  for (const [name, item] of Object.entries(object)) {
    if (item === undefined) continue;
    yield `${comma}${JSON.stringify(name)}:`;
    comma = ',';
    yield* jsonPieces(item, pieceSize);
  }
}

/** The JSON of data in pieces of some thousand values each; together they are what `writeJson` makes of it. */
export function* jsonPieces(value: unknown, pieceSize = usualSize): Generator<string> {
  if (countUpTo(pieceSize, value) <= pieceSize) yield writeJson(value);
  else if (Array.isArray(value)) {
    yield '[';
    yield* listPieces(value, pieceSize);
    yield ']';
  } else if (value instanceof WrittenJson) {
    yield value.text.slice(0, -1);
    yield* memberPieces(value.rest ?? {}, ',', pieceSize);
    yield '}';
  } else {
    yield '{';
    yield* memberPieces(value as object, '', pieceSize);
    yield '}';
  }
}
