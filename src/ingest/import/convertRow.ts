import { BadValue } from './BadValue.js';
import type { ColumnPlan } from './columnPlan.js';
import type { Expression, RowCounter } from './expressions/expression.js';
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

/** What rows are converted with, beside their columns. */
interface ConvertOptions {
  /** Rows for which it is not true are skipped. */
  readonly where: Expression | undefined;
  /** Counts the rows. */
  readonly row: RowCounter;
  /** Told once of each column that a row has a value of. */
  readonly onValue: (column: ColumnPlan) => void;
  /** Told of each bad value that is taken for none. */
  readonly onForgiven: (column: string, line: number, fault: BadValue) => void;
}

/** A converter of rows for which `where` is true. */
export function createConverter(
  columns: readonly ColumnPlan[],
  { where, row, onValue, onForgiven }: ConvertOptions,
): ConvertRow {
  const writers = columns.map((column) => createWriter(column, { onValue, onForgiven }));
  return ({ line, fields, fault }) => {
    row.number += 1;
    if (fault !== undefined) throw new BadValue(fault, fields.join(' '), '');
    if (where !== undefined && !isTrue(where, fields)) return undefined;
    let text = String(line);
    for (const write of writers) text += `\t${write(fields, line)}`;
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

type WriteValue = (fields: Fields, line: number) => string;

function createWriter(
  plan: ColumnPlan,
  { onValue, onForgiven }: Pick<ConvertOptions, 'onValue' | 'onForgiven'>,
): WriteValue {
  const { target, evaluate, read, columns, forgives } = plan;
  let isTold = false;
  const { absent } = target;
  const escape = mayHoldAnything(target.kind) ? escapeCopy : (text: string) => text;
  return (fields, line) => {
    try {
      const text = evaluate(fields);
      if (text !== null) {
        const value = escape(read(text));
        if (!isTold) onValue(plan);
        isTold = true;
        return value;
      }
      // What stands for missing values is in the form of PostgreSQL already.
      if (absent !== null) return escape(absent);
    } catch (error) {
      if (!forgives || !(error instanceof BadValue)) throw named(error, columns);
      onForgiven(target.name, line, error);
      if (absent !== null) return escape(absent);
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
