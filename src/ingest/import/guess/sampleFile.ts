import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../../../lib/UserError.js';
import { csvRows } from '../sources/csvRows.js';
import { formatOfName, type FileFormat } from '../sources/fileFormats.js';
import { openFile, type FileOptions } from '../sources/openFile.js';
import { readText, type TextChunk } from '../sources/textFile.js';

/** A column of a file, with what it holds in the first rows. */
export interface SampleColumn {
  readonly name: string;
  /** Without blanks around them, empty and null texts left out. */
  readonly values: readonly string[];
}

/** The beginning of a file. */
export interface Sample {
  readonly file: string;
  /** What the config has to say of how it is read. */
  readonly options: Pick<FileOptions, 'format' | 'delimiter'>;
  /** Texts that mean "no value" in it, the empty one first. */
  readonly nulls: readonly string[];
  readonly columns: readonly SampleColumn[];
}

const sampleRows = 5000;

/** Characters of values; a sample of longer ones has fewer rows. */
const sampleLength = 8_000_000;

/** Characters of a first line that tell a log. */
const longestLogLine = 10_000;

/** Texts that are taken for missing values where they come. */
const nullTexts = new Set(['NA', 'N/A', 'n/a', 'NULL', 'null', 'nan', 'NaN', 'None', '\\N', '(null)', '#N/A']);

/** Apache's combined log format. */
const accessLog = String.raw`^(?<ip>\S+) \S+ \S+ \[(?<time>[^\]]+)\] "(?:\S+) (?<url>\S+)(?:\s[^"]*)?" \d+ \S+ "(?<referrer>[^"]*)" "(?<user_agent>[^"]*)"`;

/** Reads the first 5,000 rows of a file, or 8 million characters of them, and finds out how it is written. Throws a `UserError`. */
export async function sampleFile(path: string): Promise<Sample> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new UserError(`There is no file ${path}.`, 'FILE_NOT_FOUND');
  const file = basename(path);
  const options = await sniff(path, file);
  const { shape, rows } = await openFile(path, file, { ...options, quote: '"' }, file);
  const names = shape.names.filter((name, index) => name !== '' && shape.names.indexOf(name) === index);
  const columns = names
    .filter((name) => shape.names.lastIndexOf(name) === shape.names.indexOf(name))
    .map((name) => ({ name, index: shape.column(name, file), values: [] as string[] }));
  const nulls = new Set(['']);
  let [seen, length] = [0, 0];
  for await (const batch of rows()) {
    for (const { fields, fault } of batch) {
      if (fault !== undefined) continue;
      for (const { index, values } of columns) {
        const text = fields[index]?.trim() ?? '';
        if (nullTexts.has(text)) nulls.add(text);
        else if (text !== '') values.push(text);
        length += text.length;
      }
    }
    seen += batch.length;
    if (seen >= sampleRows || length >= sampleLength) break;
  }
  return { file, options, nulls: [...nulls], columns };
}

async function sniff(path: string, file: string): Promise<Sample['options']> {
  const [chunk = { text: '', valid: true }] = formatOfName(file) === 'parquet' ? [] : await firstChunk(path);
  const format = formatOfName(file) ?? sniffFormat(chunk.text);
  const said = formatOfName(file) === undefined ? { format } : {};
  if (format !== 'csv' && format !== 'tsv') return said;
  const standard = format === 'tsv' ? '\t' : ',';
  const delimiter = await sniffDelimiter(chunk, standard);
  return { ...said, ...(delimiter !== standard && { delimiter }) };
}

function sniffFormat(text: string): FileFormat | { pattern: string } {
  const [first = ''] = text.split('\n', 1);
  if (new RegExp(accessLog, 'u').test(first.slice(0, longestLogLine))) return { pattern: accessLog };
  return text.trimStart().startsWith('{') ? 'ndjson' : 'csv';
}

async function firstChunk(path: string): Promise<TextChunk[]> {
  for await (const chunk of readText(path)) return [{ ...chunk, text: chunk.text.slice(0, 65_536) }];
  return [];
}

/** The delimiter under which the first rows have the most columns, the same in nearly all. */
async function sniffDelimiter(chunk: TextChunk, standard: string): Promise<string> {
  let best = { delimiter: standard, width: 1 };
  for (const delimiter of [standard, ',', ';', '\t', '|']) {
    const widths: number[] = [];
    const once = async function* (): AsyncGenerator<TextChunk> {
      yield await Promise.resolve(chunk);
    };
    for await (const rows of csvRows(once(), '', { delimiter, quote: '"' }))
      widths.push(...rows.map(({ fields }) => fields.length));
    // The last row may be cut off.
    const [width = 0, ...others] = widths.length > 1 ? widths.slice(0, -1) : widths;
    const same = others.filter((other) => other === width).length;
    if (width > best.width && same >= others.length * 0.9) best = { delimiter, width };
  }
  return best.delimiter;
}
