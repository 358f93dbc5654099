import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HandOverFailure } from '../HandOverFailure.js';
import type { OpenSink } from './Sink.js';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  ENOTDIR: 'is no folder',
  EACCES: 'may not be written by this user',
  EPERM: 'may not be written by this user',
  EROFS: 'can only be read',
  ENOSPC: 'is full',
  EDQUOT: 'is full',
};

/** What mends itself: space is made, a share comes back. */
const passing = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EBUSY', 'EMFILE', 'ENFILE', 'ESTALE', 'ETIMEDOUT']);

const toldBySystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string' && 'syscall' in error;

async function doing<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!toldBySystem(error)) throw error;
    const code = error.code ?? '';
    const reason = reasons[code] ?? `cannot be written: ${code}`;
    throw new HandOverFailure(`cannot be written to, for its folder ${folder} ${reason}`, {
      mayPass: passing.has(code),
    });
  }
}

/** What was renamed stays so when the power fails. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes files below a folder, which must be there: a share that is not mounted is not made anew. A file is hidden and ends
 * with `.partial` until it is whole.
 */
export const openFolder =
  (root: string): OpenSink =>
  async ({ path: [folder, name] }) => {
    const place = join(root, folder);
    const [location, partial] = [join(place, name), join(place, `.${name}.partial`)];
    const handle = await doing(root, async () => {
      await stat(root);
      await mkdir(place, { recursive: true });
      return open(partial, 'w', 0o640);
    });
    return {
      location,
      write: (bytes) => doing(root, () => handle.writeFile(bytes)),
      finish: () =>
        doing(root, async () => {
          await handle.sync();
          await handle.close();
          await rename(partial, location);
          await syncFolder(place);
        }),
      async abandon() {
        await handle.close().catch(() => {});
        await rm(partial, { force: true });
      },
    };
  };
