import { isUtf8 } from 'node:buffer';
import { UserError } from '../../../lib/errors/UserError.js';
import { blankRows } from '../sources/blankRows.js';
import { csvRows } from '../sources/csvRows.js';
import { blanks } from '../sources/csvSource.js';
import type { TextChunk } from '../sources/encodings.js';
import { formatOfName, type FileFormat } from '../sources/fileFormats.js';
import type { SourceRow } from '../sources/importSource.js';
import type { FileOptions } from '../sources/openFile.js';
import { declaredDelimiter } from '../sources/preamble.js';
import { decodeText, readBytes } from '../sources/textFile.js';

/** What a config has to say of how a file is read. */
export type SampleOptions = Pick<FileOptions, 'format' | 'delimiter' | 'encoding' | 'skip' | 'header'>;

/** Bytes that are looked at. */
const sniffed = 65_536;

/** How many characters of the first line are compared with the pattern of a log. */
const longestLogLine = 10_000;

/** Apache's combined log format. */
const accessLog = String.raw`^(?<ip>\S+) \S+ \S+ \[(?<time>[^\]]+)\] "(?:\S+) (?<url>\S+)(?:\s[^"]*)?" \d+ \S+ "(?<referrer>[^"]*)" "(?<user_agent>[^"]*)"`;

/** How files begin that hold no rows of text. */
const binaries: readonly (readonly [begin: string, what: string])[] = [
  ['504b0304', 'a ZIP archive or a spreadsheet of Excel or LibreOffice: save the sheet as CSV'],
  ['d0cf11e0', 'an old file of Excel or Word: save the sheet as CSV'],
  ['25504446', 'a PDF'],
  ['53514c69746520666f726d6174', 'a database of SQLite: export its tables as CSV'],
  ['89504e47', 'a picture'],
  ['ffd8ff', 'a picture'],
  ['7f454c46', 'a program'],
  ['28b52ffd', 'compressed with zstd: unpack it, or pack it with gzip'],
  ['425a68', 'compressed with bzip2: unpack it, or pack it with gzip'],
];

/** Finds out by its first bytes how a file is written. Throws a `UserError` for one that holds no text. */
export async function sniffFile(path: string, file: string): Promise<SampleOptions> {
  const named = formatOfName(file);
  const bytes = await firstBytes(path);
  const hex = bytes.subarray(0, 16).toString('hex');
  if (hex.startsWith('50415231')) return named === 'parquet' ? {} : { format: 'parquet' };
  if (named === 'parquet') return {};
  const binary = binaries.find(([begin]) => hex.startsWith(begin));
  if (binary !== undefined) throw noText(file, `it is ${binary[1]}`);
  const encoding = sniffEncoding(bytes, file);
  const chunk = await decoded(bytes, file, encoding);
  const format = named ?? sniffFormat(chunk.text);
  const said = { ...(named === undefined && { format }), ...(encoding !== undefined && { encoding }) };
  if (format !== 'csv' && format !== 'tsv') return said;
  const standard = format === 'tsv' ? '\t' : ',';
  if ((await declaredDelimiter(once(chunk))) !== undefined) return said;
  const delimiter = await sniffDelimiter(chunk, standard);
  return { ...said, ...(delimiter !== standard && { delimiter }) };
}

const noText = (file: string, why: string): UserError =>
  new UserError(`${file} is no file of rows that could be guessed: ${why}.`, 'BAD_FILE');

async function firstBytes(path: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of readBytes(path)) {
    pieces.push(piece);
    length += piece.length;
    if (length >= sniffed) break;
  }
  return Buffer.concat(pieces).subarray(0, sniffed);
}

/** The encoding that a config has to name; undefined for UTF-8, and where there is a byte order mark. */
function sniffEncoding(bytes: Buffer, file: string): string | undefined {
  if (/^(?:fffe|feff|efbbbf)/.test(bytes.subarray(0, 3).toString('hex'))) return undefined;
  const nuls = [0, 1].map((odd) => bytes.filter((byte, at) => byte === 0 && at % 2 === odd).length);
  const [even = 0, odd = 0] = nuls;
  const enough = bytes.length / 5;
  if (odd > enough && even < odd / 100) return 'utf-16le';
  if (even > enough && odd < even / 100) return 'utf-16be';
  const isControl = (byte: number): boolean => byte < 32 && ![9, 10, 12, 13, 27, 31].includes(byte);
  if (bytes.some((byte) => byte === 0) || bytes.filter(isControl).length > bytes.length / 100)
    throw noText(file, 'it holds bytes that no text has');
  // The last character may be cut in two.
  return [0, 1, 2, 3].some((back) => isUtf8(bytes.subarray(0, bytes.length - back))) ? undefined : 'windows-1252';
}

async function* once<T>(one: T): AsyncGenerator<T> {
  yield await Promise.resolve(one);
}

async function decoded(bytes: Buffer, file: string, encoding: string | undefined): Promise<TextChunk> {
  let text = '';
  for await (const chunk of decodeText(once(bytes), file, encoding)) text += chunk.text;
  return { text, valid: true };
}

function sniffFormat(text: string): FileFormat | { pattern: string } {
  const [first = ''] = text.split('\n', 1);
  if (new RegExp(accessLog, 'u').test(first.slice(0, longestLogLine))) return { pattern: accessLog };
  return text.trimStart().startsWith('{') ? 'ndjson' : 'csv';
}

/** The delimiter under which the first rows have the most columns, the same in nearly all. */
async function sniffDelimiter(chunk: TextChunk, standard: string): Promise<string> {
  let best = { delimiter: standard, width: 1 };
  for (const delimiter of [standard, ',', ';', '\t', '|']) {
    const width = await commonWidth(csvRows(once(chunk), '', { delimiter, quote: '"' }));
    if (width > best.width) best = { delimiter, width };
  }
  // Two words in every line may be a name.
  return best.width === 1 && (await commonWidth(blankRows(once(chunk), '', '"'))) > 2 ? blanks : best.delimiter;
}

/** How many fields the first row has, and nearly all others; 0 where they do not. */
async function commonWidth(batches: AsyncIterable<readonly SourceRow[]>): Promise<number> {
  const widths: number[] = [];
  for await (const rows of batches) widths.push(...rows.map(({ fields }) => fields.length));
  // The last row may be cut off.
  const [width = 0, ...others] = widths.length > 1 ? widths.slice(0, -1) : widths;
  const same = others.filter((other) => other === width).length;
  return same >= others.length * 0.9 ? width : 0;
}
