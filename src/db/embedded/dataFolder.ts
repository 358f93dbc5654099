import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, constants, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UserError } from '../../lib/errors/UserError.js';

/** Absolute paths of what lies in a data directory. */
export interface DataFolder {
  readonly root: string;
  readonly pgdata: string;
  readonly password: string;
  readonly log: string;
  readonly lock: string;
  /** File that holds the path of the socket's folder, as long as a server runs or one that ended is to be replaced. */
  readonly socket: string;
}

/** Makes the data directory where it is missing. UserError when it is no folder or may not be written. */
export async function openDataFolder(dataDir: string): Promise<DataFolder> {
  const wanted = resolve(dataDir);
  try {
    await mkdir(wanted, { recursive: true });
    await access(wanted, constants.W_OK | constants.X_OK);
    const root = await realpath(wanted);
    const [pgdata, password] = [join(root, 'pgdata'), join(root, 'password')];
    const [log, lock, socket] = [join(root, 'postgres.log'), join(root, 'start.lock'), join(root, 'socket')];
    return { root, pgdata, password, log, lock, socket };
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const reason = ['EEXIST', 'ENOTDIR'].includes(code)
      ? 'a file is in its way'
      : ['EACCES', 'EPERM', 'EROFS'].includes(code)
        ? 'it may not be written'
        : message;
    throw new UserError(`The data directory ${wanted} cannot be used: ${reason}.`, 'DATA_DIRECTORY');
  }
}

/** Whether the folder holds a database cluster made to the end (initdb writes `pg_control` late, and elsewhere). */
export function hasCluster({ pgdata }: DataFolder): boolean {
  return existsSync(join(pgdata, 'PG_VERSION')) && existsSync(join(pgdata, 'global', 'pg_control'));
}

/** The superuser's password, made up before the first initdb. UserError when it is lost. */
export async function readPassword(folder: DataFolder): Promise<string> {
  const known = (await readFile(folder.password, 'utf8').catch(() => '')).trim();
  if (known !== '') return known;
  if (hasCluster(folder)) {
    throw new UserError(
      `The password file ${folder.password} is missing or unreadable, but ${folder.pgdata} was made with it: put it ` +
        'back, or remove that folder to start from an empty database.',
      'DATA_DIRECTORY',
    );
  }
  const password = randomBytes(24).toString('hex');
  await writeFile(folder.password, password, { mode: 0o600 });
  return password;
}
