import { sql, type SQL } from 'drizzle-orm';
import { list, literal } from '../db/sql.js';

/** Puts a value, or a list of values, of a condition into a statement; its cast stands behind it. */
export type ValueBinder = (value: unknown) => SQL;

/** Binds a value as a parameter, and a list as one: the text is the same for every value, and every length of a list. */
export const asParameter: ValueBinder = (value) => sql`${sql.param(value)}`;

/** Writes a value out, for statements that make tables or views, which take no parameters. */
export const asLiteral: ValueBinder = (value) =>
  Array.isArray(value) ? sql`array[${list(value.map(asLiteral))}]` : literal(String(value));
