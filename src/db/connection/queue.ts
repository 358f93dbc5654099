import { UserError } from '../../lib/errors/UserError.js';
import type { Lease, Share } from './Leases.js';
import type { Session } from './session.js';

/** Whether a connection is one that somebody would rather have. */
export type Prefers = (session: Session) => boolean;

interface Waiter {
  readonly share: Share;
  /** Which connections it would rather have. */
  readonly prefers: Prefers | undefined;
  /** Milliseconds, as `performance.now()`: when it came, or its share last had a connection. */
  since: number;
  /** When it came. */
  readonly began: number;
  readonly resolve: (lease: Lease) => void;
  readonly reject: (error: unknown) => void;
}

/** How many wait at most, and milliseconds that each waits; without it both are unlimited. */
export type QueueLimits = { readonly length: number; readonly timeout: number } | undefined;

/** Those who wait for a connection. */
export interface Queue {
  readonly size: number;
  /**
   * Waits for a lease. Rejects with `OVERLOADED` where the queue is full, or after the timeout. Those for whom there is `room`,
   * connections that are or may be opened, do not count.
   */
  readonly wait: (share: Share, room: number, prefers?: Prefers) => Promise<Lease>;
  /** Whoever comes next of those who are eligible: who has the fewest connections, and of these the first who came. */
  readonly next: (isEligible: (share: Share) => boolean) => Waiter | undefined;
  /** Ends the wait of one of them with a lease. */
  readonly grant: (waiter: Waiter, lease: Lease) => void;
  /** Ends the wait of all, or of those of a share, with an error. */
  readonly reject: (error: unknown, share?: Share) => void;
}

/** Milliseconds between looks for those who have waited too long: a timer for each would cost more than most statements. */
const checkInterval = 100;

const overloaded = (message: string): UserError => new UserError(message, 'OVERLOADED');

/** Makes an empty queue; `onWait` is told how many seconds each has waited that got a lease. */
export function createQueue(limits: QueueLimits, onWait?: (seconds: number) => void): Queue {
  const waiting = new Set<Waiter>();
  let checking: NodeJS.Timeout | undefined;

  const rejectOne = (waiter: Waiter, error: unknown): void => {
    waiting.delete(waiter);
    waiter.reject(error);
  };

  /** Rejects those who have waited longer than `timeout` while they have no connection. */
  function rejectOverdue(timeout: number): void {
    const now = performance.now();
    for (const waiter of waiting) {
      if (now - waiter.since < timeout) continue;
      // Who waits for its own statements to end is not kept waiting by others.
      if (waiter.share.running > 0) waiter.since = now;
      else rejectOne(waiter, overloaded('The database is busy with other requests; try again in a moment.'));
    }
    if (waiting.size > 0) return;
    clearInterval(checking);
    checking = undefined;
  }

  return {
    get size() {
      return waiting.size;
    },
    wait(share, room, prefers) {
      return new Promise((resolve, reject) => {
        if (limits !== undefined && waiting.size >= limits.length + room)
          throw overloaded(`More than ${limits.length} statements wait for the database; try again in a moment.`);
        const now = performance.now();
        waiting.add({ share, prefers, since: now, began: now, resolve, reject });
        if (limits !== undefined) checking ??= setInterval(rejectOverdue, checkInterval, limits.timeout);
      });
    },
    next(isEligible) {
      let best: Waiter | undefined;
      for (const waiter of waiting) {
        if (best !== undefined && waiter.share.running >= best.share.running) continue;
        if (isEligible(waiter.share)) best = waiter;
        if (best?.share.running === 0) break;
      }
      return best;
    },
    grant(waiter, lease) {
      waiting.delete(waiter);
      onWait?.((performance.now() - waiter.began) / 1000);
      waiter.resolve(lease);
    },
    reject(error, share) {
      for (const waiter of waiting) if (share === undefined || waiter.share === share) rejectOne(waiter, error);
    },
  };
}
