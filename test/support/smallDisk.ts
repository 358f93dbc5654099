import { execFile } from 'node:child_process';
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeTestFolder } from './testFolder.js';

const run = promisify(execFile);

/** A file system of some megabytes, in memory. */
export interface SmallDisk {
  readonly path: string;
  /** Fills it up but for so many bytes. */
  fill(but?: number): Promise<void>;
  /** Makes the room again. */
  makeRoom(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a small disk; undefined where file systems may not be mounted. */
export async function smallDisk(megabytes: number): Promise<SmallDisk | undefined> {
  const folder = await makeTestFolder('disk');
  const path = join(folder, 'disk');
  await mkdir(path);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=1777`, 'tmpfs', path]);
  } catch {
    await rm(folder, { recursive: true });
    return undefined;
  }
  const ballast = join(path, 'ballast');
  return {
    path,
    async fill(but = 0) {
      await rm(ballast, { force: true });
      const { bavail, bsize } = await statfs(path);
      const file = await open(ballast, 'w');
      const bytes = Math.max(0, bavail * bsize - but);
      const block = Buffer.alloc(65_536);
      try {
        for (let left = bytes; left > 0; left -= block.length)
          await file.writeFile(left < block.length ? block.subarray(0, left) : block);
      } finally {
        await file.close();
      }
    },
    makeRoom: () => rm(ballast, { force: true }),
    async remove() {
      await run('umount', ['-l', path]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
