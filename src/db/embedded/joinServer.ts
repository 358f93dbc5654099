import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../../lib/errors/UserError.js';
import type { DatabaseTarget } from '../target.js';
import { findBinaries } from './binaries.js';
import { hasCluster, readPassword, type DataFolder } from './dataFolder.js';
import { ensureCluster } from './initdb.js';
import { readPostmaster, stopPostmaster, type Postmaster } from './postmaster.js';
import { openPresence, type Presence } from './presence.js';
import { endOrphans } from './processes.js';
import { findRunner, changeOwner } from './runner.js';
import { StillInUse, startPostgres } from './server.js';
import { openSocketFolder, removeSocketFolder, SOCKET } from './socketFolder.js';

/** How long a server that is leaving, or the children of a killed one, are waited for. */
const LEAVING = 30_000;
/** How long a server that somebody else started may recover from a crash. */
const RECOVERING = 300_000;

/** How the server of a data directory is joined. */
export interface JoinOptions {
  readonly log: (message: string) => void;
  readonly throwaway: boolean;
  readonly nativeDir: string | undefined;
  /** Whether a server may be started: on any folder, after making its database; on one that has its database; or not. */
  readonly starts: 'anywhere' | 'again' | 'never';
}

/** A server that a process has joined. */
export interface Joined {
  readonly target: Extract<DatabaseTarget, { kind: 'socket' }>;
  readonly presence: Presence;
  /** Whether this process started the server. */
  readonly isStarted: boolean;
}

/**
 * Connects to the server of a data directory, which is started where none runs. To be called under its lock. UserError
 * of code `DATABASE_UNAVAILABLE` where none runs and none may be started.
 */
export async function joinServer(folder: DataFolder, options: JoinOptions): Promise<Joined> {
  const began = Date.now();
  for (;;) {
    const found = await readPostmaster(folder.pgdata);
    const joined = found?.alive === true ? await adopt(folder, found, options) : await start(folder, found, options);
    if (joined !== undefined) return joined;
    if (Date.now() - began > (found?.status === 'starting' ? RECOVERING : LEAVING)) {
      throw new UserError(
        `The PostgreSQL server on ${folder.pgdata} neither answers nor ends (pid ${found?.pid ?? 'unknown'}); ` +
          `${folder.log} tells more.`,
        'DATABASE_BUSY',
      );
    }
    await delay(50);
  }
}

async function adopt(folder: DataFolder, found: Postmaster, options: JoinOptions): Promise<Joined | undefined> {
  if (found.status !== 'ready') return undefined;
  if (existsSync(join(found.socketDir, SOCKET))) {
    const joined = await connect(folder, found.socketDir, false);
    if (joined !== undefined) options.log(`Joined the PostgreSQL server that runs already (pid ${found.pid}).`);
    return joined;
  }
  // A cleaner of temporary files took its socket: nobody can reach it any more.
  await stopPostmaster(folder.pgdata, found);
  return undefined;
}

async function start(
  folder: DataFolder,
  stale: Postmaster | undefined,
  options: JoinOptions,
): Promise<Joined | undefined> {
  if (options.starts === 'never' || (options.starts === 'again' && !hasCluster(folder))) throw serverEnded(folder);
  const runner = await findRunner();
  const binaries = await findBinaries(runner, options.nativeDir);
  const socketDir = await openSocketFolder(folder, runner);
  try {
    await ensureCluster(folder, { ...options, runner, binaries, scratch: socketDir });
    await changeOwner(runner, folder.pgdata);
    if (stale !== undefined && stale.socketDir !== socketDir) await removeSocketFolder(stale.socketDir);
    await startPostgres(folder, { runner, binaries, socketDir, stalePid: stale?.pid, throwaway: options.throwaway });
  } catch (error) {
    await removeSocketFolder(socketDir);
    if (!(error instanceof StillInUse)) throw error;
    endOrphans(folder.pgdata);
    return undefined;
  }
  options.log(`PostgreSQL ${binaries.major} runs on ${folder.pgdata}.`);
  return connect(folder, socketDir, true);
}

const serverEnded = ({ pgdata, log }: DataFolder): UserError =>
  new UserError(
    existsSync(pgdata)
      ? `The embedded PostgreSQL on ${pgdata} has ended; ${log} tells more.`
      : `The embedded PostgreSQL has ended, and its folder ${pgdata} is not there any more.`,
    'DATABASE_UNAVAILABLE',
  );

/** Undefined when the server is on its way out, or in. */
async function connect(folder: DataFolder, socketDir: string, isStarted: boolean): Promise<Joined | undefined> {
  const password = await readPassword(folder);
  const target = { kind: 'socket', socketDir, user: 'facet', password, database: 'facet' } as const;
  try {
    return { target, presence: await openPresence(target), isStarted };
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (
      ['57P03', '57P01', '57P02', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'CONNECTION_CLOSED'].includes(code)
    )
      return undefined;
    if (code !== '28P01') throw error;
    throw new UserError(`The password in ${folder.password} is not that of the database next to it.`, 'DATA_DIRECTORY');
  }
}

/**
 * Leaves the server, and stops it when nobody else is connected. To be called under the data directory's lock. False
 * where that could not be found out, because the server does not answer.
 */
export async function leaveServer(folder: DataFolder, { target, presence }: Joined): Promise<boolean> {
  const found = await readPostmaster(folder.pgdata);
  const ours = found?.alive === true && found.socketDir === target.socketDir;
  const isLast = ours ? await presence.isAlone() : false;
  await presence.end();
  if (ours && isLast === true) {
    await stopPostmaster(folder.pgdata, found);
    await rm(folder.socket, { force: true });
  }
  // Somebody else ended the server, or it crashed: its socket's folder was left to us.
  else if (!ours) await removeSocketFolder(target.socketDir);
  return isLast !== undefined;
}
