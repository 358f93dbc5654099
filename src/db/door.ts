import type { SQL } from 'drizzle-orm';
import type postgres from 'postgres';
import { below, type Sql } from './client.js';
import { createForeignDoor } from './foreignDoor.js';
import type { DriverQuery } from './connection/driverTypes.js';
import type { Share } from './connection/lease.js';
import type { Session } from './connection/session.js';
import { submitNow } from './connection/transaction.js';
import { DatabaseUnavailable } from './connection/unavailable.js';
import type { Door, DoorOptions } from './doorTypes.js';
import { compile, type Statement } from './sql.js';

export type { Door } from './doorTypes.js';

/** One statement, never several: the simple protocol, which postgres.js takes without values, would run them all. */
const extendedProtocol = { simple: false };

/** Opens a door on a client for one request, which takes a part of its connections at the most. */
export function createDoor(sql: Sql, options: DoorOptions = {}): Door {
  const opened = below(sql);
  if (opened === undefined) return createForeignDoor(sql, options);
  const { front, pool } = opened;
  const { settings = {}, signal, prepared, onStatement, onRow } = options;
  const names = Object.keys(settings);
  const values = Object.values(settings);
  const share: Share = { running: 0 };
  const running = new Set<DriverQuery>();
  let listens = false;

  /** One listener for all statements: an abort is told at once to all that wait, whatever PostgreSQL still does. */
  function listen(): void {
    if (listens || signal === undefined) return;
    listens = true;
    const abort = (): void => {
      pool.leave(share, signal.reason);
      for (const query of running) query.fail?.(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
  }

  async function run<Q extends PromiseLike<unknown>>(session: Session, made: Q): Promise<Awaited<Q>> {
    signal?.throwIfAborted();
    const query = made as unknown as DriverQuery;
    running.add(query);
    try {
      return await submitNow(session, made);
    } finally {
      running.delete(query);
    }
  }

  /** The rows of one statement on a connection, one by one: nothing of a broken result is left in the driver. */
  async function read(session: Session, { text, values }: Statement): Promise<object[]> {
    // Before the query is made: one that nobody runs would be run by the front.
    signal?.throwIfAborted();
    const rows: object[] = [];
    let refusal: { readonly error: unknown } | undefined;
    const query = front.unsafe(text, values as postgres.ParameterOrJSON<never>[], {
      prepare: prepared?.shouldPrepare(text) ?? false,
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
      await run(session, reading);
      return rows;
    } catch (error) {
      // A connection that failed in the middle of a result is not used again.
      if (rows.length > 0) session.spend();
      throw error;
    }
  }

  async function inTransaction(session: Session, statement: Statement): Promise<object[]> {
    try {
      await run(session, front.unsafe('begin'));
      await run(
        session,
        front`
          select set_config(name, value, true) from unnest(${names}::text[], ${values}::text[]) as settings (name, value)`,
      );
      const rows = await read(session, statement);
      await run(session, front.unsafe('commit'));
      return rows;
    } catch (error) {
      // Behind whatever still runs: the connection is given back when both have ended.
      submitNow(session, front.unsafe('rollback')).catch(() => session.spend());
      throw error;
    }
  }

  async function once(statement: Statement): Promise<object[]> {
    const lease = await pool.lease(share);
    try {
      const rows = await (names.length > 0 ? inTransaction : read)(lease.session, statement);
      lease.release();
      return rows;
    } catch (error) {
      lease.abandon();
      throw error;
    }
  }

  return {
    async query<R extends object>(query: SQL): Promise<R[]> {
      signal?.throwIfAborted();
      listen();
      const statement = compile(query);
      onStatement?.(statement);
      try {
        return (await once(statement)) as R[];
      } catch (error) {
        // It reads only, so it may be asked again where its connection was lost.
        const isLost = error instanceof DatabaseUnavailable && error.wasConnected;
        if (!isLost || signal?.aborted === true) throw error;
        return (await once(statement)) as R[];
      }
    },
  };
}
