import Papa from 'papaparse';
import { UserError } from '../../../lib/UserError.js';
import type { SourceRow } from './source.js';
import type { TextChunk } from './textFile.js';

/** How CSV text is written. */
export interface CsvOptions {
  readonly delimiter: string;
  /** One character, or nothing: then no character is special but the delimiter and the end of a line. */
  readonly quote: string;
}

/** Characters; what goes on longer is a quote that was never closed. */
const longestRow = 2_000_000;
/** Characters looked at after a bad quote, doubled from there, so that many of them are not quadratic work. */
const smallWindow = 16_384;

interface Parsed {
  readonly data: string[][];
  readonly errors: readonly { readonly row?: number }[];
  readonly meta: { readonly cursor: number };
}

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
  const reader = createReader(file, options);
  for await (const chunk of chunks) yield* reader.read(chunk, false);
  yield* reader.read({ text: '', valid: true }, true);
}

function createReader(file: string, { delimiter, quote }: CsvOptions) {
  const quoting = quote === '' ? { fastMode: true } : { quoteChar: quote };
  let text = '';
  let valid = true;
  let line = 1;
  let newline = '';
  const parse = (part: string, last: boolean, preview = 0): Parsed =>
    new Papa.Parser({ delimiter, ...quoting, newline: newline as '\n' | '\r', preview }).parse(
      part,
      0,
      !last,
    ) as Parsed;
  const number = (data: string[][], end: number): SourceRow[] => {
    const hasNewlines = quote !== '' && count(text.slice(0, end), newline) > data.length;
    const numbered = numberRows(data, { valid, newline, firstLine: line, hasNewlines });
    line = numbered.nextLine;
    return numbered.rows;
  };
  const faultyLine = (): SourceRow => {
    const end = text.indexOf(newline);
    const fields = [(end < 0 ? text : text.slice(0, end)).replace(/\r$/, '')];
    text = end < 0 ? '' : text.slice(end + 1);
    line += 1;
    return { line: line - 1, fields, fault: badQuote };
  };
  return {
    *read(chunk: TextChunk, last: boolean): Generator<SourceRow[]> {
      valid = chunk.valid && (valid || text === '');
      text += chunk.text;
      newline ||= text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
      for (let window = text.length; text !== '';) {
        const part = text.slice(0, window);
        const isAll = part.length === text.length;
        const { data, errors, meta } = parse(part, last && isAll);
        const bad = errors.find(({ row = 0 }) => row < data.length);
        if (bad === undefined) {
          const rows = number(data, meta.cursor);
          text = text.slice(meta.cursor);
          yield rows;
          if (isAll) break;
          window *= 2;
          continue;
        }
        const { row = 0 } = bad;
        const start = row === 0 ? 0 : parse(part, false, row).meta.cursor;
        const rows = number(data.slice(0, row), start);
        text = text.slice(start);
        yield [...rows, faultyLine()];
        window = smallWindow;
      }
      while (text.length > longestRow) {
        if (!text.includes(newline)) throw new UserError(`${file}, line ${line} is too long to be read.`, 'BAD_FILE');
        yield [faultyLine()];
        yield* this.read({ text: '', valid: true }, last);
      }
    },
  };
}

const badQuote = 'has a quote that is not closed, or closed before the field ends';

interface Numbering {
  readonly valid: boolean;
  readonly newline: string;
  readonly firstLine: number;
  /** Whether there are more ends of lines than rows: some are within fields. */
  readonly hasNewlines: boolean;
}

function numberRows(data: string[][], { valid, newline, firstLine, hasNewlines }: Numbering) {
  const rows: SourceRow[] = [];
  let line = firstLine;
  for (const fields of data) {
    const last = fields.length - 1;
    const lastField = fields[last] ?? '';
    if (lastField.endsWith('\r')) fields[last] = lastField.slice(0, -1);
    if (!valid && fields.some(isReplaced)) rows.push({ line, fields, fault: 'is not valid UTF-8' });
    else if (last > 0 || fields[0]?.trim() !== '') rows.push({ line, fields });
    line += 1;
    if (hasNewlines) for (const field of fields) line += count(field, newline);
  }
  return { rows, nextLine: line };
}

const isReplaced = (field: string): boolean => field.includes('\uFFFD');

function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found += 1;
  return found;
}
