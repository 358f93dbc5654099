import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * When a process started, in a unit of the system's own; `''` where the system does not tell, undefined when no such
 * process runs (a zombie does not). Pid and start together name a process for good, a pid alone is given out again.
 */
export function processStart(pid: number): string | undefined {
  if (process.platform !== 'linux') return answersSignals(pid) ? '' : undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** Whether the process with this pid is the postmaster of the data directory `pgdata` (absolute path). */
export function isPostmasterOf(pid: number, pgdata: string): boolean {
  if (processStart(pid) === undefined) return false;
  const command = commandOf(pid);
  return /(^|\/)postgres( |$)/.test(command) && (command.includes(` ${pgdata} `) || worksIn(pid, pgdata));
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
