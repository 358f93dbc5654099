import { UserError } from '../../lib/UserError.js';
import type { Lease, Share } from './lease.js';

/** Who waits for a connection. */
export interface Waiter {
  readonly share: Share;
  readonly give: (lease: Lease) => void;
  readonly refuse: (error: unknown) => void;
}

/** How many wait at most, and milliseconds that each waits; without it both are unlimited. */
export type QueueLimits = { readonly length: number; readonly patience: number } | undefined;

export interface Queue {
  readonly size: number;
  /** Waits for a lease. Rejects with the signal's reason, or with `OVERLOADED` where it is full or patience ends. */
  readonly wait: (share: Share, signal: AbortSignal | undefined, joined: () => void) => Promise<Lease>;
  /** Of those whom `mayHave` lets, the one that has the fewest connections; of these the first who came. */
  readonly next: (mayHave: (share: Share) => boolean) => Waiter | undefined;
  readonly refuseAll: (error: unknown) => void;
}

const overloaded = (message: string): UserError => new UserError(message, 'OVERLOADED');

export function createQueue(limits: QueueLimits): Queue {
  const waiting = new Set<Waiter>();

  const wait = (share: Share, signal: AbortSignal | undefined, joined: () => void): Promise<Lease> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.delete(waiter);
        clearTimeout(timer);
        signal?.removeEventListener('abort', aborted);
      };
      const waiter: Waiter = {
        share,
        give: (lease) => {
          leave();
          resolve(lease);
        },
        refuse: (error) => {
          leave();
          reject(error as Error);
        },
      };
      const aborted = (): void => waiter.refuse(signal?.reason);
      const late = (): void => {
        // Who waits for its own statements to end is not kept waiting by others.
        if (share.running > 0) timer?.refresh();
        else waiter.refuse(overloaded('The database is busy with other requests; try again in a moment.'));
      };
      const timer = limits === undefined ? undefined : setTimeout(late, limits.patience);
      signal?.addEventListener('abort', aborted, { once: true });
      waiting.add(waiter);
      joined();
    });

  return {
    get size() {
      return waiting.size;
    },
    async wait(share, signal, joined) {
      if (limits !== undefined && waiting.size >= limits.length)
        throw overloaded(`More than ${limits.length} statements wait for the database; try again in a moment.`);
      return wait(share, signal, joined);
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
    refuseAll(error) {
      for (const waiter of waiting) waiter.refuse(error);
    },
  };
}
