import type { SQL } from 'drizzle-orm';
import type postgres from 'postgres';
import { internalsOf, type Sql } from './client.js';
import { createForeignDoor } from './foreignDoor.js';
import type { DriverQuery } from './connection/driverTypes.js';
import type { Share } from './connection/Leases.js';
import type { Pool } from './connection/pool.js';
import type { Session } from './connection/session.js';
import { submitNow } from './connection/transaction.js';
import { DatabaseUnavailable } from './connection/unavailable.js';
import type { Door, DoorOptions, QueryOptions } from './doorTypes.js';
import { hasMode, setMode } from './planMode.js';
import { compile, type Statement } from './sql.js';

export type { Door } from './doorTypes.js';

/** One statement, never several: the simple protocol, which postgres.js takes without values, would run them all. */
const extendedProtocol = { simple: false };

/** Opens a door on a client for one request, which takes a part of its connections at the most. */
export function createDoor(client: Sql, options: DoorOptions = {}): Door {
  const opened = internalsOf(client);
  return opened === undefined ? createForeignDoor(client, options) : new ClientDoor(opened.front, opened.pool, options);
}

class ClientDoor implements Door {
  private readonly share: Share = { running: 0 };
  private readonly running = new Set<DriverQuery>();
  private listens = false;

  constructor(
    private readonly front: Sql,
    private readonly pool: Pool,
    private readonly options: DoorOptions,
  ) {}

  async query<R extends object>(query: SQL, options: QueryOptions = {}): Promise<R[]> {
    const { signal, onStatement } = this.options;
    signal?.throwIfAborted();
    this.listen();
    const statement = compile(query);
    onStatement?.(statement);
    try {
      return (await this.once(statement, options)) as R[];
    } catch (error) {
      // It reads only, so it may be asked again where its connection was lost.
      const isLost = error instanceof DatabaseUnavailable && error.wasConnected;
      if (!isLost || signal?.aborted === true) throw error;
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
    const { settings = {}, prepared } = this.options;
    const isPrepared = prepared?.shouldPrepare(statement.text) ?? false;
    // Only what is prepared has a plan that is made once.
    const wanted = genericPlan && isPrepared;
    const lease = await this.pool.acquire(this.share, (session) => hasMode(session, wanted));
    try {
      await setMode(lease.session, wanted, (text) => this.run(lease.session, this.front.unsafe(text)));
      const rows = await (Object.keys(settings).length > 0
        ? this.readInTransaction(lease.session, statement, settings)
        : this.read(lease.session, statement, isPrepared));
      lease.release();
      return rows;
    } catch (error) {
      lease.abandon();
      throw error;
    }
  }

  private async readInTransaction(
    session: Session,
    statement: Statement,
    settings: Readonly<Record<string, string>>,
  ): Promise<object[]> {
    const { front } = this;
    const names = Object.keys(settings);
    const values = Object.values(settings);
    try {
      await this.run(session, front.unsafe('begin'));
      await this.run(
        session,
        front`
          select set_config(name, value, true) from unnest(${names}::text[], ${values}::text[]) as settings (name, value)`,
      );
      const rows = await this.read(session, statement);
      await this.run(session, front.unsafe('commit'));
      return rows;
    } catch (error) {
      // Behind whatever still runs: the connection is given back when both have ended.
      submitNow(session, front.unsafe('rollback')).catch(() => session.invalidate());
      throw error;
    }
  }

  /** The rows of one statement on a connection, one by one: nothing of a broken result is left in the driver. */
  private async read(session: Session, { text, values }: Statement, isPrepared = false): Promise<object[]> {
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
      await this.run(session, reading);
      return rows;
    } catch (error) {
      // A connection that failed in the middle of a result is not used again.
      if (rows.length > 0) session.invalidate();
      throw error;
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
