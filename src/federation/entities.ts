import { UserError } from '../lib/errors/UserError.js';

/** The key of a representation as text: GraphQL ids may come as numbers. Throws a `UserError` where it is missing. */
export function keyOf(representation: Readonly<Record<string, unknown>>, field: string): string {
  const value = representation[field];
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new UserError(
    `A representation of "${String(representation['__typename'])}" must have "${field}" as text.`,
    'BAD_REPRESENTATION',
  );
}
