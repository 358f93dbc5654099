import type { AbortNotice } from './LightAborter.js';

/** Places for what is under way; who finds none waits in a row. */
export interface Turns {
  readonly running: number;
  /**
   * Takes a place as soon as there is one. Rejects where it is refused, where its time is over or its signal aborted, and then holds
   * none; `undefined` where as many wait as may.
   */
  take(patience: Patience): Promise<void> | undefined;
  /** Gives a place back. */
  free(): void;
  /** Sends all who wait away. */
  refuse(error: Error): void;
}

interface Patience {
  readonly signal: AbortNotice;
  /** That it waits at the most. */
  readonly milliseconds: number;
  /** What it rejects with after these. */
  readonly late: () => Error;
}

interface Waiting {
  readonly go: () => void;
  readonly refuse: (error: Error) => void;
}

/** @param longest how many wait at the most */
export function createTurns(places: number, longest: number): Turns {
  let running = 0;
  const row = new Set<Waiting>();
  const wait = ({ signal, milliseconds, late }: Patience): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        row.delete(one);
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      };
      const refuse = (error: Error): void => {
        leave();
        reject(error);
      };
      const stop = (): void => refuse(signal.reason as Error);
      const go = (): void => {
        leave();
        resolve();
      };
      const one: Waiting = { go, refuse };
      const timer = setTimeout(() => refuse(late()), milliseconds);
      row.add(one);
      signal.addEventListener('abort', stop);
    });
  const taken = Promise.resolve();
  return {
    get running() {
      return running;
    },
    take(patience) {
      if (patience.signal.aborted) return Promise.reject(patience.signal.reason as Error);
      if (running < places) {
        running += 1;
        return taken;
      }
      return row.size < longest ? wait(patience) : undefined;
    },
    free() {
      const [next] = row;
      // The place goes from one to the other.
      if (next === undefined) running -= 1;
      else next.go();
    },
    refuse(error) {
      for (const one of row) one.refuse(error);
    },
  };
}
