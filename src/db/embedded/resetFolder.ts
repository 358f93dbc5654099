import { existsSync } from 'node:fs';
import { readFile, readdir, rm, rmdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../../lib/errors/UserError.js';
import { openDataFolder, type DataFolder } from './dataFolder.js';
import { withLock } from './lock.js';
import { readPostmaster } from './postmaster.js';
import { endOrphans } from './processes.js';
import { removeSocketFolder } from './socketFolder.js';

/** What the embedded database keeps in its folder; whatever else lies there is somebody else's. */
const ownFiles = ({ pgdata, password, log, socket }: DataFolder): readonly string[] => [
  pgdata,
  password,
  log,
  `${log}.1`,
  socket,
];

interface ResetOptions {
  /** Checks everything, deletes nothing. */
  readonly dryRun?: boolean;
}

/**
 * Deletes the embedded database of a data directory and nothing else; the folder too, where nothing is left in it. Gives whether
 * there was one. Throws a `UserError` of code `DATABASE_IN_USE` while a server runs on it.
 */
export async function resetFolder(dataDir: string, { dryRun = false }: ResetOptions = {}): Promise<boolean> {
  if (!existsSync(resolve(dataDir))) return false;
  const folder = await openDataFolder(dataDir);
  const isThere = await withLock(folder.lock, async () => {
    const server = await readPostmaster(folder.pgdata);
    if (server?.alive === true)
      throw new UserError(
        `The embedded database in ${folder.root} is in use (PostgreSQL, process ${server.pid}): stop "facet serve" and every ` +
          'other command first.',
        'DATABASE_IN_USE',
      );
    const found = ownFiles(folder).filter((path) => existsSync(path));
    if (dryRun || found.length === 0) return found.length > 0;
    endOrphans(folder.pgdata);
    await removeSocketFolder((await readFile(folder.socket, 'utf8').catch(() => '')).trim());
    for (const path of found) await rm(path, { recursive: true, force: true, maxRetries: 5 });
    return true;
  });
  if (!dryRun && (await readdir(folder.root)).length === 0) await rmdir(folder.root).catch(() => undefined);
  return isThere;
}
