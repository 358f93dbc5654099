import { UserError } from '../../../lib/UserError.js';
import { CsvScanner, type CsvOptions } from './csvScanner.js';
import type { SourceRow } from './source.js';
import type { TextChunk } from './textFile.js';

/** Characters; what goes on longer is a quote that was never closed. */
const longestRow = 2_000_000;

/**
 * The rows of CSV text (RFC 4180; lines end with LF, CRLF or CR), header included, in batches as they are read. Blank
 * lines are left out. A line with a quote that is not closed, or closed before the field ends, is a faulty row by itself:
 * reading goes on with the next line. Throws a `UserError` for a line of more than 2 million characters.
 */
export async function* csvRows(
  chunks: AsyncIterable<TextChunk>,
  file: string,
  options: CsvOptions,
): AsyncGenerator<SourceRow[]> {
  let read: ReturnType<typeof createReader> | undefined;
  for await (const chunk of chunks) {
    read ??= createReader(file, options, newlineOf(chunk.text));
    yield read(chunk, false);
  }
  if (read !== undefined) yield read({ text: '', valid: true }, true);
}

const newlineOf = (text: string): string => (text.includes('\n') || !text.includes('\r') ? '\n' : '\r');

/** Makes a reader of pieces of text: it gives the rows that end in each. */
function createReader(file: string, options: CsvOptions, newline: string) {
  const scanner = new CsvScanner(options, newline);
  let [at, line, valid] = [0, 1, true];
  /** Where the line that begins a row ends, which nothing can be made of; undefined where its end is not there yet. */
  const endOfLine = (isLast: boolean): number | undefined => {
    const end = scanner.text.indexOf(newline, at);
    if (end >= 0 || isLast) return end < 0 ? scanner.text.length : end;
    if (scanner.text.length - at <= longestRow) return undefined;
    throw new UserError(`${file}, line ${line} is too long to be read.`, 'BAD_FILE');
  };
  const take = (rows: SourceRow[], fields: string[], lines: number): void => {
    const row = toRow(fields, line, valid);
    if (row !== undefined) rows.push(row);
    line += lines;
  };
  return (chunk: TextChunk, isLast: boolean): SourceRow[] => {
    const rows: SourceRow[] = [];
    valid = chunk.valid && (valid || at === scanner.text.length);
    scanner.add(at, chunk.text, isLast);
    at = 0;
    while (at < scanner.text.length) {
      const plain = scanner.plainLines(at);
      if (plain !== '') {
        for (const one of plain.split(newline)) take(rows, one.split(options.delimiter), 1);
        at += plain.length + 1;
        continue;
      }
      const found = scanner.row(at);
      if (found === 'open' && scanner.text.length - at <= longestRow) break;
      if (typeof found === 'object') {
        take(rows, found.fields, count(scanner.text, newline, at, found.end));
        at = found.end;
        continue;
      }
      const end = endOfLine(isLast);
      if (end === undefined) break;
      rows.push({ line, fields: [scanner.text.slice(at, end).replace(/\r$/, '')], fault: badQuote });
      line += 1;
      at = Math.min(end + 1, scanner.text.length);
    }
    return rows;
  };
}

const badQuote = 'has a quote that is not closed, or closed before the field ends';

/** A row of its fields; undefined for a blank line. */
function toRow(fields: string[], line: number, valid: boolean): SourceRow | undefined {
  const last = fields.length - 1;
  const lastField = fields[last] ?? '';
  if (lastField.endsWith('\r')) fields[last] = lastField.slice(0, -1);
  if (!valid && fields.some((field) => field.includes('\uFFFD'))) return { line, fields, fault: 'is not valid UTF-8' };
  return last > 0 || fields[0]?.trim() !== '' ? { line, fields } : undefined;
}

/** How often a text has a part between two places. */
function count(text: string, part: string, from: number, end: number): number {
  let found = 0;
  for (let at = text.indexOf(part, from); at >= 0 && at < end; at = text.indexOf(part, at + 1)) found += 1;
  return found;
}
