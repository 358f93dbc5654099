import { lstat, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';
import { UserError } from '../../lib/errors/UserError.js';
import type { DataFolder } from './dataFolder.js';
import { changeOwner, type Runner } from './runner.js';

const PREFIX = 'facet-pg-';
/** Bytes of a unix socket's path, on the meanest system. */
const LONGEST = 103;

/** The name of the server's socket in its folder. */
export const SOCKET = '.s.PGSQL.5432';

/**
 * The folder (0700) for the socket of a data directory's server: that of the server before, where that one did not end
 * in order, for whoever used it comes back there; else a fresh one below the system's temporary folder, short enough
 * for a socket. UserError where there is none.
 */
export async function openSocketFolder({ socket }: DataFolder, runner: Runner): Promise<string> {
  const before = (await readFile(socket, 'utf8').catch(() => '')).trim();
  if (await reopen(before, runner)) return before;
  const folder = await makeSocketFolder(runner);
  await writeFile(socket, folder, { mode: 0o600 });
  return folder;
}

/** Makes sure of a folder that is known by its path: false where somebody else's lies there, or nothing can. */
async function reopen(folder: string, runner: Runner): Promise<boolean> {
  if (!isAbsolute(folder) || !basename(folder).startsWith(PREFIX)) return false;
  try {
    await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    const found = await lstat(folder);
    const isOurs = [process.getuid?.(), runner.uid].includes(found.uid);
    if (!found.isDirectory() || (found.mode & 0o077) !== 0 || !isOurs) return false;
    // What a server that crashed has left there names a pid that somebody else may have by now.
    for (const left of [SOCKET, `${SOCKET}.lock`]) await rm(join(folder, left), { force: true });
    await changeOwner(runner, folder);
    return true;
  } catch {
    return false;
  }
}

async function makeSocketFolder(runner: Runner): Promise<string> {
  const parent = [await realpath(tmpdir()), '/tmp'].find((path) => socketLength(path) <= LONGEST);
  if (parent === undefined) throw unusable('its path is too long for a unix socket');
  const folder = await mkdtemp(join(parent, PREFIX)).catch((error: Error) => {
    throw unusable(error.message);
  });
  await changeOwner(runner, folder);
  return folder;
}

/** Removes the socket folder of a server that has gone; leaves any folder that we did not make. */
export async function removeSocketFolder(folder: string): Promise<void> {
  if (basename(folder).startsWith(PREFIX)) await rm(folder, { recursive: true, force: true });
}

const socketLength = (parent: string): number => Buffer.byteLength(join(parent, `${PREFIX}XXXXXX`, SOCKET));

const unusable = (reason: string): UserError =>
  new UserError(`The temporary folder ${tmpdir()} cannot be used: ${reason}; set TMPDIR to another.`, 'DATA_DIRECTORY');
