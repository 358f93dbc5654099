import { WrittenJson } from '../../lib/written/WrittenJson.js';
import { termValue, type PriceTerm } from './Formula.js';

/** A field of an answer that something is counted for. */
export interface CountedField {
  /** Its name in the answer. */
  readonly key: string;
  /** Whether it gives objects, and not values. */
  readonly isObject: boolean;
  /** Points of each object or value. */
  readonly weight: number;
  /** Points where it is null. */
  readonly ofNothing: number;
  /** Points of its arguments. */
  readonly arguments: PriceTerm;
  /** What is counted of the objects behind it. */
  readonly below: readonly CountedField[];
}

/** Whether all that is counted below is objects, a point each; worked out once. */
const plain = new WeakMap<readonly CountedField[], boolean>();

function isPlain(fields: readonly CountedField[]): boolean {
  let known = plain.get(fields);
  if (known === undefined) {
    known = fields.every(
      (one) => one.isObject && one.weight === 1 && one.ofNothing === 0 && one.arguments === 0 && isPlain(one.below),
    );
    plain.set(fields, known);
  }
  return known;
}

/** In a text that ends with a brace, the quote behind it is the last one, and no name follows. */
const isName = (code: number): boolean => code === 95 || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** How many objects with members are in a JSON text. */
export function objectsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('{"'); at >= 0; at = text.indexOf('{"', at + 2))
    if (isName(text.charCodeAt(at + 2))) count += 1;
  return count;
}

/** What an answer came to in points, by the values of the formula of its price. */
export class AnswerCounter {
  constructor(private readonly values: readonly number[]) {}

  /** The points of what was asked first: each field keeps its own weight, whatever was found, so that looking for nothing is not free. */
  ofRoot(fields: readonly CountedField[], data: Readonly<Record<string, unknown>>): number {
    let sum = 0;
    for (const field of fields) {
      const value = data[field.key];
      if (value !== undefined) sum += Math.max(field.weight, this.ofField(field, value));
    }
    return sum;
  }

  /** The points of an object's fields. */
  ofObject(fields: readonly CountedField[], object: Readonly<Record<string, unknown>>): number {
    let sum = 0;
    for (const field of fields) sum += this.ofField(field, object[field.key]);
    return sum;
  }

  private ofField(field: CountedField, value: unknown): number {
    const ofArguments = field.arguments === 0 ? 0 : termValue(field.arguments, this.values);
    if (value === undefined) return 0;
    return ofArguments + (value === null ? field.ofNothing : this.ofValue(field, value));
  }

  private ofValue(field: CountedField, value: unknown): number {
    const { weight, below } = field;
    if (Array.isArray(value)) {
      let sum = 0;
      // What was not found was looked for.
      for (const item of value) sum += item === null ? weight : this.ofValue(field, item);
      return sum;
    }
    if (typeof value !== 'object' || value === null) return weight;
    if (value instanceof WrittenJson) return this.ofWritten(field, value);
    return below.length === 0 ? weight : weight + this.ofObject(below, value as Record<string, unknown>);
  }

  /** Of what a statement has written: a list, or an object with all that is asked of it, or its leaves alone where there is a rest. */
  private ofWritten(field: CountedField, written: WrittenJson): number {
    const { weight, below } = field;
    const isList = written.text.startsWith('[');
    if (!isList && below.length === 0) return weight;
    if (!isList && written.rest !== undefined && isPlain(below)) return weight + this.ofObject(below, written.rest);
    const isCountable = isPlain(below) && (!isList || below.length === 0 || weight === 1);
    if (!isCountable) return this.ofValue(field, written.toJSON());
    const objects = objectsIn(written.text);
    return isList ? weight * objects : weight + objects - 1;
  }
}
