import { setTimeout as delay } from 'node:timers/promises';

const defaultAttempts = 40;
const pause = 300;

/** To be run in a transaction before a statement that waits for readers: later readers wait behind it, so not for long. */
export const shortLockTimeout = `set local lock_timeout = '200ms'`;

/**
 * Runs a transaction or savepoint that must lock what others may be reading, again and again where it does not get the
 * lock, 20 s with the short timeout; between two tries readers get through. Throws `giveUp()` in the end, and any other failure at once.
 */
export async function retryLocked<T>(
  work: () => Promise<T>,
  giveUp: () => Error,
  attempts = defaultAttempts,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const { code } = error as { code?: string };
      // lock_not_available, deadlock_detected
      if (code !== '55P03' && code !== '40P01') throw error;
      if (attempt === attempts) throw giveUp();
      await delay(pause);
    }
  }
}
