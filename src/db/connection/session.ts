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
  readonly isSpent: boolean;
  readonly submit: (query: DriverQuery, onEnd?: OnEnd) => void;
  /** Rejects the query where it waits; ends it in PostgreSQL where it runs, and then spends the session. */
  readonly cancel: (query: DriverQuery) => void;
  /** Ends whatever runs. */
  readonly cancelAll: () => void;
  readonly spend: () => void;
  /** Calls back once when nothing runs and nothing waits, at once where that is so. */
  readonly whenIdle: (then: () => void) => void;
  /** Closes it in order. */
  readonly end: () => Promise<void>;
  /** Cuts it at once; what runs or waits is rejected with the reason. */
  readonly cut: (reason: unknown) => void;
}

interface SessionHooks {
  /** Called once, when the connection is lost or closed. */
  readonly onClose?: () => void;
  readonly onNotify?: (channel: string) => void;
}

interface Entry {
  readonly query: DriverQuery;
  readonly onEnd: OnEnd | undefined;
}

const canceled = (): Error =>
  Object.assign(new Error('canceling statement due to user request'), { name: 'PostgresError', code: '57014' });

/** Only these can follow a failure within a transaction, and they leave no rows behind. */
const isRollback = ({ strings: [text = ''] }: DriverQuery): boolean => /^\s*rollback\b/i.test(text);

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
    const session = createSession(
      (onClose) => createConnectionTo(place, front, { onClose, onNotify: hooks.onNotify }),
      front,
      () => isOpen && hooks.onClose?.(),
    );
    const timer = setTimeout(() => session.cut(new DatabaseUnavailable('it does not answer')), openTimeout);
    try {
      await queryOf(front, 'select 1', (query) => session.submit(query));
      isOpen = true;
      return session;
    } catch (error) {
      session.cut(error);
      failure ??= error;
    } finally {
      clearTimeout(timer);
    }
  }
  const { cause } = failure as { cause?: unknown };
  throw unavailable(cause ?? failure, false);
}

function createSession(
  connect: (onClose: () => void) => DriverConnection,
  front: postgres.Sql,
  onClose: (() => void) | undefined,
): Session {
  const waiting: Entry[] = [];
  let current: Entry | undefined;
  let lostBy: DatabaseUnavailable | undefined;
  let isSpent = false;
  let isSettling = false;
  // postgres.js goes on counting the rows of a result that broke off, and the next one then has holes; see `pump`.
  let isTainted = false;
  let cancels = 0;
  let onIdle: (() => void) | undefined;

  const tellIdle = (): void => {
    if (current !== undefined || waiting.length > 0 || (cancels > 0 && lostBy === undefined)) return;
    const then = onIdle;
    onIdle = undefined;
    then?.();
  };
  const lose = (error: unknown): void => {
    if (lostBy !== undefined) return;
    lostBy = unavailable(error, true);
    current?.query.reject(lostBy);
    for (const { query, onEnd } of waiting.splice(0)) {
      query.reject(lostBy);
      onEnd?.(lostBy);
    }
    onClose?.();
    tellIdle();
  };
  const connection = connect(() => lose(new DatabaseUnavailable('the connection was closed', undefined, true)));

  function ended({ query, onEnd }: Entry, error: unknown, failed: boolean): void {
    if (current?.query !== query) return;
    current = undefined;
    if (failed && query.forEachFn === undefined) isTainted = true;
    else if (!failed) isTainted = false;
    if (error instanceof DatabaseUnavailable) {
      lose(error);
      connection.cut();
    }
    // The driver is in the middle of its own end of the query.
    isSettling = true;
    queueMicrotask(() => {
      isSettling = false;
      pump();
    });
    onEnd?.(failed ? error : undefined);
  }

  function start(entry: Entry): void {
    current = entry;
    // Of a statement that fails postgres.js would keep the text for ever.
    void Object.defineProperty(entry.query, 'origin', { value: '' });
    watchQuery(entry.query, (error, failed = false) => ended(entry, error, failed));
    connection.execute(entry.query);
  }

  function pump(): void {
    if (current !== undefined || isSettling || cancels > 0 || lostBy !== undefined) return tellIdle();
    const next = waiting[0];
    if (next === undefined) return tellIdle();
    if (isTainted && !isRollback(next.query)) {
      // The end of a whole result sets the driver's count right; this one's row is nobody's.
      const fence = queryOf(front, 'select 1', () => {});
      fence.catch(() => {});
      start({ query: fence, onEnd: () => (isTainted = false) });
      return;
    }
    waiting.shift();
    start(next);
  }

  async function cancelRunning(entry: Entry): Promise<void> {
    isSpent = true;
    cancels += 1;
    try {
      await connection.cancel(entry.query);
    } catch {
      // Whoever waits for its end has a deadline of its own.
    } finally {
      cancels -= 1;
      pump();
    }
  }

  return {
    openedAt: performance.now(),
    get isLost() {
      return lostBy !== undefined;
    },
    get isSpent() {
      return isSpent || isTainted || lostBy !== undefined;
    },
    submit(query, onEnd) {
      if (lostBy !== undefined) {
        query.reject(lostBy);
        onEnd?.(lostBy);
        return;
      }
      waiting.push({ query, onEnd });
      pump();
    },
    cancel(query) {
      if (current?.query === query) return void cancelRunning(current);
      const place = waiting.findIndex((entry) => entry.query === query);
      if (place < 0) return;
      const [entry] = waiting.splice(place, 1);
      const error = canceled();
      query.reject(error);
      entry?.onEnd?.(error);
    },
    cancelAll() {
      if (current !== undefined) void cancelRunning(current);
    },
    spend() {
      isSpent = true;
    },
    whenIdle(then) {
      onIdle = then;
      pump();
    },
    end: () => connection.end(),
    cut(reason) {
      lose(reason);
      connection.cut();
    },
  };
}
