import Papa from 'papaparse';
import { UserError } from '../../lib/UserError.js';
import type { TextChunk } from './textFile.js';

/** One row of a file. */
export interface SourceRow {
  /** The line its first character stands on; the file's first line is 1. */
  readonly line: number;
  readonly fields: string[];
  /** Why the row cannot be read at all. */
  readonly fault?: string;
}

export interface CsvOptions {
  readonly delimiter: string;
}

/** Characters; a longer row is a quote that was never closed. */
const longestRow = 8_000_000;

interface Parsed {
  readonly data: string[][];
  readonly errors: readonly { readonly code?: string; readonly row?: number }[];
  readonly meta: { readonly cursor: number };
}

/**
 * The rows of CSV text (RFC 4180; lines end with LF, CRLF or CR), header included, in batches as they are read. Blank
 * lines are left out. Throws a `UserError` for a quoted field that is longer than 8 million characters.
 */
export async function* csvRows(
  chunks: AsyncIterable<TextChunk>,
  file: string,
  { delimiter }: CsvOptions,
): AsyncGenerator<SourceRow[]> {
  let rest: TextChunk = { text: '', valid: true };
  let line = 1;
  let newline: '\n' | '\r' | undefined;
  const parse = (last: boolean): SourceRow[] => {
    newline ??= rest.text.includes('\n') || !rest.text.includes('\r') ? '\n' : '\r';
    const parser = new Papa.Parser({ delimiter, newline });
    const parsed = parser.parse(rest.text, 0, !last) as Parsed;
    const batch = numberRows(parsed, rest, newline, line);
    line = batch.nextLine;
    rest = last ? { text: '', valid: true } : { ...rest, text: rest.text.slice(parsed.meta.cursor) };
    if (rest.text === '') rest = { text: '', valid: true };
    return batch.rows;
  };
  for await (const chunk of chunks) {
    rest = { text: rest.text + chunk.text, valid: rest.valid && chunk.valid };
    const rows = parse(false);
    if (rows.length > 0) yield rows;
    if (rest.text.length > longestRow)
      throw new UserError(`${file}, line ${line}: a quoted field begins here and has no end.`, 'BAD_FILE');
  }
  if (rest.text !== '') yield parse(true);
}

const quoteFaults: Readonly<Record<string, string>> = {
  MissingQuotes: 'has a quoted field without an end',
  InvalidQuotes: 'has text after the closing quote of a field',
};

function numberRows(
  { data, errors }: Parsed,
  { text, valid }: TextChunk,
  newline: string,
  firstLine: number,
): { rows: SourceRow[]; nextLine: number } {
  const faults = new Map(errors.map(({ row, code }) => [row, quoteFaults[code ?? ''] ?? `is bad CSV (${code})`]));
  const hasQuotes = text.includes('"');
  const rows: SourceRow[] = [];
  let line = firstLine;
  for (const [index, fields] of data.entries()) {
    const last = fields.length - 1;
    const lastField = fields[last] ?? '';
    if (lastField.endsWith('\r')) fields[last] = lastField.slice(0, -1);
    const fault = faults.get(index) ?? (valid || !fields.some(isReplaced) ? undefined : 'is not valid UTF-8');
    if (last > 0 || fields[0]?.trim() !== '' || fault !== undefined)
      rows.push(fault === undefined ? { line, fields } : { line, fields, fault });
    line += 1;
    if (hasQuotes) for (const field of fields) line += count(field, newline);
  }
  return { rows, nextLine: line };
}

const isReplaced = (field: string): boolean => field.includes('\uFFFD');

function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found += 1;
  return found;
}
