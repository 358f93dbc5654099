import { closeSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UserError } from '../../lib/UserError.js';
import { lookupFiles } from './expressions/readLookups.js';
import { readImportConfig } from './importConfig.js';
import { matchingFiles } from './sources/openSources.js';

/** The first line of every rejects file, by which it is known. */
export const rejectsHeader = 'file,line,column,value,reason,row\n';

/**
 * Throws a `UserError` where rejected rows would go into a file that the config reads, or into the config itself, links
 * included. `dir` is where its files are; default: the config's folder.
 */
export async function refuseSources(rejectsFile: string, configFile: string, dir?: string): Promise<void> {
  const own = await identity(rejectsFile);
  if (own === undefined) return;
  for (const path of [configFile, ...(await filesOf(configFile, resolve(dir ?? dirname(configFile))))])
    if ((await identity(path)) === own)
      throw new UserError(
        `The rejects file ${rejectsFile} would overwrite ${path}, which this import reads; give another with --rejects.`,
        'BAD_REJECTS_FILE',
      );
}

/** What two names of one file have in common; undefined for no file. */
async function identity(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found?.isFile() === true ? `${found.dev}:${found.ino}` : undefined;
}

async function filesOf(configFile: string, folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readImportConfig(configFile)) {
    // Files that are not there are told later, with their place in the config.
    const matches = entry.file === undefined ? [] : await matchingFiles(entry.file, folder, '').catch(() => []);
    files.push(...matches, ...lookupFiles(entry));
  }
  return files.map((file) => resolve(folder, file));
}

/** Removes the rejects file of an earlier run. Throws a `UserError` for a file that is none: it might be missed. */
export function clearRejectsFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true || found.size === 0) return;
  if (beginning(path) !== rejectsHeader)
    throw new UserError(
      `The rejects file ${path} is there already and holds something else; remove it, or give another with --rejects.`,
      'BAD_REJECTS_FILE',
    );
  rmSync(path);
}

function beginning(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(rejectsHeader.length);
    return bytes.toString('utf8', 0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}
