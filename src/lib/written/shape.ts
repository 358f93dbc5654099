import { LRUCache } from 'lru-cache';

/** A field of an object that a statement writes as JSON. */
export interface WrittenMember {
  /** The name that the answer has it under. */
  readonly responseName: string;
  readonly name: string;
  /** What is written of the object behind it; undefined for a leaf. */
  readonly inner?: WrittenShape | undefined;
}

/** What a statement writes of an object as JSON, in the order of the answer. */
export interface WrittenShape {
  readonly typeName: string;
  readonly members: readonly WrittenMember[];
}

/** What a statement writes of each row. */
export interface WrittenText extends WrittenShape {
  /** The property of a row that holds the text; the same for the same shape. No GraphQL name begins so, and no column. */
  readonly property: string;
}

/** How the fields of a type are written: by an expression, which may be of an instant, or by those of an object of the same row. */
export interface WritableType<E> {
  readonly fields: Readonly<Record<string, WritableField<E>>>;
}

/** How a field is written. */
export type WritableField<E> =
  | { readonly value: E }
  | { readonly instant: E }
  | {
      readonly type: WritableType<E>;
      /** Whether there is such an object; left out where there always is. */
      readonly isThere?: E;
    };

/** Characters of a response name that PostgreSQL writes: it cuts longer names off. */
export const longestMember = 63;
/** Members of one object that PostgreSQL writes: it takes 1,664 columns. */
export const mostMembers = 1600;
/** Texts of one row: more would let a question have PostgreSQL write the same values again and again in one piece. */
export const mostTexts = 4;

/** Whether each field stands once among members: a long value under many names would be one text that no memory holds. */
export const isOnce = (members: readonly { readonly name: string }[]): boolean =>
  new Set(members.map(({ name }) => name)).size === members.length;

const keyOf = ({ typeName, members }: WrittenShape): string =>
  `${typeName}{${members
    .map(({ responseName, name, inner }) => `${responseName}:${name}${inner === undefined ? '' : keyOf(inner)}`)
    .join(' ')}}`;

// The same question has the same statement as long as its number is known; a number is never given again.
const numbers = new LRUCache<string, number>({ maxSize: 1_000_000, sizeCalculation: (_, key) => key.length });
let last = 0;

/** Gives a shape its property. */
export function toWritten(shape: WrittenShape): WrittenText {
  const key = keyOf(shape);
  let number = numbers.get(key);
  if (number === undefined) {
    last += 1;
    number = last;
    numbers.set(key, number);
  }
  return { ...shape, property: `$written${number}` };
}

/** The names of all fields that shapes have, those of inner objects too. */
export function namesOfShapes(shapes: readonly WrittenShape[]): Set<string> {
  const names = new Set<string>();
  const add = ({ members }: WrittenShape): void => {
    for (const { name, inner } of members) {
      names.add(name);
      if (inner !== undefined) add(inner);
    }
  };
  shapes.forEach(add);
  return names;
}
