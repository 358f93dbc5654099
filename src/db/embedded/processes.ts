import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * When a process started, in a unit of the system's own; `''` where the system does not tell, undefined when no such
 * process runs (a zombie does not). Pid and start together name a process for good, a pid alone is given out again.
 */
export function processStart(pid: number): string | undefined {
  if (process.platform !== 'linux') return answersSignals(pid) ? '' : undefined;
  const fields = statusOf(pid);
  return fields[0] === 'Z' ? undefined : fields[19];
}

/** Whether the process with this pid is the postmaster of the data directory `pgdata` (absolute path). */
export function isPostmasterOf(pid: number, pgdata: string): boolean {
  if (processStart(pid) === undefined) return false;
  const command = commandOf(pid);
  return /(^|\/)postgres( |$)/.test(command) && (command.includes(` ${pgdata} `) || worksIn(pid, pgdata));
}

/**
 * Ends the children of a postmaster that was killed: one that is at work does not see its death, and keeps the data
 * directory from being used again. Where the system does not list processes, nothing happens.
 */
export function endOrphans(pgdata: string): void {
  if (process.platform !== 'linux') return;
  for (const pid of readdirSync('/proc').map(Number)) {
    if (!(pid > 0) || !commandOf(pid).startsWith('postgres: ') || !worksIn(pid, pgdata)) continue;
    if (!isPostmasterOf(parentOf(pid), pgdata)) trySignal(pid, 'SIGQUIT');
  }
}

/** Signals a process; none that has gone by now. */
export function trySignal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Waits, looking every 20 ms, until `done` holds; false when `milliseconds` passed first. */
export async function waitUntil(done: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (!(await done())) {
    if (Date.now() >= end) return false;
    await delay(20);
  }
  return true;
}

function answersSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const parentOf = (pid: number): number => Number(statusOf(pid)[1] ?? 0);

/** What Linux tells of a process, from its state on; nothing where none has the pid. */
function statusOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return `${execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim()} `;
  } catch {
    return '';
  }
}

/** The folder may have been moved, or be known by another path, since the server was started. */
function worksIn(pid: number, folder: string): boolean {
  try {
    const [cwd, wanted] = [statSync(`/proc/${pid}/cwd`), statSync(folder)];
    return cwd.ino === wanted.ino && cwd.dev === wanted.dev;
  } catch {
    return false;
  }
}
