import { badConfig } from '../values/badConfig.js';
import { csvSource } from './csvSource.js';
import { fileFormats, formatOfName, type FileFormat } from './fileFormats.js';
import type { ImportSource } from './importSource.js';
import { ndjsonSource } from './ndjsonSource.js';
import { parquetSource } from './parquetSource.js';
import { patternSource } from './patternSource.js';
import { withoutLines } from './preamble.js';
import { fileSha256, readTextFile } from './textFile.js';

/** What an entry of a config says of how its files are read. */
export interface FileOptions {
  /** Default: by the name. */
  readonly format?: FileFormat | { readonly pattern: string } | undefined;
  /** One character, or `blanks` for runs of them. */
  readonly delimiter?: string | undefined;
  readonly quote: string;
  readonly header?: readonly string[] | undefined;
  /** Default: by the byte order mark, else UTF-8. */
  readonly encoding?: string | undefined;
  /** How many lines stand before the header or the first row. */
  readonly skip?: number | undefined;
  readonly each?: { readonly path: string; readonly as: string } | undefined;
}

/**
 * Opens a file in the format of its entry or its name; `name` and `where` are for error messages. Throws a `UserError`.
 */
export async function openFile(path: string, name: string, entry: FileOptions, where: string): Promise<ImportSource> {
  let hash: Promise<string> | undefined;
  return { ...(await read(path, name, entry, where)), sha256: () => (hash ??= fileSha256(path)), isStream: false };
}

async function read(
  path: string,
  name: string,
  entry: FileOptions,
  where: string,
): Promise<Pick<ImportSource, 'shape' | 'rows'>> {
  const format = entry.format ?? formatOfName(name);
  const { encoding, skip = 0 } = entry;
  const whole = () => readTextFile(path, encoding);
  const open = () => (skip === 0 ? whole() : withoutLines(whole(), skip));
  if (format === undefined)
    throw badConfig(
      `${where}: the name of ${name} does not tell its format; say format: ${fileFormats.join(', ')} or { pattern: … }.`,
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
  if (idle !== undefined) throw badConfig(`${where}.${idle}: ${name} is ${format}, which has no ${idle}.`);
}
