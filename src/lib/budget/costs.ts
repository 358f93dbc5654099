import { waitCost } from './waits.js';

/*
 * Bytes of V8's heap, measured with answers of 1,000,000 values: GraphQL keeps objects as dictionaries (150 bytes, and 40 to
 * 60 for each field); a text stands in the answer's JSON and in what is sent. For what waits, see `costOfWait`.
 */
const fieldCost = 80;
const objectCost = 250;
const errorCost = 5000;
const columnCost = 64;

const largestInt = 2 ** 31;

/** Whether a value of `Int` will become an error. */
export const isNoInt = (value: unknown): boolean => !(Math.abs(Number(value ?? 0)) < largestInt);

/** What a text takes as a value of the answer. */
export const textCost = (text: string): number => fieldCost + 2 * text.length;

/** What one resolved value takes, without the fields of objects, which are counted when they are resolved. */
export function valueCost(value: unknown): number {
  if (typeof value === 'string') return textCost(value);
  if (typeof value !== 'object' || value === null) return fieldCost;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + itemCost(item), objectCost);
  return value instanceof Promise ? waitCost : objectCost;
}

/** An item of a list: the same, without a name. */
const itemCost = (item: unknown): number =>
  typeof item === 'string' || typeof item === 'object' ? valueCost(item) : 16;

// A cache of what is worked out from the object alone: it goes with the object.
const jsonCosts = new WeakMap<object, number>();

/** What an object that is one value of the answer (a JSON scalar) takes with all that is in it; worked out once for each. */
export function jsonCost(value: object): number {
  const known = jsonCosts.get(value);
  if (known !== undefined) return known;
  let cost = objectCost;
  for (const [key, item] of Object.entries(value)) {
    cost += 2 * key.length + (typeof item === 'object' && item !== null ? jsonCost(item) : valueCost(item));
  }
  jsonCosts.set(value, cost);
  return cost;
}

/** What an error takes, whose path has the given length as text. */
export const errorCostOf = (error: unknown, pathLength: number): number =>
  errorCost + 2 * pathLength + (error instanceof Error ? 2 * error.message.length : 0);

/** What a row of the database takes. */
export function rowCost(row: Readonly<Record<string, unknown>>): number {
  let cost = objectCost;
  // A row may have 500 columns: nothing is made here to go through them.
  for (const name in row) {
    const value = row[name];
    cost += columnCost + (typeof value === 'string' ? 2 * value.length : 0);
    if (typeof value === 'object' && value !== null) cost += jsonCost(value);
  }
  return cost;
}
