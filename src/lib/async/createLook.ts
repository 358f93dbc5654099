import { setTimeout as delay } from 'node:timers/promises';

/** Looking at something that may have changed: one look at a time. */
export interface Look {
  /** Looks soon: those who ask within a moment share a look, and those who ask during one make one more. */
  readonly wake: () => void;
  /** Looks after what looks now, once for all who wait for that. Throws what the look throws. */
  readonly now: () => Promise<void>;
}

interface LookOptions {
  /** Told of looks that failed after `wake`. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds that `wake` waits: notices come in bursts. */
  readonly settle?: number;
}

/** Makes looks of a function run one after another. */
export function createLook(look: () => Promise<void>, { onError, settle = 50 }: LookOptions): Look {
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  let isDue = false;
  const begin = (): Promise<void> => {
    next = undefined;
    return look();
  };
  const now = (): Promise<void> => {
    if (next !== undefined) return next;
    const asked = (next = last.then(begin));
    last = asked.catch(() => {});
    return asked;
  };
  return {
    now,
    wake() {
      if (isDue) return;
      isDue = true;
      void delay(settle, undefined, { ref: false })
        .then(() => {
          isDue = false;
          return now();
        })
        .catch(onError);
    },
  };
}
