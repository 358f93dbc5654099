import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../../../lib/errors/UserError.js';
import { csvSource } from '../sources/csvSource.js';
import { formatOfName } from '../sources/fileFormats.js';
import { fileSha256, readTextFile } from '../sources/textFile.js';
import { lookupKey } from './choices.js';

interface Lookups {
  /** Key → value, null where the file gives none, by `lookupKey`. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, string | null>>;
  /** The SHA-256 of each file. */
  readonly hashes: readonly string[];
}

/** Entries of one lookup, all in memory. */
const mostEntries = 1_000_000;

interface FileLookup {
  readonly file: string;
  readonly key: string;
  readonly value: string;
}

/**
 * Reads the files that an entry's `lookup`s name (CSV or TSV, plain or gzipped), each once. Of a key that comes twice
 * the last that has a value counts; a key that never has one stands for no value. Throws a `UserError` for missing
 * files and columns, and for more than a million keys.
 */
export async function readLookups(entry: unknown, folder: string, where: string): Promise<Lookups> {
  const tables = new Map<string, ReadonlyMap<string, string | null>>();
  const hashes: string[] = [];
  for (const lookup of findLookups(entry)) {
    const key = lookupKey(lookup.file, lookup.key, lookup.value);
    if (tables.has(key)) continue;
    const path = resolve(folder, lookup.file);
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile()) throw new UserError(`${where}, lookup.file: there is no file ${path}.`, 'FILE_NOT_FOUND');
    tables.set(key, await readTable(path, lookup, `${where}, lookup`));
    hashes.push(await fileSha256(path));
  }
  return { tables, hashes };
}

/** The files that an entry's lookups name. */
export const lookupFiles = (entry: unknown): string[] => findLookups(entry).map(({ file }) => file);

function findLookups(part: unknown): FileLookup[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, inner]: [string, unknown]) =>
    name === 'lookup' && isFileLookup(inner) ? [inner, ...findLookups(inner)] : findLookups(inner),
  );
}

function isFileLookup(part: unknown): part is FileLookup {
  const { file, key, value } = (part ?? {}) as Partial<Record<keyof FileLookup, unknown>>;
  return typeof file === 'string' && typeof key === 'string' && typeof value === 'string';
}

async function readTable(
  path: string,
  { file, key, value }: FileLookup,
  where: string,
): Promise<Map<string, string | null>> {
  const standard = formatOfName(file) === 'tsv' ? '\t' : ',';
  const { shape, rows } = await csvSource(file, () => readTextFile(path), { standard, quote: '"' });
  const [keyIndex, valueIndex] = [shape.column(key, `${where}.key`), shape.column(value, `${where}.value`)];
  const table = new Map<string, string | null>();
  for await (const batch of rows()) {
    for (const { line, fields, fault } of batch) {
      if (fault !== undefined) throw new UserError(`${file}, line ${line}: the row ${fault}.`, 'BAD_FILE');
      const [from, to] = [fields[keyIndex]?.trim(), fields[valueIndex]?.trim()];
      if (from === undefined || to === undefined) continue;
      if (to !== '') table.set(from, to);
      // An empty value is known to be none, which a row without the key is not.
      else if (!table.has(from)) table.set(from, null);
    }
    if (table.size > mostEntries)
      throw new UserError(`${where}: ${file} has more than ${mostEntries} keys, too many to look up.`, 'BAD_FILE');
  }
  return table;
}
