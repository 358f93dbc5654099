import type postgres from 'postgres';
import { Leases, type Lease, type Share } from './Leases.js';
import { createQueue, type Prefers, type Queue, type QueueLimits } from './queue.js';
import { Reach, type OnReach } from './Reach.js';
import { openSession, type Session } from './session.js';
import { poolEnded, type DatabaseUnavailable } from './unavailable.js';

/** How many connections a pool has, and how long they and those who wait for them may take. */
export interface PoolOptions {
  /** Connections at most. */
  readonly size: number;
  /** Milliseconds after which a connection is renewed; null for never. */
  readonly lifetime: number | null;
  readonly queue?: QueueLimits;
  readonly onReach?: OnReach | undefined;
  /** Told how many seconds somebody has waited for a connection that came. */
  readonly onWait?: ((seconds: number) => void) | undefined;
  /** Milliseconds after which the connection of a lease is cut, whatever runs; without it never. */
  readonly longestLease?: number | undefined;
}

/** The connections to one database, which are given out one by one. */
export interface Pool {
  /**
   * Takes a connection, at once where one is free, of the free ones one that is preferred. Rejects with `OVERLOADED` or
   * `DATABASE_UNAVAILABLE`.
   */
  readonly acquire: (share?: Share, prefers?: Prefers) => Promise<Lease> | Lease;
  /** Rejects those of a share who wait. */
  readonly cancelWaiting: (share: Share, error: unknown) => void;
  /** How many connections there may be, are taken and are free, and how many statements wait for one. */
  readonly state: () => {
    readonly size: number;
    readonly running: number;
    readonly idle: number;
    readonly waiting: number;
  };
  /** A sentence where leases have not come back long after their time, so that nobody can be served any more. */
  readonly fault: () => string | undefined;
  /** Lets what runs end for so many seconds (null: as long as it takes), then cancels and cuts it. */
  readonly end: (seconds: number | null) => Promise<void>;
}

/** Milliseconds between cancelling what runs in a pool that ends and cutting its connections, and until it is given up. */
const [cancelGrace, endGrace] = [300, 1500];

/** Makes a pool, which opens its connections as they are needed. */
export const createPool = (front: postgres.Sql, options: PoolOptions): Pool => new ConnectionPool(front, options);

/**
 * Connections of one database. A lease is given only when a connection is free; who waits, waits here. Of those who wait, the one that
 * has the fewest connections comes first, and a share gets a further one only while others stay free.
 */
class ConnectionPool implements Pool {
  private readonly queue: Queue;
  private readonly leases: Leases;
  private readonly reach: Reach;
  private readonly maxPerShare: number;
  private readonly minFree: number;
  private readonly idle: Session[] = [];
  private readonly renewals = new Map<Session, NodeJS.Timeout>();
  /** All connections: idle, leased, being opened and being closed. */
  private total = 0;
  private opening = 0;
  private retry: NodeJS.Timeout | undefined;
  private isEnding = false;
  private readonly onEmpty = new Set<() => void>();

  constructor(
    private readonly front: postgres.Sql,
    private readonly options: PoolOptions,
  ) {
    this.queue = createQueue(options.queue, options.onWait);
    this.leases = new Leases({ longest: options.longestLease, onReleased: (session) => this.reclaim(session) });
    this.reach = new Reach(options.onReach);
    this.maxPerShare = Math.ceil(options.size / 2);
    this.minFree = Math.floor(options.size / 4);
  }

  acquire(share: Share = { running: 0 }, prefers?: Prefers): Promise<Lease> | Lease {
    if (this.isEnding) return Promise.reject(poolEnded());
    const session = this.queue.size === 0 && this.hasPlace(share) ? this.takeIdle(prefers) : undefined;
    if (session !== undefined) return this.leases.grant(session, share);
    const lease = this.queue.wait(share, this.opening + this.options.size - this.total, prefers);
    this.dispatch();
    return lease;
  }

  private takeIdle(prefers?: Prefers): Session | undefined {
    const preferred = prefers === undefined ? -1 : this.idle.findLastIndex(prefers);
    return preferred < 0 ? this.idle.pop() : this.idle.splice(preferred, 1)[0];
  }

  cancelWaiting(share: Share, error: unknown): void {
    this.queue.reject(error, share);
  }

  state() {
    const { leases, idle, queue, options } = this;
    return { size: options.size, running: leases.count, idle: idle.length, waiting: queue.size };
  }

