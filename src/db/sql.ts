import { sql, type SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';

const dialect = new PgDialect();

/** A statement's text with `$1 …` and its bound values. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

export function compile(statement: SQL): Statement {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  return { text, values: params };
}

/** `column = any($1)`: one bound array, so that the text is the same for every length. */
export const anyOf = (column: SQL, list: readonly string[], type = 'text'): SQL =>
  sql`${column} = any(${sql.param(list)}::${sql.raw(type)}[])`;

/** Comma-separated parts. */
export const list = (parts: readonly SQL[]): SQL => sql.join([...parts], sql`, `);

/** A quoted identifier. */
export const identifier = (name: string): SQL => sql.identifier(name) as unknown as SQL;

/** A literal for statements that take no parameters (views, DDL). */
export const literal = (value: string): SQL => sql.raw(`'${value.replaceAll("'", "''")}'`);
