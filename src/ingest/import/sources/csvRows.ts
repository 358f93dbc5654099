import { UserError } from '../../../lib/errors/UserError.js';
import { badQuote, behindLineEnd, CsvScanner, nextLineEnd, type CsvOptions } from './csvScanner.js';
import { badBytes, type TextChunk } from './encodings.js';
import type { SourceRow } from './importSource.js';

/** Characters; what goes on longer is a quote that was never closed. */
const longestRow = 2_000_000;

/**
 * The rows of CSV text (RFC 4180; lines end with LF, CRLF or CR), header included, in batches as they are read. Blank
 * lines are skipped. A line with a quote that is not closed, or closed before the field ends, is a faulty row by
 * itself: reading goes on with the next line. Throws a `UserError` for a line of more than 2 million characters.
 */
export async function* csvRows(
  chunks: AsyncIterable<TextChunk>,
  file: string,
  options: CsvOptions,
): AsyncGenerator<SourceRow[]> {
  const read = createReader(file, options);
  let pending = '';
  let encoding: string | undefined;
  for await (const { text, ...rest } of chunks) {
    ({ encoding } = rest);
    // Only the next character shows whether a CR is half of a CRLF.
    const whole = pending + text;
    pending = whole.endsWith('\r') ? '\r' : '';
    yield read({ ...rest, text: pending === '' ? whole : whole.slice(0, -1) }, false);
  }
  yield read({ text: pending, valid: true, encoding }, true);
}

/** Makes a reader of pieces of text: it gives the rows that end in each. */
function createReader(file: string, options: CsvOptions) {
  const scanner = new CsvScanner(options);
  let [at, line, valid] = [0, 1, true];
  let fault: string | undefined;
  /** Where the line that begins a row ends, which nothing can be made of; undefined where its end is not there yet. */
  const endOfLine = (isLast: boolean): number | undefined => {
    const end = nextLineEnd(scanner.text, at, scanner.text.length);
    if (end < scanner.text.length || isLast) return end;
    if (scanner.text.length - at <= longestRow) return undefined;
    throw new UserError(`${file}, line ${line} is too long to be read.`, 'BAD_FILE');
  };
  const take = (rows: SourceRow[], fields: string[], lines: number): void => {
    const row = toRow(fields, line, fault);
    if (row !== undefined) rows.push(row);
    line += lines;
  };
  return (chunk: TextChunk, isLast: boolean): SourceRow[] => {
    const rows: SourceRow[] = [];
    valid = chunk.valid && (valid || at === scanner.text.length);
    fault = valid ? undefined : badBytes(chunk.encoding);
    scanner.add(at, chunk.text, isLast);
    at = 0;
    while (at < scanner.text.length) {
      const plain = scanner.plainLines(at);
      if (plain !== '') {
        for (const one of plainRows(plain)) take(rows, one.split(options.delimiter), 1);
        at += plain.length;
        continue;
      }
      const found = scanner.row(at);
      if (found === 'open' && scanner.text.length - at <= longestRow) break;
      if (typeof found === 'object') {
        take(rows, found.fields, linesOf(found.fields));
        at = found.end;
        continue;
      }
      const end = endOfLine(isLast);
      if (end === undefined) break;
      rows.push({ line, fields: [scanner.text.slice(at, end)], fault: badQuote });
      line += 1;
      at = behindLineEnd(scanner.text, end);
    }
    return rows;
  };
}

/** A row of its fields; undefined for a blank line. `fault` is that of fields with bytes that were replaced. */
function toRow(fields: string[], line: number, fault: string | undefined): SourceRow | undefined {
  const last = fields.length - 1;
  if (fault !== undefined && fields.some((field) => field.includes('\uFFFD'))) return { line, fields, fault };
  return last > 0 || fields[0]?.trim() !== '' ? { line, fields } : undefined;
}

/** Whole lines of text without quotes. Nearly always they end alike, and to split by one text is the quickest. */
function plainRows(text: string): string[] {
  const body = text.slice(0, text.endsWith('\r\n') ? -2 : -1);
  if (!body.includes('\r')) return body.split('\n');
  const lines = body.split('\r\n');
  return lines.some((line) => /[\r\n]/.test(line)) ? body.split(/\r\n|\r|\n/) : lines;
}

/** How many lines a row takes: ends of lines in it are those within its fields. */
function linesOf(fields: readonly string[]): number {
  let lines = 1;
  for (const field of fields)
    if (field.includes('\n') || field.includes('\r')) lines += field.split(/\r\n|\r|\n/).length - 1;
  return lines;
}
