import { isJsonObject } from '../lib/checks/isJsonObject.js';
import { UserError } from '../lib/errors/UserError.js';

type Representation = Readonly<Record<string, unknown>>;

/** What a representation has at the end of a way, as text: GraphQL ids may come as numbers. Undefined where it has none. */
export function textAt(representation: Representation, way: readonly string[]): string | undefined {
  let value: unknown = representation;
  for (const field of way) {
    if (!isJsonObject(value) || !Object.hasOwn(value, field)) return undefined;
    value = value[field];
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/**
 * A field of a representation's key as text, by the way to it: `keyOf(representation, 'customer', 'id')`. Throws a `UserError`
 * where it is missing.
 */
export function keyOf(representation: Representation, ...way: readonly string[]): string {
  const value = textAt(representation, way);
  if (value !== undefined) return value;
  throw new UserError(
    `A representation of "${String(representation['__typename'])}" must have "${way.join('.')}" as text.`,
    'BAD_REPRESENTATION',
  );
}
