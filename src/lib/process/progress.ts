import { printable } from '../text/printable.js';

/** Tells a person or a log how far a long run is. */
export interface Progress {
  /** A finished step, in a full line. */
  say(line: string): void;
  /** The state of the running step: replaced by the next on a terminal, a line every 10 s elsewhere. */
  update(line: string): void;
}

export const silentProgress: Progress = { say: () => {}, update: () => {} };

/** Milliseconds between two states at least. */
const onTerminal = 100;
const inLog = 10_000;

/** Progress on a stream, each call in one printable line: a moving line on a terminal, whole lines elsewhere, the first state after 10 s. */
export function createProgress(stream: NodeJS.WriteStream, clock: () => number = Date.now): Progress {
  let shownAt = stream.isTTY ? 0 : clock();
  const clear = stream.isTTY ? '\r\u001B[2K' : '';
  return {
    say(line) {
      stream.write(`${clear}${printable(line)}\n`);
    },
    update(state) {
      const line = printable(state);
      const now = clock();
      if (now - shownAt < (stream.isTTY ? onTerminal : inLog)) return;
      shownAt = now;
      stream.write(stream.isTTY ? `${clear}${line.slice(0, (stream.columns ?? 80) - 1)}` : `${line}\n`);
    },
  };
}
