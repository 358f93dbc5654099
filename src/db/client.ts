import type postgres from 'postgres';
import { createFront } from './connection/driver.js';
import type { DriverQuery } from './connection/driverTypes.js';
import { createPool, type Pool, type PoolOptions } from './connection/pool.js';
import { observed, type StatementObserver } from './connection/StatementObserver.js';
import { bindClient, runTransaction } from './connection/transaction.js';
import type { DatabaseTarget } from './target.js';

/** A client of the database as postgres.js types it. */
export type Sql = postgres.Sql;

interface ClientOptions {
  /** Connections at most. */
  readonly max?: number;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName?: string;
  /** Milliseconds after which PostgreSQL ends a statement; default: what the database says. */
  readonly statementTimeout?: number;
  /** Milliseconds that a statement waits for a lock; default: what the database says. */
  readonly lockTimeout?: number;
  /**
   * Seconds after which a connection is renewed, by default half an hour; null for never: whoever holds a session's
   * advisory lock on it would lose the lock.
   */
  readonly maxLifetime?: number | null;
  /** Whether statements may be prepared: then those of tagged templates are, and others where it is asked for. */
  readonly prepare?: boolean;
  readonly onnotice?: (notice: postgres.Notice) => void;
  /** How many statements wait for a connection, and how long; default: any number, as long as it takes. */
  readonly queue?: PoolOptions['queue'];
  /** Told when the database cannot be reached any more, and when it can again. */
  readonly onReach?: PoolOptions['onReach'];
  /** Told of each statement. */
  readonly observer?: StatementObserver | undefined;
  /** Milliseconds after which a connection that has been taken is cut, whatever runs; default: never. */
  readonly longestLease?: number;
}

interface Opened {
  readonly front: Sql;
  readonly pool: Pool;
  readonly observer: StatementObserver | undefined;
}

// Callers also give clients of postgres.js that are not ours: nothing is put on those, and what is not in here is one of them.
const opened = new WeakMap<object, Opened>();

/** What lies below a client of `openClient`; undefined for any other, and for a connection of its own or a transaction. */
export const internalsOf = (client: object): Opened | undefined => opened.get(client);

/** Runs a query on whichever connection is free. */
function createRunner({ pool, observer }: Pick<Opened, 'pool' | 'observer'>) {
  const underWay = new Map<DriverQuery, (query: DriverQuery) => void>();
  const submit = async (query: DriverQuery): Promise<void> => {
    const share = { running: 0 };
    underWay.set(query, () => pool.cancelWaiting(share, new Error('The statement was called off.')));
    try {
      const lease = await pool.acquire(share);
      underWay.set(query, lease.session.cancel);
      const end = (): void => {
        underWay.delete(query);
        lease.release();
      };
      lease.session.submit(query, observed(observer, end));
    } catch (error) {
      underWay.delete(query);
      query.reject(error);
    }
  };
  return {
    submit: (query: DriverQuery): void => void submit(query),
    cancel: (query: DriverQuery): void => underWay.get(query)?.(query),
  };
}

/** Gives a connection of its own to who asks, until it is released. */
async function reserve({ front, pool, observer }: Opened): Promise<postgres.ReservedSql> {
  const { session, release } = await pool.acquire();
  const bound = bindClient(front, {
    submit: (query) => session.submit(query, observed(observer)),
    cancel: session.cancel,
  });
  return Object.assign(bound, { release }) as unknown as postgres.ReservedSql;
}

/**
 * A client with the functions of postgres.js whose values keep what PostgreSQL holds: dates are `YYYY-MM-DD`, instants ISO 8601
 * in UTC with microseconds, `numeric` and `bigint` decimal strings. Each statement, transaction and reserved connection has a
 * connection for itself. Where the database cannot be reached, or a connection is lost, statements are rejected with the
 * `UserError` `DATABASE_UNAVAILABLE`, those of a transaction all of them, and later ones get a new connection.
 */
export function openClient(target: DatabaseTarget, options: ClientOptions = {}): Sql {
  const { max = 10, maxLifetime = 30 * 60, queue, longestLease, onReach, observer } = options;
  const front = createFront(target, {
    applicationName: options.applicationName ?? 'facet',
    statementTimeout: options.statementTimeout,
    lockTimeout: options.lockTimeout,
    prepare: options.prepare ?? false,
    onnotice: options.onnotice ?? (() => {}),
  });
  const lifetime = maxLifetime === null ? null : maxLifetime * 1000;
  const pool = createPool(front, {
    size: max,
    lifetime,
    queue,
    longestLease,
    onReach,
    onWait: observer?.onWait,
  });
  const below = { front, pool, observer };

  type Work = (transaction: postgres.TransactionSql) => unknown;
  async function begin(...given: [string, Work] | [Work]): Promise<unknown> {
    const [settings, work] = given.length === 1 ? ['', given[0]] : given;
    const { session, release } = await pool.acquire();
    try {
      return await runTransaction({ session, front, observer }, settings, work);
    } finally {
      release();
    }
  }

  let ending: Promise<void> | undefined;
  const end = ({ timeout = null }: { timeout?: number | null } = {}): Promise<void> => {
    // A second call may be the more urgent one.
    ending = pool.end(timeout);
    return ending;
  };
  const client = Object.assign(bindClient(front, createRunner(below)), { begin, reserve: () => reserve(below), end });
  opened.set(client, below);
  return client;
}
