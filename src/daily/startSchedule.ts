import { lastDue, nextDue } from '../lib/time/dueTimes.js';

/** Tells the time and wakes; tests have one of their own. */
export interface Clock {
  now(): Date;
  /** Calls `wake` once after so many milliseconds; the returned function prevents it. */
  after(milliseconds: number, wake: () => void): () => void;
}

const systemClock: Clock = {
  now: () => new Date(),
  after(milliseconds, wake) {
    const timer = setTimeout(wake, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

/** One time that a run was due at. */
export interface DueRun {
  readonly due: Date;
  /** The instant of the run. */
  readonly now: Date;
  /** Whether it was due before the process started: the check at the start makes up for what was missed or failed. */
  readonly isFromBeforeStart: boolean;
  /** Aborted when the schedule is stopped. */
  readonly signal: AbortSignal;
}

interface ScheduleOptions {
  /** Local time, `HH:MM`. */
  readonly at: string;
  readonly timeZone: string;
  /** Makes the run unless it is made; `busy` while another process is at it. */
  readonly run: (due: DueRun) => Promise<'done' | 'busy'>;
  /** Told of each run that failed, but not of one that was stopped. */
  readonly onFailure: (error: unknown, next: Date) => void;
  readonly onWait: (next: Date) => void;
  readonly clock?: Clock;
}

/** A schedule that runs. */
export interface Schedule {
  /** Begins no further run; calls off the one under way (default), or lets it be, and waits until it has ended. */
  stop(callsOff?: boolean): Promise<void>;
}

/** Clocks are set and computers sleep: a long wait is made of short ones. */
const longestSleep = 60_000;
/** Another process may die at it, so it is asked again. */
const busyPause = 60_000;

/**
 * Runs once a day at a local time until stopped, and at once for the newest due time that has passed. A run that fails is
 * tried again when the next one is due.
 */
export function startSchedule(options: ScheduleOptions): Schedule {
  const { at, timeZone, run, onFailure, onWait, clock = systemClock } = options;
  const aborter = new AbortController();
  const { signal } = aborter;
  let isOver = false;
  let cancel = (): void => {};
  let running: Promise<void> = Promise.resolve();
  const dueBeforeStart = lastDue(clock.now(), at, timeZone).getTime();

  function wakeAt(instant: Date): void {
    if (isOver) return;
    const left = instant.getTime() - clock.now().getTime();
    if (left > 0) cancel = clock.after(Math.min(left, longestSleep), () => wakeAt(instant));
    else running = attempt();
  }

  async function attempt(): Promise<void> {
    const now = clock.now();
    const due = lastDue(now, at, timeZone);
    // Of the beginning: a run that takes longer than a day is followed by the next at once.
    const next = nextDue(now, at, timeZone);
    try {
      const outcome = await run({ due, now, isFromBeforeStart: due.getTime() <= dueBeforeStart, signal });
      if (outcome === 'busy') return wakeAt(new Date(clock.now().getTime() + busyPause));
      if (!isOver) onWait(next);
    } catch (error) {
      if (!signal.aborted) onFailure(error, next);
    }
    wakeAt(next);
  }

  wakeAt(clock.now());
  return {
    async stop(callsOff = true) {
      isOver = true;
      if (callsOff) aborter.abort(new Error('The server is shutting down.'));
      cancel();
      await running;
    },
  };
}
