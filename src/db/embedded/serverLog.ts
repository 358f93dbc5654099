import { copyFile, open, stat, truncate } from 'node:fs/promises';

const LIMIT = 10 * 1024 * 1024;
const LOOK_EVERY = 60_000;

/** Keeps the server's log file below 10 MB: the full one is copied to `<path>.1` and emptied. Returns the way to end it. */
export async function limitLog(path: string): Promise<() => void> {
  await emptyFullLog(path);
  const timer = setInterval(() => void emptyFullLog(path), LOOK_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

/** The size of a log file in bytes, 0 where there is none. */
export const logSize = async (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

/** What was written to the log file from byte `start` on, at most 4 kB of it. */
export async function readLog(path: string, start: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, start);
    return buffer.toString('utf8', 0, bytesRead).trim();
  } finally {
    await file.close();
  }
}

async function emptyFullLog(path: string): Promise<void> {
  if ((await logSize(path)) < LIMIT) return;
  // The server goes on writing to the same open file, by appending: it cannot be renamed away from under it.
  await copyFile(path, `${path}.1`)
    .then(() => truncate(path))
    .catch(() => undefined);
}
