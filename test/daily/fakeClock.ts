import type { Clock } from '../../src/daily/startSchedule.js';

export interface FakeClock extends Clock {
  /** Goes on to an instant; what is to wake until then wakes at its time, and has a moment for what it does. */
  goTo(instant: string): Promise<void>;
  /** Is at an instant of a sudden: timers are late. */
  sleepUntil(instant: string): void;
  /** How many wait to be woken. */
  readonly waiting: number;
}

const moment = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock that stands still until it is told to go on. */
export function createFakeClock(start: string): FakeClock {
  let now = Date.parse(start);
  const waits = new Set<{ at: number; wake: () => void }>();
  return {
    now: () => new Date(now),
    after(milliseconds, wake) {
      const wait = { at: now + milliseconds, wake };
      waits.add(wait);
      return () => waits.delete(wait);
    },
    get waiting() {
      return waits.size;
    },
    sleepUntil(instant) {
      now = Date.parse(instant);
    },
    async goTo(instant) {
      const end = Date.parse(instant);
      for (;;) {
        await moment();
        const [first] = [...waits].sort((a, b) => a.at - b.at);
        if (first === undefined || first.at > end) break;
        waits.delete(first);
        now = Math.max(now, first.at);
        first.wake();
      }
      now = end;
    },
  };
}
