import type postgres from 'postgres';
import type { Lease, Share } from './lease.js';
import { createQueue, type QueueLimits } from './queue.js';
import { openSession, type Session } from './session.js';
import { DatabaseUnavailable } from './unavailable.js';

export interface PoolOptions {
  /** Connections at most. */
  readonly size: number;
  /** Milliseconds after which a connection is renewed; null for never. */
  readonly lifetime: number | null;
  readonly queue?: QueueLimits;
  /** Told when the database cannot be reached any more, and when it can again. */
  readonly onReach?: ((failure: DatabaseUnavailable | undefined) => void) | undefined;
  /** Milliseconds after which a lease is cut, whatever runs; without it never. */
  readonly longestLease?: number | undefined;
}

export interface Pool {
  /** Takes a connection, at once where one is free. Rejects with `OVERLOADED` or `DATABASE_UNAVAILABLE`. */
  readonly lease: (share?: Share) => Promise<Lease> | Lease;
  /** Makes those of a share who wait leave, with an error. */
  readonly leave: (share: Share, error: unknown) => void;
  /** A sentence where leases have not come back long after their time, so that nobody can be served any more. */
  readonly fault: () => string | undefined;
  /** Lets what runs end for so many seconds (null: as long as it takes), then cancels and cuts it. */
  readonly end: (seconds: number | null) => Promise<void>;
}

/** Milliseconds that an abandoned statement may end in by itself: cancelling it costs a connection. */
const grace = 25;
/** Milliseconds after which an abandoned connection is cut. */
const abandonPatience = 2000;
/** Milliseconds between a cancel and the cut of a pool that ends, and those until it is given up. */
const [lastWord, farewell] = [300, 1500];
/** Milliseconds between attempts to connect, growing from the first to the second. */
const [firstPause, longestPause] = [50, 1000];

const ended = (): DatabaseUnavailable => new DatabaseUnavailable('the connections to it were closed');

/**
 * Connections of one database. A lease is given only when a connection is free; who waits, waits here. Of those who wait, the one that
 * has the fewest connections comes first, and a share gets a further one only while others stay free.
 */