  fault(): string | undefined {
    const { size } = this.options;
    if (this.leases.countStuck() < size) return undefined;
    return `All ${size} connections to the database have been taken for too long.`;
  }

  async end(seconds: number | null): Promise<void> {
    this.isEnding = true;
    clearTimeout(this.retry);
    this.queue.reject(poolEnded());
    for (const session of this.idle.splice(0)) this.close(session);
    if (this.total === 0) return;
    await new Promise<void>((resolve) => {
      const timers: NodeJS.Timeout[] = [];
      const cut = (): void => {
        for (const session of this.leases.sessions) cancelAndCut(session);
        // Who never gives its connection back is not waited for.
        timers.push(setTimeout(resolve, endGrace));
      };
      this.onEmpty.add(() => {
        for (const timer of timers) clearTimeout(timer);
        resolve();
      });
      if (seconds !== null) timers.push(setTimeout(cut, seconds * 1000));
    });
  }

  private hasPlace({ running }: Share): boolean {
    if (running === 0) return true;
    return running < this.maxPerShare && this.idle.length + this.options.size - this.total > this.minFree;
  }

  /** Gives free connections to those who wait, and opens more where there are too few. */
  private dispatch(): void {
    const next = () => this.queue.next((share) => this.hasPlace(share));
    for (let waiter = next(); waiter !== undefined; waiter = next()) {
      const session = this.takeIdle(waiter.prefers);
      if (session === undefined) {
        if (this.opening < this.queue.size && this.total < this.options.size && !this.isEnding) this.open();
        return;
      }
      this.queue.grant(waiter, this.leases.grant(session, waiter.share));
    }
  }

  private reclaim(session: Session): void {
    const { lifetime } = this.options;
    const isOld = lifetime !== null && performance.now() - session.openedAt > lifetime;
    if (session.isInvalid || isOld || this.isEnding) this.close(session);
    else this.idle.push(session);
    this.dispatch();
  }

  private close(session: Session): void {
    clearTimeout(this.renewals.get(session));
    this.renewals.delete(session);
    const onClosed = (): void => {
      this.total -= 1;
      if (this.total === 0) this.notifyEmpty();
      this.dispatch();
    };
    if (session.isLost) queueMicrotask(onClosed);
    else void session.end().finally(onClosed);
  }

  /** Closes a connection that nobody has; a leased one is looked at when it comes back. */
  private closeIdle(session: Session): void {
    const place = this.idle.indexOf(session);
    if (place < 0) return;
    this.idle.splice(place, 1);
    this.close(session);
  }

  private open(): void {
    const { wait } = this.reach;
    if (wait > 0) return this.openLater(wait);
    this.total += 1;
    this.opening += 1;
    let session: Session | undefined;
    openSession(this.front, { onClose: () => session && this.closeIdle(session) }).then(
      (opened) => {
        session = opened;
        this.opened(opened);
      },
      (error: unknown) => this.failed(error as DatabaseUnavailable),
    );
    if (this.opening < this.queue.size && this.total < this.options.size) this.open();
  }

  private openLater(wait: number): void {
    this.retry ??= setTimeout(() => {
      this.retry = undefined;
      this.dispatch();
    }, wait);
    if (this.total === 0 && this.reach.lastFailure !== undefined) this.queue.reject(this.reach.lastFailure);
  }

  private opened(session: Session): void {
    const { lifetime } = this.options;
    this.opening -= 1;
    this.reach.connected();
    if (lifetime !== null) this.renewals.set(session, setTimeout(() => this.closeIdle(session), lifetime).unref());
    if (session.isLost || this.isEnding) this.close(session);
    else this.idle.push(session);
    this.dispatch();
  }

  private failed(error: DatabaseUnavailable): void {
    this.opening -= 1;
    this.total -= 1;
    this.reach.failed(error);
    if (this.total === 0) {
      this.notifyEmpty();
      this.queue.reject(error);
    }
    this.dispatch();
  }

  private notifyEmpty(): void {
    for (const notify of this.onEmpty) notify();
    this.onEmpty.clear();
  }
}

/** PostgreSQL does not notice that a client has gone until it has something to send. */
function cancelAndCut(session: Session): void {
  session.cancelAll();
  setTimeout(() => session.destroy(poolEnded()), cancelGrace);
}
