import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../lib/errors/UserError.js';
import { isPostmasterOf, processStart, trySignal, waitUntil } from './processes.js';
import { removeSocketFolder } from './socketFolder.js';

const SHUTDOWN = 60_000;

/** What `postmaster.pid` tells. */
export interface Postmaster {
  readonly pid: number;
  readonly socketDir: string;
  /** `starting`, `ready`, `stopping`, …; empty while the file is being written. */
  readonly status: string;
  /** Whether such a server runs, and not just some process that got its pid. */
  readonly alive: boolean;
}

/** The server that runs, or ran, on the data directory `pgdata`; undefined where the last one left in order. */
export async function readPostmaster(pgdata: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(pgdata, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , , socketDir = '', , , status = ''] = text.split('\n').map((line) => line.trim());
  if (pid === undefined || !/^\d+$/.test(pid)) return undefined;
  return { pid: Number(pid), socketDir, status, alive: isPostmasterOf(Number(pid), pgdata) };
}

/** Ends a server in order (open transactions roll back, then a checkpoint) and waits until it has gone. */
export async function stopPostmaster(pgdata: string, { pid, socketDir }: Postmaster): Promise<void> {
  trySignal(pid, 'SIGINT');
  if (!(await waitUntil(() => isGone(pid), SHUTDOWN))) {
    // Nothing is lost: the next start replays the write-ahead log.
    trySignal(pid, 'SIGQUIT');
    if (!(await waitUntil(() => isGone(pid), SHUTDOWN))) {
      throw new UserError(`The PostgreSQL server (pid ${pid}) on ${pgdata} does not end.`, 'EMBEDDED_DATABASE');
    }
  }
  await removeSocketFolder(socketDir);
}

const isGone = (pid: number): boolean => processStart(pid) === undefined;
