import { mock } from 'node:test';

/** A clock that stands still for a test: timers and `performance.now` are its own until `restore`. */
export interface StoppedClock {
  /** Goes on by so many milliseconds, a step at a time; what is due then runs, and what waits for it after that. */
  goOn(milliseconds: number): Promise<void>;
  /** Gives the machine's clock back. */
  restore(): void;
}

/** Milliseconds of a step: no piece under test looks at its clock more often. */
const step = 5;

/** Stops the clock. */
export function stopClock(): StoppedClock {
  let now = 1_000_000;
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  const reading = mock.method(performance, 'now', () => now);
  return {
    async goOn(milliseconds) {
      for (const end = now + milliseconds; now < end;) {
        const next = Math.min(step, end - now);
        now += next;
        mock.timers.tick(next);
        // Promises that were settled by what ran come first.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    restore() {
      reading.mock.restore();
      mock.timers.reset();
    },
  };
}
