import type postgres from 'postgres';
import { createConnectionTo, optionsOf, placesOf, type DriverConnection } from './driver.js';
import type { DriverQuery } from './driverTypes.js';
import { DatabaseUnavailable, unavailable } from './unavailable.js';
import { watchQuery } from './watchQuery.js';

/** Told once that a query has ended, with its error where it failed. */
type OnEnd = (error?: unknown) => void;

/**
 * One connection. It runs one query at a time, so that a cancel meets no other; what it is given meanwhile waits here, and not in
 * the driver. It is never opened again: what a lost one is given is rejected with `DATABASE_UNAVAILABLE`.
 */
export interface Session {
  /** Milliseconds, as `performance.now()`. */
  readonly openedAt: number;
  readonly isLost: boolean;
  /** Whether it must not be used again: it was lost, or cancelled, or failed in the middle of a result. */
  readonly isInvalid: boolean;
  readonly submit: (query: DriverQuery, onEnd?: OnEnd) => void;
  /**
   * Runs queries of one asker as one: all are sent at once, and a cancel meets whichever of them runs. Where one fails the session
   * becomes invalid, for what they began is not known to have ended.
   */
  readonly submitAll: (queries: readonly DriverQuery[]) => void;
  /** Rejects the query where it waits; ends it in PostgreSQL where it runs, and then makes the session invalid. */
  readonly cancel: (query: DriverQuery) => void;
  /** Ends whatever runs. */
  readonly cancelAll: () => void;
  /** Makes it invalid: it is not used again. */
  readonly invalidate: () => void;
  /** Calls back once when nothing runs and nothing waits, at once where that is so. */
  readonly whenIdle: (then: () => void) => void;
  /** Closes it in order. */
  readonly end: () => Promise<void>;
  /** Closes it at once; what runs or waits is rejected with the reason. */
  readonly destroy: (reason: unknown) => void;
}

interface SessionHooks {
  /** Called once, when the connection is lost or closed. */
  readonly onClose?: () => void;
  readonly onNotify?: (channel: string) => void;
}

interface Entry {
  /** Those that have not ended, in their order: several where they run as one. */
  readonly queries: DriverQuery[];
  readonly isOne: boolean;
  readonly onEnd?: OnEnd | undefined;
}

const canceled = (): Error =>
  Object.assign(new Error('canceling statement due to user request'), { name: 'PostgresError', code: '57014' });

/** Only these can follow a failure within a transaction, and they leave no rows behind. */
const isRollback = ({ strings: [text = ''] }: DriverQuery): boolean => /^\s*rollback\b/i.test(text);

/** Rejects what waits, and tells who waits for it. */
function refuse({ queries, onEnd }: Entry, error: unknown): void {
  for (const query of queries) query.reject(error);
  onEnd?.(error);
}

/** A query that the given handler runs; it is never the front's own, which connects to nothing. */
const queryOf = (front: postgres.Sql, text: string, handler: DriverQuery['handler']): DriverQuery =>
  Object.assign(front.unsafe(text) as unknown as DriverQuery, { handler });

/** Milliseconds for everything from the first packet to the first answer. */
const openTimeout = 5000;

/** Opens a connection to the first place that answers. Throws `DATABASE_UNAVAILABLE`. */
export async function openSession(front: postgres.Sql, hooks: SessionHooks = {}): Promise<Session> {
  let failure: unknown;
  for (const place of placesOf(optionsOf(front))) {
    let isOpen = false;
    const session = new ConnectionSession(
      (onClose) => createConnectionTo(place, front, { onClose, onNotify: hooks.onNotify }),
      front,
      () => isOpen && hooks.onClose?.(),
    );
    const timer = setTimeout(() => session.destroy(new DatabaseUnavailable('it does not answer')), openTimeout);
    try {
      await queryOf(front, 'select 1', (query) => session.submit(query));
      isOpen = true;
      return session;
    } catch (error) {
      session.destroy(error);
      failure ??= error;
    } finally {
      clearTimeout(timer);
    }
  }
  const { cause } = failure as { cause?: unknown };
  throw unavailable(cause ?? failure, false);
}

/** The members that are functions need no `this`: a query is given `cancel` and `submit` alone. */
class ConnectionSession implements Session {
  readonly openedAt = performance.now();
  private readonly waiting: Entry[] = [];
  private current: Entry | undefined;
  private lostBy: DatabaseUnavailable | undefined;
  private isInvalidated = false;
  private isSettling = false;
  // postgres.js goes on counting the rows of a result that broke off, and the next one then has holes; see `runNext`.
  private isTainted = false;
  private cancels = 0;
  private onIdle: (() => void) | undefined;
  private readonly connection: DriverConnection;

  constructor(
    connect: (onClose: () => void) => DriverConnection,
    private readonly front: postgres.Sql,
    private readonly onClose: () => void,
  ) {
    this.connection = connect(() =>
      this.markLost(new DatabaseUnavailable('the connection was closed', undefined, true)),
    );
  }

