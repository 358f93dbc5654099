import type { DatabaseUnavailable } from './unavailable.js';

/** Milliseconds between attempts to connect, growing from the first to the second. */
const [firstPause, longestPause] = [50, 1000];

/** Told when the database cannot be reached any more, and, with undefined, when it can again. */
export type OnReach = (failure: DatabaseUnavailable | undefined) => void;

/** Whether the database can be reached, as the newest attempt to connect has found, and when the next one is due. */
export class Reach {
  private pause = 0;
  private pausedUntil = 0;
  private failure: DatabaseUnavailable | undefined;

  constructor(private readonly onReach: OnReach | undefined) {}

  /** Why the database cannot be reached; undefined while it can, or while nobody has tried. */
  get lastFailure(): DatabaseUnavailable | undefined {
    return this.failure;
  }

  /** Milliseconds until the next attempt is due; 0 or less where it is due now. */
  get wait(): number {
    return this.pausedUntil - performance.now();
  }

  /** Notes an attempt that came through: one that failed meanwhile says nothing any more. */
  connected(): void {
    this.pause = 0;
    this.pausedUntil = 0;
    if (this.failure !== undefined) this.onReach?.(undefined);
    this.failure = undefined;
  }

  /** Notes an attempt that failed; the next one is due after a pause, which is twice as long as the one before. */
  failed(error: DatabaseUnavailable): void {
    if (this.failure === undefined) this.onReach?.(error);
    this.failure = error;
    this.pause = this.pause === 0 ? firstPause : Math.min(this.pause * 2, longestPause);
    this.pausedUntil = performance.now() + this.pause;
  }
}
