import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { UserError } from '../../lib/errors/UserError.js';
import { processStart, waitUntil } from './processes.js';

const PATIENCE = 360_000;
/** A lock file is written in one call right after its creation: an older empty one belongs to a process that died. */
const WRITING = 5_000;

/**
 * Runs `work` while holding the lock file at `path`, which tells pid and start of its holder; waits while another holder
 * lives, takes over from one that died. Throws a UserError after six minutes of waiting.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  if (!(await waitUntil(() => acquire(path), PATIENCE))) {
    throw new UserError(`Another process has held the lock file ${path} for more than six minutes.`, 'DATABASE_BUSY');
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function acquire(path: string): Promise<boolean> {
  if (await create(path)) return true;
  if (!(await isStale(path))) return false;
  // Two waiters may both have seen the stale lock: only the one that may break it removes it, after looking again.
  const breaker = `${path}.break`;
  if (await create(breaker)) {
    if (await isStale(path)) await rm(path, { force: true });
    await rm(breaker, { force: true });
  } else if (await isStale(breaker)) {
    await rm(breaker, { force: true });
  }
  return create(path);
}

async function create(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${process.pid} ${processStart(process.pid) ?? ''}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  try {
    const [pid = '', start = ''] = (await readFile(path, 'utf8')).split(' ');
    if (pid === '') return Date.now() - (await stat(path)).mtimeMs > WRITING;
    const running = processStart(Number(pid));
    return running === undefined || running !== start;
  } catch {
    return false;
  }
}