  get isLost(): boolean {
    return this.lostBy !== undefined;
  }

  get isInvalid(): boolean {
    return this.isInvalidated || this.isTainted || this.lostBy !== undefined;
  }

  readonly submit = (query: DriverQuery, onEnd?: OnEnd): void => {
    if (this.lostBy !== undefined) {
      query.reject(this.lostBy);
      onEnd?.(this.lostBy);
      return;
    }
    this.wait({ queries: [query], isOne: true, onEnd });
  };

  readonly submitAll = (queries: readonly DriverQuery[]): void => {
    const { lostBy } = this;
    if (lostBy !== undefined) return queries.forEach((query) => query.reject(lostBy));
    this.wait({ queries: [...queries], isOne: false });
  };

  readonly cancel = (query: DriverQuery): void => {
    if (this.current?.queries.includes(query) === true) return void this.cancelRunning(this.current);
    const place = this.waiting.findIndex(({ queries }) => queries.includes(query));
    if (place < 0) return;
    const [entry] = this.waiting.splice(place, 1);
    if (entry !== undefined) refuse(entry, canceled());
  };

  readonly cancelAll = (): void => {
    if (this.current !== undefined) void this.cancelRunning(this.current);
  };

  readonly invalidate = (): void => {
    this.isInvalidated = true;
  };

  readonly whenIdle = (then: () => void): void => {
    this.onIdle = then;
    this.runNext();
  };

  readonly end = (): Promise<void> => this.connection.end();

  readonly destroy = (reason: unknown): void => {
    this.markLost(reason);
    this.connection.destroy();
  };

  private wait(entry: Entry): void {
    this.waiting.push(entry);
    this.runNext();
  }

  private notifyIdle(): void {
    const { current, waiting, cancels, lostBy } = this;
    if (current !== undefined || waiting.length > 0 || (cancels > 0 && lostBy === undefined)) return;
    const then = this.onIdle;
    this.onIdle = undefined;
    then?.();
  }

  private markLost(error: unknown): void {
    if (this.lostBy !== undefined) return;
    const lostBy = unavailable(error, true);
    this.lostBy = lostBy;
    // Each takes itself out of what has not ended.
    for (const query of this.current?.queries.slice() ?? []) query.reject(lostBy);
    for (const entry of this.waiting.splice(0)) refuse(entry, lostBy);
    this.onClose();
    this.notifyIdle();
  }

  private ended(entry: Entry, query: DriverQuery, error: unknown, failed: boolean): void {
    const { queries, isOne, onEnd } = entry;
    const place = queries.indexOf(query);
    if (this.current !== entry || place < 0) return;
    void queries.splice(place, 1);
    if (failed && !isOne) this.isInvalidated = true;
    if (error instanceof DatabaseUnavailable) {
      // Ends the others of the entry too.
      this.markLost(error);
      this.connection.destroy();
    }
    if (queries.length > 0 || this.current !== entry) return;
    this.current = undefined;
    if (failed && query.forEachFn === undefined) this.isTainted = true;
    else if (!failed) this.isTainted = false;
    // The driver is in the middle of its own end of the query.
    this.isSettling = true;
    queueMicrotask(() => {
      this.isSettling = false;
      this.runNext();
    });
    onEnd?.(failed ? error : undefined);
  }

  private start(entry: Entry): void {
    this.current = entry;
    const queries = [...entry.queries];
    for (const query of queries) {
      // Of a statement that fails postgres.js would keep the text for ever.
      void Object.defineProperty(query, 'origin', { value: '' });
      watchQuery(query, (error, failed = false) => this.ended(entry, query, error, failed));
    }
    for (const query of queries) this.connection.execute(query);
  }

  private runNext(): void {
    if (this.current !== undefined || this.isSettling || this.cancels > 0 || this.lostBy !== undefined)
      return this.notifyIdle();
    const [next] = this.waiting;
    if (next === undefined) return this.notifyIdle();
    if (this.isTainted && !next.queries.every(isRollback)) {
      // The end of a whole result sets the driver's count right; this one's row is nobody's.
      const fence = queryOf(this.front, 'select 1', () => {});
      fence.catch(() => {});
      this.start({ queries: [fence], isOne: true, onEnd: () => (this.isTainted = false) });
      return;
    }
    this.waiting.shift();
    this.start(next);
  }

  private async cancelRunning(entry: Entry): Promise<void> {
    const [running] = entry.queries;
    if (running === undefined) return;
    this.isInvalidated = true;
    this.cancels += 1;
    try {
      await this.connection.cancel(running);
    } catch {
      // Whoever waits for its end has a deadline of its own.
    } finally {
      this.cancels -= 1;
      this.runNext();
    }
  }
}
