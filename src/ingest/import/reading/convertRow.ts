import { shortened } from '../../../lib/text/shortened.js';
import { textLimits } from '../../../words/limits.js';
import type { ColumnPlan } from '../columns/columnPlan.js';
import type { Expression, RowCounter } from '../expressions/expression.js';
import type { Fields, SourceRow } from '../sources/importSource.js';
import { BadValue } from '../values/BadValue.js';
import { escapeCopy } from '../../../lib/text/escapeCopy.js';

/**
 * Converts a row to a line of `copy … from stdin` in text format, the line number first; undefined for a row that is
 * skipped. Throws `BadValue` for a row to be rejected.
 */
export type ConvertRow = (row: SourceRow) => string | undefined;

/** What rows are converted with, beside their columns. */
interface ConvertOptions {
  /** Rows for which it is not true are skipped. */
  readonly where: Expression | undefined;
  /** Counts the rows. */
  readonly row: RowCounter;
  /** The columns of the target that identify a row, those that are the same for all rows too. */
  readonly key: readonly ColumnPlan[];
  /** Called once for each column that a row has a value of. */
  readonly onValue: (column: ColumnPlan) => void;
  /** Called for each bad value that becomes null. */
  readonly onNulled: (column: string, line: number, fault: BadValue) => void;
}

/** Creates a converter of the rows for which `where` is true; those whose key is too long for an index are rejected. */
export function createConverter(
  columns: readonly ColumnPlan[],
  { where, row, key, onValue, onNulled }: ConvertOptions,
): ConvertRow {
  const writers = columns.map((column) => ({
    write: createWriter(column, { onValue, onNulled }),
    isKey: key.includes(column),
  }));
  const checkKey = createKeyCheck(key);
  return ({ line, fields, fault }) => {
    row.number += 1;
    if (fault !== undefined) throw new BadValue(fault, fields.join(' '), '');
    if (where !== undefined && !isTrue(where, fields)) return undefined;
    let text = String(line);
    let keyText = '';
    for (const { write, isKey } of writers) {
      const value = write(fields, line);
      text += `\t${value}`;
      if (isKey) keyText += value;
    }
    checkKey(keyText);
    return `${text}\n`;
  };
}

/** Makes a check of the texts of a row's key as COPY has them, one behind the other. It throws `BadValue` where an index could not hold them. */
function createKeyCheck(key: readonly ColumnPlan[]): (texts: string) => void {
  const fixedBytes = key.reduce((sum, { constant }) => sum + Buffer.byteLength(constant ?? ''), 0);
  const most = textLimits.wholeKeyBytes;
  const names = key.map(({ target }) => target.name).join(', ');
  return (escaped) => {
    if (escaped.length * 3 + fixedBytes <= most) return;
    const texts = escaped.replaceAll(/\\(.)/g, '$1');
    const bytes = Buffer.byteLength(texts) + fixedBytes;
    if (bytes > most)
      throw new BadValue(`begins a key (${names}) of ${bytes} bytes, and ${most} are the most`, shortened(texts));
  };
}

function isTrue({ evaluate, columns }: Expression, fields: Fields): boolean {
  try {
    return evaluate(fields) === 'true';
  } catch (error) {
    throw named(error, columns);
  }
}

/** The error with the columns that its value came from. */
const named = (error: unknown, columns: readonly string[]): unknown =>
  error instanceof BadValue && error.column === undefined
    ? new BadValue(error.reason, error.value, columns.join(', '))
    : error;

type WriteValue = (fields: Fields, line: number) => string;

function createWriter(
  plan: ColumnPlan,
  { onValue, onNulled }: Pick<ConvertOptions, 'onValue' | 'onNulled'>,
): WriteValue {
  const { target, evaluate, read, columns, nullsBadValues } = plan;
  let isReported = false;
  const { absent } = target;
  const escape = mayHoldAnything(target.kind) ? escapeCopy : (text: string) => text;
  return (fields, line) => {
    try {
      const text = evaluate(fields);
      if (text !== null) {
        const value = escape(read(text));
        if (!isReported) onValue(plan);
        isReported = true;
        return value;
      }
      // What stands for missing values is in the form of PostgreSQL already.
      if (absent !== null) return escape(absent);
    } catch (error) {
      if (!nullsBadValues || !(error instanceof BadValue)) throw named(error, columns);
      onNulled(target.name, line, error);
      if (absent !== null) return escape(absent);
    }
    if (target.required) throw new BadValue(`is empty, and ${target.name} must be known`, '', columns.join(', '));
    return '\\N';
  };
}

/** Numbers, days, instants and booleans have passed a check that knows all of their characters. */
const mayHoldAnything = (kind: string): boolean => ['text', 'jsonb', 'attributes', 'text[]'].includes(kind);
