import { BadValue } from './BadValue.js';
import type { ColumnPlan } from './columnPlan.js';
import type { Expression } from './expressions/expression.js';
import type { Fields, SourceRow } from './sources/source.js';

/** A row that is left out, and why. */
export interface RejectedRow {
  readonly file: string;
  /** Of the file, its first being 1; where the row begins. */
  readonly line: number;
  /** The file's column, or several with commas; empty where the row as a whole is at fault. */
  readonly column: string;
  /** The text found there, cut off after 200 characters. */
  readonly value: string;
  /** Reads on from the value: `is not a decimal number`. */
  readonly reason: string;
}

/**
 * Turns a row into a line of `copy … from stdin` in text format, the line number first; undefined for a row to be
 * skipped. Throws `BadValue`.
 */
export type ConvertRow = (row: SourceRow) => string | undefined;

/** A converter of rows for which `where` is true. `onValue` is told once of each column that a row has a value of. */
export function createConverter(
  columns: readonly ColumnPlan[],
  where: Expression | undefined,
  onValue: (column: ColumnPlan) => void = () => {},
): ConvertRow {
  const writers = columns.map((column) => createWriter(column, onValue));
  return ({ line, fields, fault }) => {
    if (fault !== undefined) throw new BadValue(fault, fields.join(' '), '');
    if (where !== undefined && !isTrue(where, fields)) return undefined;
    let text = String(line);
    for (const write of writers) text += `\t${write(fields)}`;
    return `${text}\n`;
  };
}

function isTrue({ evaluate, columns }: Expression, fields: Fields): boolean {
  try {
    return evaluate(fields) === 'true';
  } catch (error) {
    throw named(error, columns);
  }
}

/** The fault with the columns that it came from. */
const named = (error: unknown, columns: readonly string[]): unknown =>
  error instanceof BadValue && error.column === undefined
    ? new BadValue(error.reason, error.value, columns.join(', '))
    : error;

type WriteValue = (fields: Fields) => string;

function createWriter(plan: ColumnPlan, onValue: (column: ColumnPlan) => void): WriteValue {
  const { target, evaluate, read, columns } = plan;
  let isTold = false;
  const { absent } = target;
  const escape = mayHoldAnything(target.kind) ? escapeCopy : (text: string) => text;
  return (fields) => {
    try {
      const text = evaluate(fields);
      if (text !== null) {
        if (!isTold) onValue(plan);
        isTold = true;
        return escape(read(text));
      }
      // What stands for missing values is in the form of PostgreSQL already.
      if (absent !== null) return escape(absent);
    } catch (error) {
      throw named(error, columns);
    }
    if (target.required) throw new BadValue(`is empty, and ${target.name} must be known`, '', columns.join(', '));
    return '\\N';
  };
}

/** Numbers, days, instants and booleans have passed a check that knows all of their characters. */
const mayHoldAnything = (kind: string): boolean => ['text', 'jsonb', 'text[]'].includes(kind);

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escapeCopy = (text: string): string =>
  /[\\\t\n\r]/.test(text) ? text.replaceAll(/[\\\t\n\r]/g, (character) => escapes[character] ?? character) : text;
