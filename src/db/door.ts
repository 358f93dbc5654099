import type { SQL } from 'drizzle-orm';
import type postgres from 'postgres';
import { internalsOf, type Sql } from './client.js';
import { createForeignDoor } from './foreignDoor.js';
import type { DriverQuery } from './connection/driverTypes.js';
import type { Share } from './connection/Leases.js';
import type { Pool } from './connection/pool.js';
import type { Session } from './connection/session.js';
import type { StatementObserver } from './connection/StatementObserver.js';
import { submitAllNow, submitNow } from './connection/transaction.js';
import { DatabaseUnavailable } from './connection/unavailable.js';
import type { Door, DoorOptions, QueryOptions } from './doorTypes.js';
import { hasMode, setMode } from './connection/planMode.js';
import { ReplicaBehind } from './replica/createSessionCheck.js';
import { ReplicaDoor } from './replica/ReplicaDoor.js';
import { beginText } from './rowRights/rights.js';
import { inSpan } from '../telemetry/tracing/spans.js';
import { statementSpan } from '../telemetry/tracing/statementSpan.js';
import { compile, type Statement } from './sql.js';

export type { Door } from './doorTypes.js';

/** One statement, never several: the simple protocol, which postgres.js takes without values, would run them all. */
const extendedProtocol = { simple: false };

/** Opens a door on a client for one request, which takes a part of its connections at the most. */
export function createDoor(client: Sql, options: DoorOptions = {}): Door {
  if (options.lagging !== undefined) {
    const { lagging, ...ofPlace } = options;
    return createReplicaDoor(client, lagging, ofPlace);
  }
  const opened = internalsOf(client);
  return opened === undefined ? createForeignDoor(client, options) : new ClientDoor(opened, options);
}

/** The one place where it is decided what is read from a replica. */
function createReplicaDoor(
  client: Sql,
  { replica, mayLag }: NonNullable<DoorOptions['lagging']>,
  options: DoorOptions,
): Door {
  const { settings, check } = replica;
  const there = { ...options, check, settings: { ...options.settings, ...settings } };
  const doors = { primary: createDoor(client, options), replica: createDoor(replica.client, there) };
  return new ReplicaDoor(replica, doors, { mayLag, signal: options.signal });
}

/** The transaction of a statement was rolled back, and the statement may have run behind it. */
class OutsideOfTransaction extends Error {
  constructor() {
    super('The transaction of a statement was rolled back before its end');
  }
}

class ClientDoor implements Door {
  private readonly share: Share = { running: 0 };
  private readonly running = new Set<DriverQuery>();
  /** What begins the transaction of each statement; undefined where none has one. */
  private readonly begin: string | undefined;
  private listens = false;

  private readonly front: Sql;
  private readonly pool: Pool;
  private readonly observer: StatementObserver | undefined;

  constructor(
    { front, pool, observer }: NonNullable<ReturnType<typeof internalsOf>>,
    private readonly options: DoorOptions,
  ) {
    this.front = front;
    this.pool = pool;
    this.observer = observer;
    const { settings = {}, rights } = options;
    if (rights !== undefined || Object.keys(settings).length > 0) this.begin = beginText(settings, rights);
  }

  async query<R extends object>(query: SQL, options: QueryOptions = {}): Promise<R[]> {
    const { signal, onStatement } = this.options;
    signal?.throwIfAborted();
    this.listen();
    const statement = compile(query);
    onStatement?.(statement);
    return inSpan(
      () => statementSpan(statement.text),
      () => this.ask<R>(statement, options),
    );
  }

  private async ask<R extends object>(statement: Statement, options: QueryOptions): Promise<R[]> {
    const { signal } = this.options;
    try {
      return (await this.once(statement, options)) as R[];
    } catch (error) {
      // It reads only, so it may be asked again where its connection was lost.
      const isLost = error instanceof DatabaseUnavailable && error.wasConnected;
      if (!(isLost || error instanceof OutsideOfTransaction) || signal?.aborted === true) throw error;
      return (await this.once(statement, options)) as R[];
    }
  }

