import { isNumberText } from '../../../lib/numbers/isNumberText.js';
import { csvField } from '../../../lib/text/csvField.js';
import { harmlessText } from '../../../lib/text/harmlessText.js';
import type { TableShape } from './tableShape.js';
import { propertyAt } from '../../../lib/checks/propertyAt.js';

/** What Excel takes for a sign of UTF-8. */
const byteOrderMark = '\uFEFF';

/** Texts of a JSON, which are passed over, and its numbers. */
const textsAndNumbers = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** Characters of a number up to which JavaScript has it as it is written. */
const mostExact = 15;

/** Parses a JSON whose long numbers become texts: as numbers they would be rounded. */
export const parseExactly = (json: string): unknown =>
  JSON.parse(
    json.replace(textsAndNumbers, (found) =>
      found.startsWith('"') || found.length <= mostExact ? found : `"${found}"`,
    ),
  );

function cell(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string')
    return csvField(typeof value === 'object' ? JSON.stringify(value) : String(value as number));
  return isNumberText(value) ? value : csvField(harmlessText(value));
}

const line = (cells: readonly string[]): string => `${cells.join(',')}\r\n`;

/**
 * The rows of an answer as CSV (RFC 4180): a line of headings, lines that end with CR and LF, null as nothing, and no text that a
 * spreadsheet would take for a formula.
 * @param data parsed by `parseExactly`
 * @param isMarked whether it begins with a byte order mark
 */
export function csvTable({ list, columns }: TableShape, data: unknown, isMarked: boolean): string {
  const found = propertyAt(data, list);
  const rows = Array.isArray(found) ? found : [];
  const headings = columns.map(({ heading }) => csvField(heading));
  // A line of one empty field would be taken for no line.
  const kept = (cells: readonly string[]): readonly string[] =>
    cells.length === 1 && cells[0] === '' ? ['""'] : cells;
  const lines = rows.map((row: unknown) => line(kept(columns.map(({ path }) => cell(propertyAt(row, path))))));
  return `${isMarked ? byteOrderMark : ''}${line(headings)}${lines.join('')}`;
}
