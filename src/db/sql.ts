import { sql, type SQL } from 'drizzle-orm';

import { compile } from './compile.js';

export { compile, type Statement } from './compile.js';

/** `column = any($1)`: one bound array, so that the text is the same for every length. */
export const anyOf = (column: SQL, list: readonly string[], type = 'text'): SQL =>
  sql`${column} = any(${sql.param(list)}::${sql.raw(type)}[])`;

/** A part without values, whose text is made once and not again with each statement. */
export function fixed(part: SQL): SQL {
  const { text, values } = compile(part);
  if (values.length > 0) throw new TypeError(`A part of fixed text has ${values.length} values`);
  return sql.raw(text);
}

/** Comma-separated parts. */
export const list = (parts: readonly SQL[]): SQL => sql.join([...parts], sql`, `);

/** A quoted identifier. */
export const identifier = (name: string): SQL => sql.identifier(name) as unknown as SQL;

/** A literal for statements that take no parameters (views, DDL). */
export const literal = (value: string): SQL => sql.raw(`'${value.replaceAll("'", "''")}'`);

/** Words as literals, each under itself. */
export const literals = <W extends string>(words: readonly W[]): { readonly [K in W]: SQL } =>
  Object.fromEntries(words.map((word) => [word, literal(word)])) as { readonly [K in W]: SQL };
