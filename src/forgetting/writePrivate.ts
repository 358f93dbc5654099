import { writeFile } from 'node:fs/promises';
import { UserError } from '../lib/errors/UserError.js';

/** Writes a new file that its owner alone may read. Throws a `UserError` where it is there already, or cannot be written. */
export async function writePrivate(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'EEXIST' ? 'it is there already' : message;
    throw new UserError(`${path} cannot be written: ${reason}.`);
  }
}
