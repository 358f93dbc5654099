import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { UserError } from '../../lib/UserError.js';
import { compileColumns, type ColumnPlan } from './compileColumns.js';
import { csvRows, type SourceRow } from './csvRows.js';
import { mappingSha256, readImportConfig, type ImportEntry } from './importConfig.js';
import type { Target } from './target.js';
import { targets } from './targets.js';
import { readText } from './textFile.js';

/** One file, checked and ready to be read in. */
export interface ImportPlan {
  /** As the config names it. */
  readonly file: string;
  readonly path: string;
  readonly target: Target;
  readonly mappingSha256: string;
  /** The file's column names, in its order. */
  readonly header: readonly string[];
  readonly columns: readonly ColumnPlan[];
  /** Opens the file's rows, without its header. */
  readonly rows: () => AsyncGenerator<SourceRow[]>;
}

/**
 * Checks a whole config against the files' headers before anything is read in. `dir` is where the files are (default:
 * the config's folder). Throws a `UserError` for the first fault.
 */
export async function planImport(configFile: string, dir?: string): Promise<readonly ImportPlan[]> {
  const entries = await readImportConfig(configFile);
  const folder = resolve(dir ?? dirname(configFile));
  const plans: ImportPlan[] = [];
  for (const [index, entry] of entries.entries()) {
    plans.push(await planFile(entry, resolve(folder, entry.file), `${basename(configFile)}, imports[${index}]`));
  }
  return plans;
}

async function planFile(entry: ImportEntry, path: string, where: string): Promise<ImportPlan> {
  const target = targets.get(entry.target);
  if (target === undefined) throw new Error(`No target ${entry.target}`);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new UserError(`${where}.file: there is no file ${path}.`, 'FILE_NOT_FOUND');
  const header = await readHeader(entry, path);
  const columns = compileColumns(entry, target, header, where);
  const rows = () => withoutHeader(csvRows(readText(path), entry.file, entry));
  return { file: entry.file, path, target, mappingSha256: mappingSha256(entry), header, columns, rows };
}

async function readHeader(entry: ImportEntry, path: string): Promise<readonly string[]> {
  for await (const [header] of csvRows(readText(path), entry.file, entry)) {
    if (header === undefined) continue;
    if (header.fault !== undefined)
      throw new UserError(`${entry.file}, line ${header.line}: the header ${header.fault}.`, 'BAD_FILE');
    return header.fields.map((name) => name.trim());
  }
  throw new UserError(`${entry.file} is empty: it has not even a header.`, 'BAD_FILE');
}

async function* withoutHeader(batches: AsyncGenerator<SourceRow[]>): AsyncGenerator<SourceRow[]> {
  let seen = false;
  for await (const batch of batches) {
    const rows = seen ? batch : batch.slice(1);
    seen ||= batch.length > 0;
    if (rows.length > 0) yield rows;
  }
}
