import { hash } from 'node:crypto';
import { BadValue } from './BadValue.js';
import type { ColumnPlan } from './compileColumns.js';
import type { SourceRow } from './csvRows.js';

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

/** Turns a row into a line of `copy … from stdin` in text format, the line number first. Throws `BadValue`. */
type ConvertRow = (row: SourceRow) => string;

/** A converter for rows under `header`; with `contentKey` the last value of each line is the hash of its content. */
export function createConverter(
  header: readonly string[],
  columns: readonly ColumnPlan[],
  contentKey: boolean,
): ConvertRow {
  const writers = columns.map(createWriter);
  const byName = [...header.keys()].sort((a, b) => ((header[a] ?? '') < (header[b] ?? '') ? -1 : 1));
  return ({ line, fields, fault }) => {
    if (fault !== undefined) throw new BadValue(fault, fields.join(' '), '');
    if (fields.length !== header.length)
      throw new BadValue(`has ${fields.length} fields where the header has ${header.length}`, fields.join(' '), '');
    let text = String(line);
    for (const write of writers) text += `\t${write(fields)}`;
    return contentKey ? `${text}\t${contentHash(fields, byName)}\n` : `${text}\n`;
  };
}

type WriteValue = (fields: readonly string[]) => string;

function createWriter({ target, evaluate, read, columns }: ColumnPlan): WriteValue {
  const write: WriteValue = (fields) => {
    const text = evaluate(fields) ?? target.absent;
    if (text !== null) return escapeCopy(read(text));
    if (target.required) throw new BadValue(`is empty, and ${target.name} must be known`, '');
    return '\\N';
  };
  if (columns.length === 0) {
    const constant = write([]);
    return () => constant;
  }
  return (fields) => {
    try {
      return write(fields);
    } catch (error) {
      if (error instanceof BadValue && error.column === undefined)
        throw new BadValue(error.reason, error.value, columns.join(', '));
      throw error;
    }
  };
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const escapeCopy = (text: string): string =>
  /[\\\t\n\r]/.test(text) ? text.replaceAll(/[\\\t\n\r]/g, (character) => escapes[character] ?? character) : text;

/** In the order of the columns' names, so that a file with its columns moved about has the same lines. */
const contentHash = (fields: readonly string[], order: readonly number[]): string =>
  hash('sha256', order.map((index) => (fields[index] ?? '').trim()).join('\u001F'), 'base64').slice(0, 24);
