import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UserError } from '../../../lib/errors/UserError.js';
import { readImportConfig } from '../config/readImportConfig.js';
import { lookupFiles } from '../expressions/readLookups.js';
import { matchingFiles } from '../sources/openSources.js';

/**
 * Throws a `UserError` where the rejects file is a file that the config reads, or the config itself, also by a link.
 * `dir` is the folder of the sources; default: that of the config.
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

/** Identifies a file by device and inode, whatever its name; undefined where there is no file. */
async function identity(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found?.isFile() === true ? `${found.dev}:${found.ino}` : undefined;
}

async function filesOf(configFile: string, folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readImportConfig(configFile)) {
    // Missing files are reported later, with their place in the config.
    const matches = entry.file === undefined ? [] : await matchingFiles(entry.file, folder, '').catch(() => []);
    files.push(...matches, ...lookupFiles(entry));
  }
  return files.map((file) => resolve(folder, file));
}
