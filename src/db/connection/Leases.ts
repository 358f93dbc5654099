import type { Session } from './session.js';
import { DatabaseUnavailable, poolEnded } from './unavailable.js';

/** Who takes connections, so that nobody takes all of them; one for each request. */
export interface Share {
  /** How many it has now. */
  running: number;
}

/** A connection of the pool, for a while. */
export interface Lease {
  readonly session: Session;
  /** Gives it back; one that is lost or spent is replaced by a new one. */
  readonly release: () => void;
  /**
   * Gives it back while a statement may still run on it: that gets a moment to end by itself, is then cancelled, and where that
   * does not help, its connection is cut.
   */
  readonly abandon: () => void;
}

/** Milliseconds that an abandoned statement may end in by itself, as most do: cancelling it costs a connection. */
const abandonGrace = 25;
/** Milliseconds after which an abandoned connection is cut. */
const abandonTimeout = 2000;
/** Milliseconds between looks for leases that are over their time. */
const sweepInterval = 500;

interface LeasesOptions {
  /** Milliseconds after which a lease is cut, whatever runs; without it never. */
  readonly longest: number | undefined;
  /** Takes a connection back whose lease is over, and on which nothing runs any more. */
  readonly onReleased: (session: Session) => void;
}

/** The connections that somebody has, and since when. */
export class Leases {
  private readonly since = new Map<Session, number>();
  private sweeper: NodeJS.Timeout | undefined;

  constructor(private readonly options: LeasesOptions) {}

  /** The leased connections. */
  get sessions(): Iterable<Session> {
    return this.since.keys();
  }

  /** How many there are. */
  get count(): number {
    return this.since.size;
  }

  /** Leases a connection to a share until it is released or abandoned, of which the first alone counts. */
  grant(session: Session, share: Share): Lease {
    share.running += 1;
    this.since.set(session, performance.now());
    this.sweep();
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
        if (once()) this.end(session);
      },
      abandon: () => {
        if (once()) this.abandon(session);
      },
    };
  }

  /** How many leases last longer than three times what is allowed; 0 where that is not limited. */
  countStuck(): number {
    const { longest } = this.options;
    if (longest === undefined) return 0;
    const oldest = performance.now() - 3 * longest;
    return [...this.since.values()].filter((since) => since < oldest).length;
  }

  private end(session: Session): void {
    this.since.delete(session);
    this.options.onReleased(session);
  }

  private abandon(session: Session): void {
    const cancel = setTimeout(() => session.cancelAll(), abandonGrace);
    const cut = setTimeout(() => session.destroy(poolEnded()), abandonTimeout);
    session.whenIdle(() => {
      clearTimeout(cancel);
      clearTimeout(cut);
      this.end(session);
    });
  }

  /** Cuts leases that are over their time; runs while there are any. */
  private sweep(): void {
    const { longest } = this.options;
    if (longest === undefined || this.sweeper !== undefined) return;
    this.sweeper = setInterval(() => {
      const oldest = performance.now() - longest;
      for (const [session, since] of this.since)
        if (since < oldest) session.destroy(new DatabaseUnavailable('it does not answer', undefined, true));
      if (this.since.size > 0) return;
      clearInterval(this.sweeper);
      this.sweeper = undefined;
    }, sweepInterval);
    this.sweeper.unref();
  }
}
