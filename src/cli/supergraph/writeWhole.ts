import { randomUUID } from 'node:crypto';
import { chmod, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileReason } from '../../lib/errors/fileReason.js';
import { UserError } from '../../lib/errors/UserError.js';

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

/** What a file holds; undefined where there is none. Throws a `UserError` where it cannot be read. */
export async function readWhole(file: string): Promise<string | undefined> {
  try {
    // Devices and pipes would be read for ever, and a new file cannot take their place.
    if (!(await stat(file)).isFile()) throw new UserError(`${file} cannot be read: it is no file.`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new UserError(`${file} cannot be read: ${fileReason(error)}.`);
  }
}

/** The place that a link leads to, and the rights of what is there. */
async function placeOf(file: string): Promise<{ readonly path: string; readonly mode: number }> {
  try {
    const path = await realpath(file);
    return { path, mode: (await stat(path)).mode & 0o777 };
  } catch {
    return { path: file, mode: 0o644 };
  }
}

/**
 * Writes a file so that readers find the old text or the new one, and never a part of it, whenever the program is killed. Throws a
 * `UserError` where it cannot be written; the old one is then still there.
 */
export async function writeWhole(file: string, text: string): Promise<void> {
  const { path, mode } = await placeOf(file);
  const partial = join(dirname(path), `.${randomUUID()}.partial`);
  try {
    const handle = await open(partial, 'wx', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(partial, mode);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {});
    throw new UserError(`${file} cannot be written: ${fileReason(error)}.`);
  }
}