  /** One listener for all statements: an abort is told at once to all that wait, whatever PostgreSQL still does. */
  private listen(): void {
    const { signal } = this.options;
    if (this.listens || signal === undefined) return;
    this.listens = true;
    const abort = (): void => {
      this.pool.cancelWaiting(this.share, signal.reason);
      for (const query of this.running) query.fail?.(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
  }

  private async once(statement: Statement, { genericPlan = false }: QueryOptions): Promise<object[]> {
    const { prepared } = this.options;
    const isPrepared = prepared?.shouldPrepare(statement.text) ?? false;
    // Only what is prepared has a plan that is made once.
    const wanted = genericPlan && isPrepared;
    const lease = await this.pool.acquire(this.share, (session) => hasMode(session, wanted));
    const began = performance.now();
    try {
      await this.options.check?.(lease.session, (text) => this.run(lease.session, this.front.unsafe(text)));
      await setMode(lease.session, wanted, (text) => this.run(lease.session, this.front.unsafe(text)));
      const rows = await this.read(lease.session, statement, isPrepared);
      lease.release();
      this.observer?.onStatement((performance.now() - began) / 1000, rows.length, false);
      return rows;
    } catch (error) {
      // What a replica has not got yet was not asked there.
      if (!(error instanceof ReplicaBehind)) this.observer?.onStatement((performance.now() - began) / 1000, 0, true);
      lease.abandon();
      throw error;
    }
  }

  /** The rows of one statement on a connection, one by one: nothing of a broken result is left in the driver. */
  private async read(session: Session, { text, values }: Statement, isPrepared: boolean): Promise<object[]> {
    const { signal, onRow } = this.options;
    // Before the query is made: one that nobody runs would be run by the front.
    signal?.throwIfAborted();
    const rows: object[] = [];
    let refusal: { readonly error: unknown } | undefined;
    const query = this.front.unsafe(text, values as postgres.ParameterOrJSON<never>[], {
      prepare: isPrepared,
      ...extendedProtocol,
    });
    const reading = query.forEach((row) => {
      if (refusal !== undefined || signal?.aborted === true) return;
      try {
        onRow?.(row);
        rows.push(row);
      } catch (error) {
        refusal = { error };
        rows.length = 0;
        session.cancelAll();
        (query as unknown as DriverQuery).fail?.(error);
      }
    });
    try {
      await (this.begin === undefined ? this.run(session, reading) : this.runInTransaction(session, reading));
      return rows;
    } catch (error) {
      // A connection that failed in the middle of a result is not used again.
      if (rows.length > 0) session.invalidate();
      throw error;
    }
  }

  /**
   * Runs a query in a transaction of its own, whose begin and end are sent with it: three answers are waited for once. Nothing is
   * taken of it unless all three have ended well.
   */
  private async runInTransaction(session: Session, reading: PromiseLike<unknown>): Promise<void> {
    const { front } = this;
    const end = front.unsafe('commit');
    const made = [front.unsafe(this.begin ?? ''), reading, end] as const;
    const queries = made as unknown as readonly DriverQuery[];
    for (const query of queries) this.running.add(query);
    try {
      submitAllNow(session, made);
      await Promise.all(made);
      // The driver asks again for what PostgreSQL had to plan anew, which is then outside of the transaction: that one is rolled back.
      if ((await end).command !== 'COMMIT') throw new OutsideOfTransaction();
    } finally {
      for (const query of queries) this.running.delete(query);
    }
  }

  private async run<Q extends PromiseLike<unknown>>(session: Session, made: Q): Promise<Awaited<Q>> {
    this.options.signal?.throwIfAborted();
    const query = made as unknown as DriverQuery;
    this.running.add(query);
    try {
      return await submitNow(session, made);
    } finally {
      this.running.delete(query);
    }
  }
}