export function createPool(front: postgres.Sql, options: PoolOptions): Pool {
  const { size, lifetime, longestLease } = options;
  const queue = createQueue(options.queue);
  const mostOfOne = Math.ceil(size / 2);
  const keptFree = Math.floor(size / 4);
  const idle: Session[] = [];
  const leased = new Map<Session, number>();
  const renewals = new Map<Session, NodeJS.Timeout>();
  /** All connections: idle, leased, being opened and being closed. */
  let total = 0;
  let opening = 0;
  let pause = 0;
  let pausedUntil = 0;
  let retry: NodeJS.Timeout | undefined;
  let sweeper: NodeJS.Timeout | undefined;
  let lastFailure: DatabaseUnavailable | undefined;
  let isEnding = false;
  const onEmpty = new Set<() => void>();

  const hasPlace = ({ running }: Share): boolean =>
    running === 0 || (running < mostOfOne && idle.length + size - total > keptFree);

  /** Gives free connections to those who wait, and opens more where there are too few. */
  function dispatch(): void {
    for (let waiter = queue.next(hasPlace); waiter !== undefined; waiter = queue.next(hasPlace)) {
      const session = idle.pop();
      if (session === undefined) {
        if (opening < queue.size && total < size && !isEnding) open();
        return;
      }
      queue.give(waiter, makeLease(session, waiter.share));
    }
  }

  function makeLease(session: Session, share: Share): Lease {
    share.running += 1;
    leased.set(session, performance.now());
    sweep();
    let isOver = false;
    const once = (): boolean => {
      if (isOver) return false;
      isOver = true;
      share.running -= 1;
      return true;
    };
    return {
      session,
      release: () => {
        if (once()) takeBack(session);
      },
      abandon: () => {
        if (once()) abandon(session);
      },
    };
  }

  function takeBack(session: Session): void {
    leased.delete(session);
    const isOld = lifetime !== null && performance.now() - session.openedAt > lifetime;
    if (session.isSpent || isOld || isEnding) close(session);
    else idle.push(session);
    dispatch();
  }

  function abandon(session: Session): void {
    const cancel = setTimeout(() => session.cancelAll(), grace);
    const cut = setTimeout(() => session.cut(ended()), abandonPatience);
    session.whenIdle(() => {
      clearTimeout(cancel);
      clearTimeout(cut);
      takeBack(session);
    });
  }

  function close(session: Session): void {
    clearTimeout(renewals.get(session));
    renewals.delete(session);
    const gone = (): void => {
      total -= 1;
      if (total === 0) tellEmpty();
      dispatch();
    };
    if (session.isLost) queueMicrotask(gone);
    else void session.end().finally(gone);
  }

  /** Closes a connection that nobody has; a leased one is looked at when it comes back. */
  function dismiss(session: Session): void {
    const place = idle.indexOf(session);
    if (place < 0) return;
    idle.splice(place, 1);
    close(session);
  }

  function open(): void {
    const wait = pausedUntil - performance.now();
    if (wait > 0) {
      retry ??= setTimeout(() => {
        retry = undefined;
        dispatch();
      }, wait);
      if (total === 0 && lastFailure !== undefined) queue.refuse(lastFailure);
      return;
    }
    total += 1;
    opening += 1;
    let session: Session | undefined;
    openSession(front, { onClose: () => session && dismiss(session) }).then(
      (opened) => {
        session = opened;
        opening -= 1;
        // One that failed meanwhile says nothing any more.
        pause = pausedUntil = 0;
        if (lastFailure !== undefined) options.onReach?.(undefined);
        lastFailure = undefined;
        if (lifetime !== null) renewals.set(opened, setTimeout(dismiss, lifetime, opened).unref());
        if (opened.isLost || isEnding) close(opened);
        else idle.push(opened);
        dispatch();
      },
      (error: unknown) => {
        opening -= 1;
        total -= 1;
        failed(error as DatabaseUnavailable);
      },
    );
    if (opening < queue.size && total < size) open();
  }

  function failed(error: DatabaseUnavailable): void {
    if (lastFailure === undefined) options.onReach?.(error);
    lastFailure = error;
    pause = pause === 0 ? firstPause : Math.min(pause * 2, longestPause);
    pausedUntil = performance.now() + pause;
    if (total === 0) {
      tellEmpty();
      queue.refuse(error);
    }
    dispatch();
  }

  function tellEmpty(): void {
    for (const told of onEmpty) told();
    onEmpty.clear();
  }

  /** Cuts leases that are over their time; runs while there are any. */
  function sweep(): void {
    if (longestLease === undefined || sweeper !== undefined) return;
    sweeper = setInterval(() => {
      const oldest = performance.now() - longestLease;
      for (const [session, since] of leased)
        if (since < oldest) session.cut(new DatabaseUnavailable('it does not answer', undefined, true));
      if (leased.size > 0) return;
      clearInterval(sweeper);
      sweeper = undefined;
    }, 500);
    sweeper.unref();
  }

  return {
    lease(share = { running: 0 }) {
      if (isEnding) return Promise.reject(ended());
      const session = queue.size === 0 && hasPlace(share) ? idle.pop() : undefined;
      if (session !== undefined) return makeLease(session, share);
      const lease = queue.wait(share, opening + size - total);
      dispatch();
      return lease;
    },
    leave: (share, error) => queue.refuse(error, share),
    fault() {
      if (longestLease === undefined) return undefined;
      const oldest = performance.now() - 3 * longestLease;
      const stuck = [...leased.values()].filter((since) => since < oldest).length;
      return stuck < size ? undefined : `All ${size} connections to the database have been taken for too long.`;
    },
    async end(seconds) {
      isEnding = true;
      clearTimeout(retry);
      queue.refuse(ended());
      for (const session of idle.splice(0)) close(session);
      if (total === 0) return;
      await new Promise<void>((resolve) => {
        const timers: NodeJS.Timeout[] = [];
        const cut = (): void => {
          for (const session of leased.keys()) cancelAndCut(session);
          // Who never gives its connection back is not waited for.
          timers.push(setTimeout(resolve, farewell));
        };
        onEmpty.add(() => {
          for (const timer of timers) clearTimeout(timer);
          resolve();
        });
        if (seconds !== null) timers.push(setTimeout(cut, seconds * 1000));
      });
    },
  };
}

/** PostgreSQL does not notice that a client has gone until it has something to send. */
function cancelAndCut(session: Session): void {
  session.cancelAll();
  setTimeout(() => session.cut(ended()), lastWord);
}
