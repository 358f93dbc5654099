import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { UserError } from '../../lib/UserError.js';
import { giveTo, type Runner } from './runner.js';

const PREFIX = 'facet-pg-';
/** Bytes of a unix socket's path, on the meanest system. */
const LONGEST = 103;

/** The name of the server's socket in its folder. */
export const SOCKET = '.s.PGSQL.5432';

/** A fresh folder (0700) below the system's temporary one, short enough for a socket. UserError when it is not. */
export async function makeSocketFolder(runner: Runner): Promise<string> {
  const parent = [await realpath(tmpdir()), '/tmp'].find((path) => socketLength(path) <= LONGEST);
  if (parent === undefined) throw unusable('its path is too long for a unix socket');
  const folder = await mkdtemp(join(parent, PREFIX)).catch((error: Error) => {
    throw unusable(error.message);
  });
  await giveTo(runner, folder);
  return folder;
}

/** Removes the socket folder of a server that has gone; leaves any folder that we did not make. */
export async function removeSocketFolder(folder: string): Promise<void> {
  if (basename(folder).startsWith(PREFIX)) await rm(folder, { recursive: true, force: true });
}

const socketLength = (parent: string): number => Buffer.byteLength(join(parent, `${PREFIX}XXXXXX`, SOCKET));

const unusable = (reason: string): UserError =>
  new UserError(`The temporary folder ${tmpdir()} cannot be used: ${reason}; set TMPDIR to another.`, 'DATA_DIRECTORY');
