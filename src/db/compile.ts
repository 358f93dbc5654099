import { Name, Param, SQL, StringChunk } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { UserError } from '../lib/errors/UserError.js';

/** A statement's text with `$1 …` and its bound values. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const dialect = new PgDialect();

/** Values that one statement has at the most: PostgreSQL counts them by 16 bits, and ends the connection of one with more. */
export const mostValues = 65_000;

/** Writes the parts that our statements are made of, with the text that drizzle gives them. */
class Writer {
  text = '';
  readonly values: unknown[] = [];

  /** False where there is a part of another kind: what was written is then worth nothing. */
  write(statement: SQL): boolean {
    const { queryChunks, shouldInlineParams } = statement as unknown as {
      readonly queryChunks: readonly unknown[];
      readonly shouldInlineParams: boolean;
    };
    return !shouldInlineParams && queryChunks.every((part) => this.part(part));
  }

  private part(part: unknown): boolean {
    if (part === undefined) return true;
    if (typeof part !== 'object') return typeof part !== 'function' && this.value(part);
    if (part === null) return this.value(part);
    // Drizzle asks each part whether it, or what it is derived from, is one of ten kinds, which takes most of its time.
    switch (part.constructor) {
      case StringChunk:
        this.text += (part as StringChunk).value.join('');
        return true;
      case SQL:
        return this.write(part as SQL);
      case Name:
        this.text += dialect.escapeName((part as Name).value);
        return true;
      case Param:
        return this.param(part as Param);
      default:
        return false;
    }
  }

  private param({ value, encoder }: Param): boolean {
    const bound: unknown = value === null ? null : encoder.mapToDriverValue(value);
    const isPart = typeof bound === 'object' && bound !== null && !Array.isArray(bound);
    return !isPart && this.value(bound);
  }

  private value(value: unknown): boolean {
    this.values.push(value);
    this.text += `$${this.values.length}`;
    return true;
  }
}

function written(statement: SQL): Statement {
  const writer = new Writer();
  if (writer.write(statement)) return { text: writer.text, values: writer.values };
  const { sql: text, params } = dialect.sqlToQuery(statement);
  return { text, values: params };
}

/**
 * The text and the bound values of drizzle's SQL: what its dialect makes of it, in a fifth of the time for usual parts. Throws a
 * `UserError` for more values than a statement can have.
 */
export function compile(statement: SQL): Statement {
  const made = written(statement);
  if (made.values.length <= mostValues) return made;
  throw new UserError(
    `The question compares ${made.values.length} values in one statement, and ${mostValues} are the most: ask for less at once.`,
    'FILTER_TOO_LARGE',
  );
}
