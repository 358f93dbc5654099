import { stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import type { Sql } from '../../../db/client.js';
import { UserError } from '../../../lib/errors/UserError.js';
import { badConfig } from '../values/badConfig.js';
import type { ImportSource } from './importSource.js';
import { openFile, type FileOptions } from './openFile.js';
import { querySource } from './querySource.js';

/** What an entry of a config says of where its rows come from: exactly one of `file`, `table` and `query`. */
interface SourceEntry extends FileOptions {
  /** A path or a glob. */
  readonly file?: string | undefined;
  /** `schema.name` */
  readonly table?: string | undefined;
  readonly query?: string | undefined;
}

/** What sources are opened with. */
export interface OpenScope {
  /** Where relative files are. */
  readonly folder: string;
  /** For tables and queries. */
  readonly client: Sql | undefined;
}

/**
 * The sources of an entry: one, or the files that a glob matches, by name. `where` is the entry's place in the config.
 * Throws a `UserError` for files, tables and queries that there are not.
 */
export async function openSources(
  entry: SourceEntry,
  { folder, client }: OpenScope,
  where: string,
): Promise<ImportSource[]> {
  const { file, table, query } = entry;
  if (file !== undefined) {
    const sources: ImportSource[] = [];
    for (const name of await matchingFiles(file, folder, where))
      sources.push(await openFile(resolve(folder, name), name, entry, where));
    return sources;
  }
  if (client === undefined) throw badConfig(`${where}: tables and queries need a database.`);
  if (table !== undefined) return [await querySource(client, `table ${quoted(table)}`, table, `${where}.table`)];
  if (query === undefined) throw new Error('An entry without a source');
  const name = query.trim().replaceAll(/\s+/g, ' ');
  return [await querySource(client, query, name.length > 80 ? `${name.slice(0, 80)}…` : name, `${where}.query`)];
}

const quoted = (table: string): string =>
  table
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

/** The files that a path or a glob of a config names. Throws a `UserError` where there is none; `where` is for it. */
export async function matchingFiles(file: string, folder: string, where: string): Promise<string[]> {
  const path = resolve(folder, file);
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return [file];
  if (!isDynamicPattern(file)) throw new UserError(`${where}.file: there is no file ${path}.`, 'FILE_NOT_FOUND');
  const matches = await glob(file, { cwd: folder, absolute: true, expandDirectories: false });
  if (matches.length === 0) throw new UserError(`${where}.file: no file matches ${path}.`, 'FILE_NOT_FOUND');
  return matches.map((match) => (isAbsolute(file) ? match : relative(folder, match))).sort();
}
