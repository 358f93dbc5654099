import { open, rm } from 'node:fs/promises';
import { fileReason } from '../lib/errors/fileReason.js';
import { UserError } from '../lib/errors/UserError.js';

/** Writes a new file that its owner alone may read. Throws a `UserError` where it is there already, or cannot be written; nothing is left of it then. */
export async function writePrivate(path: string, text: string): Promise<void> {
  let isOurs = false;
  try {
    const handle = await open(path, 'wx', 0o600);
    isOurs = true;
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isOurs) await rm(path, { force: true });
    throw new UserError(`${path} cannot be written: ${fileReason(error)}.`);
  }
}
