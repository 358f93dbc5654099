import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Whether a lock was left behind: its process is dead, or it is older than any build takes (the pid was given again). */
function isStale(lock) {
  const age = Date.now() - statSync(lock).mtimeMs;
  const holder = readFileSync(lock, 'utf8');
  return age > 300_000 || (holder === '' ? age > 2000 : !isAlive(Number(holder)));
}

/** Takes a lock file for this process as soon as no other holds it. */
export async function takeLock(lock) {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    try {
      if (isStale(lock)) rmSync(lock, { force: true });
    } catch (error) {
      // The holder has let go of it in between.
      if (error.code !== 'ENOENT') throw error;
    }
    await delay(100);
  }
}

/** Removes `.dist-PID` and `.dist-PID-old` of builds that were killed. */
export function removeLeftovers(root) {
  for (const name of readdirSync(root)) {
    const [, pid] = /^\.dist-(\d+)(-old)?$/.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(root, name), { recursive: true, force: true });
  }
}
