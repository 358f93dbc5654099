/** Tells a person or a log how far a long run is. */
export interface Progress {
  /** A finished step, in a full line. */
  say(line: string): void;
  /** The state of the running step; shown on a terminal only, replaced by the next. */
  update(line: string): void;
}

export const silentProgress: Progress = { say: () => {}, update: () => {} };

/** Progress on a stream: a moving line on a terminal, whole lines only elsewhere. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  let shownAt = 0;
  const clear = stream.isTTY ? '\r\u001B[2K' : '';
  return {
    say(line) {
      stream.write(`${clear}${line}\n`);
    },
    update(line) {
      if (!stream.isTTY || Date.now() - shownAt < 100) return;
      shownAt = Date.now();
      stream.write(`${clear}${line.slice(0, (stream.columns ?? 80) - 1)}`);
    },
  };
}
