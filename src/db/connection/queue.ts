import { UserError } from '../../lib/UserError.js';
import type { Lease, Share } from './lease.js';

interface Waiter {
  readonly share: Share;
  /** Milliseconds, as `performance.now()`. */
  since: number;
  readonly give: (lease: Lease) => void;
  readonly refuse: (error: unknown) => void;
}

/** How many wait at most, and milliseconds that each waits; without it both are unlimited. */
export type QueueLimits = { readonly length: number; readonly patience: number } | undefined;

/** Those who wait for a connection. */
export interface Queue {
  readonly size: number;
  /**
   * Waits for a lease. Rejects with `OVERLOADED` where the queue is full, or patience ends. Those for whom there is `room`,
   * connections that are or may be opened, do not count.
   */
  readonly wait: (share: Share, room: number) => Promise<Lease>;
  /** Whoever comes next of those whom `mayHave` lets: who has the fewest connections, and of these the first who came. */
  readonly next: (mayHave: (share: Share) => boolean) => Waiter | undefined;
  readonly give: (waiter: Waiter, lease: Lease) => void;
  /** Refuses all who wait, or those of a share. */
  readonly refuse: (error: unknown, share?: Share) => void;
}

/** Milliseconds between looks at whose patience has ended: a timer for each would cost more than most statements. */
const lookEvery = 100;

const overloaded = (message: string): UserError => new UserError(message, 'OVERLOADED');

export function createQueue(limits: QueueLimits): Queue {
  const waiting = new Set<Waiter>();
  let looking: NodeJS.Timeout | undefined;

  const refuseOne = (waiter: Waiter, error: unknown): void => {
    waiting.delete(waiter);
    waiter.refuse(error);
  };

  function look(patience: number): void {
    const now = performance.now();
    for (const waiter of waiting) {
      if (now - waiter.since < patience) continue;
      // Who waits for its own statements to end is not kept waiting by others.
      if (waiter.share.running > 0) waiter.since = now;
      else refuseOne(waiter, overloaded('The database is busy with other requests; try again in a moment.'));
    }
    if (waiting.size > 0) return;
    clearInterval(looking);
    looking = undefined;
  }

  return {
    get size() {
      return waiting.size;
    },
    wait(share, room) {
      return new Promise((give, refuse) => {
        if (limits !== undefined && waiting.size >= limits.length + room)
          throw overloaded(`More than ${limits.length} statements wait for the database; try again in a moment.`);
        waiting.add({ share, since: performance.now(), give, refuse });
        if (limits !== undefined) looking ??= setInterval(look, lookEvery, limits.patience);
      });
    },
    next(mayHave) {
      let best: Waiter | undefined;
      for (const waiter of waiting) {
        if (best !== undefined && waiter.share.running >= best.share.running) continue;
        if (mayHave(waiter.share)) best = waiter;
        if (best?.share.running === 0) break;
      }
      return best;
    },
    give(waiter, lease) {
      waiting.delete(waiter);
      waiter.give(lease);
    },
    refuse(error, share) {
      for (const waiter of waiting) if (share === undefined || waiter.share === share) refuseOne(waiter, error);
    },
  };
}
