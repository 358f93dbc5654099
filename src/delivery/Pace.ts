import { setTimeout as delay } from 'node:timers/promises';
import { orAborted } from '../lib/async/orAborted.js';

/** Time and chance; tests have their own. */
export interface Pace {
  readonly now: () => Date;
  /** From 0, and less than 1. */
  readonly random: () => number;
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Milliseconds that are waited for the next attempt at the most; beyond, another run makes it. */
  readonly patience: number;
}

/** The pace of the world. */
export const worldPace: Pace = {
  now: () => new Date(),
  random: Math.random,
  async wait(milliseconds, signal) {
    await orAborted(delay(milliseconds, undefined, { signal }), signal);
  },
  patience: 60_000,
};
