import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Milliseconds of a tick of the clock that Linux counts processor time by. */
const tick = 10;

const isLinux = process.platform === 'linux';

/** What `/proc` tells of a process behind its name; nothing where it is gone. */
function statOf(pid: number | string): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

const sum = (fields: readonly string[], places: readonly number[]): number =>
  places.reduce((total, place) => total + Number(fields[place] ?? 0), 0);

/** Milliseconds of processor time that a process has used, its children aside; NaN where the system does not tell. */
export const processorTime = (pid: number): number => (isLinux ? tick * sum(statOf(pid), [11, 12]) : Number.NaN);

/** The same of PostgreSQL: its postmaster and all processes of it, those that have ended too. */
export function databaseTime(postmaster: number): number {
  if (!isLinux) return Number.NaN;
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((fields) => fields[1] === String(postmaster));
  return tick * (sum(statOf(postmaster), [11, 12, 13, 14]) + living.reduce((all, one) => all + sum(one, [11, 12]), 0));
}

function memoryOf(pid: number, field: 'VmHWM' | 'VmRSS'): number {
  if (!isLinux) return Number.NaN;
  const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

/** Megabytes of memory that a process has had at the most since `forgetPeak`; NaN where the system does not tell. */
export const peakMemory = (pid: number): number => memoryOf(pid, 'VmHWM');

/** Megabytes of memory that a process has now. */
export const residentMemory = (pid: number): number => memoryOf(pid, 'VmRSS');

/** Megabytes that the largest process of PostgreSQL has for itself now, shared buffers aside, and that all of them have. */
export function databaseMemory(postmaster: number): { readonly largest: number; readonly all: number } {
  if (!isLinux) return { largest: Number.NaN, all: Number.NaN };
  const own = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statOf(name)[1] === String(postmaster))
    .map((pid) => {
      try {
        return Number(/^RssAnon:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
      } catch {
        return 0;
      }
    });
  return { largest: Math.max(0, ...own), all: own.reduce((total, one) => total + one, 0) };
}

/** Lets `peakMemory` begin anew. */
export function forgetPeak(pid: number): void {
  if (isLinux) writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
