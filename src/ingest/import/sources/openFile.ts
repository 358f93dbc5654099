import { UserError } from '../../../lib/UserError.js';
import { csvSource } from './csvSource.js';
import { withoutLines } from './preamble.js';
import { fileFormats, formatOfName, type FileFormat } from './fileFormats.js';
import { ndjsonSource } from './ndjsonSource.js';
import { parquetSource } from './parquetSource.js';
import { patternSource } from './patternSource.js';
import type { Source } from './source.js';
import { fileSha256, readText } from './textFile.js';

/** What an entry of a config says of how its files are read. */
export interface FileOptions {
  /** Default: what the name tells. */
  readonly format?: FileFormat | { readonly pattern: string } | undefined;
  /** One character, or `blanks` for runs of them. */
  readonly delimiter?: string | undefined;
  readonly quote: string;
  readonly header?: readonly string[] | undefined;
  /** Default: UTF-8, or what a byte order mark tells. */
  readonly encoding?: string | undefined;
  /** How many lines stand before the header or the first row. */
  readonly skip?: number | undefined;
  readonly each?: { readonly path: string; readonly as: string } | undefined;
}

/** Opens a file, called `name` in sentences, as its entry and its name say. Throws a `UserError`. */
export async function openFile(path: string, name: string, entry: FileOptions, where: string): Promise<Source> {
  let hash: Promise<string> | undefined;
  return { ...(await read(path, name, entry, where)), sha256: () => (hash ??= fileSha256(path)), isStream: false };
}

async function read(
  path: string,
  name: string,
  entry: FileOptions,
  where: string,
): Promise<Pick<Source, 'shape' | 'rows'>> {
  const format = entry.format ?? formatOfName(name);
  const { encoding, skip = 0 } = entry;
  const whole = () => readText(path, encoding);
  const open = () => (skip === 0 ? whole() : withoutLines(whole(), skip));
  if (format === undefined)
    throw new UserError(
      `${where}: the name of ${name} does not tell its format; say format: ${fileFormats.join(', ')} or { pattern: … }.`,
      'BAD_CONFIG',
    );
  if (typeof format === 'object') return patternSource(name, open, format.pattern, `${where}.format`);
  refuseKeys(entry, format, name, where);
  if (format === 'ndjson') return ndjsonSource(name, open, { each: entry.each, where });
  if (format === 'parquet') return parquetSource(path, name, { each: entry.each, where });
  const { delimiter, quote, header } = entry;
  return csvSource(name, whole, { delimiter, standard: format === 'tsv' ? '\t' : ',', quote, header, skip });
}

const ofText = ['delimiter', 'header'] as const;

const idleKeys = {
  csv: ['each'],
  tsv: ['each'],
  ndjson: ofText,
  parquet: [...ofText, 'encoding', 'skip'],
} as const satisfies Readonly<Record<FileFormat, readonly (keyof FileOptions)[]>>;

/** Refuses keys that would have no effect. */
function refuseKeys(entry: FileOptions, format: FileFormat, name: string, where: string): void {
  const idle = idleKeys[format].find((key) => entry[key] !== undefined);
  if (idle !== undefined)
    throw new UserError(`${where}.${idle}: ${name} is ${format}, which has no ${idle}.`, 'BAD_CONFIG');
}
