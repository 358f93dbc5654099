/** Seconds between two attempts: the first, and the most. */
const [first, most] = [1, 300];

interface FailedAttempt {
  /** Attempts that have failed, with this one. */
  readonly failed: number;
  /** Seconds that the destination asks to be left alone. */
  readonly retryAfter: number | undefined;
  /** From 0, and less than 1. */
  readonly random: number;
}

/**
 * Milliseconds until the next attempt: twice as many with each that fails, of which chance takes up to half away, so that those who
 * failed together do not come again together; never fewer than the destination asks for.
 */
export function backOff({ failed, retryAfter = 0, random }: FailedAttempt): number {
  const seconds = Math.min(first * 2 ** (failed - 1), most) * (1 - random / 2);
  return Math.ceil(Math.max(seconds, retryAfter) * 1000);
}
