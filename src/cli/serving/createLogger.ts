import { destination, pino, type Logger } from 'pino';
import type { Config } from '../../config.js';
import { loggedError } from '../../lib/errors/loggedError.js';

/** Characters of lines that are written together, and milliseconds that the first of them waits at most. */
const [together, longestWait] = [8192, 100];
/** The same of a process that writes to a pipe together with others, and bytes that a pipe takes whole (POSIX: at least 512, on Linux 4096). */
const [shared, whole] = [2048, 4096];

/** Characters of lines that wait at the most, where nothing can be written; what comes after them is lost. */
const mostWaiting = 16_000_000;

const noRoom: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** Milliseconds that the end of the process waits for somebody to read a full pipe. */
const longestEnd = 5000;

/**
 * A logger whose lines are written to the standard output in the background, some at a time, and the last of them when the process
 * ends, however that comes about; but not by SIGKILL, and only while somebody reads them. Lines that are being written to a pipe which was full may then come twice: nobody
 * can tell any more whether they went out, and none shall be lost.
 * @param worker which process of a server writes, on each line as `worker`; lines of up to 4,096 bytes are then not mixed with those of the others
 */
export function createLogger({ logLevel }: Pick<Config, 'logLevel'>, worker?: string): Logger {
  let isFull = false;
  let endedAt: number | undefined;
  const output = destination({
    dest: 1,
    sync: false,
    ...(worker === undefined ? { minLength: together } : { minLength: shared, maxWrite: whole }),
    maxLength: mostWaiting,
    periodicFlush: longestWait,
    retryEAGAIN: () => (isFull = endedAt === undefined || performance.now() - endedAt < longestEnd),
  });
  output.on('write', () => (isFull = false));
  // A server whose log has no room goes on to answer: its lines wait, and are written when there is some again.
  output.on('error', (error) => {
    if (!noRoom.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  });
  process.prependListener('exit', () => {
    // Lines that wait for a full pipe count as being written, and what is being written is left to itself at the end.
    endedAt = performance.now();
    if (isFull) Object.assign(output, { _writing: false });
  });
  // What is logged as a failure by other ways than an answer's is made fit for a log here.
  const log = pino(
    {
      level: logLevel,
      serializers: { err: (error: unknown) => (error instanceof Error ? loggedError(error) : error) },
    },
    output,
  );
  return worker === undefined ? log : log.child({ worker });
}
