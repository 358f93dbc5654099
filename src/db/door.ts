import type { SQL } from 'drizzle-orm';
import type postgres from 'postgres';
import { below, type Sql } from './client.js';
import { createForeignDoor } from './foreignDoor.js';
import type { Lease, Share } from './connection/lease.js';
import { submitNow } from './connection/transaction.js';
import { DatabaseUnavailable } from './connection/unavailable.js';
import type { Door, DoorOptions } from './doorTypes.js';
import { compile, type Statement } from './sql.js';

export type { Door } from './doorTypes.js';

/** One statement, never several: the simple protocol, which postgres.js takes without values, would run them all. */
const extendedProtocol = { simple: false };

/** Rejects as soon as the signal is aborted, and as late as the promise does otherwise. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    const aborted = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', aborted, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}

/** Opens a door on a client for one request, which takes a part of its connections at the most. */
export function createDoor(sql: Sql, options: DoorOptions = {}): Door {
  const opened = below(sql);
  if (opened === undefined) return createForeignDoor(sql, options);
  const { front, pool } = opened;
  const { settings = {}, signal, prepared, onStatement, onRow } = options;
  const names = Object.keys(settings);
  const values = Object.values(settings);
  const share: Share = { running: 0 };

  /** The rows of one statement on a connection, one by one: nothing of a broken result is left in the driver. */
  function read({ session }: Lease, { text, values }: Statement): Promise<object[]> {
    const rows: object[] = [];
    let refusal: { readonly error: unknown } | undefined;
    const query = front.unsafe(text, values as postgres.ParameterOrJSON<never>[], {
      prepare: prepared?.shouldPrepare(text) ?? false,
      ...extendedProtocol,
    });
    return new Promise((resolve, reject) => {
      const read = query.forEach((row) => {
        if (refusal !== undefined) return;
        rows.push(row);
        try {
          onRow?.(row);
        } catch (error) {
          refusal = { error };
          rows.length = 0;
          session.cancelAll();
          reject(error as Error);
        }
      });
      submitNow(session, read).then(
        () => resolve(rows),
        (error: unknown) => {
          // A connection that failed in the middle of a result is not used again.
          if (rows.length > 0) session.spend();
          reject(error as Error);
        },
      );
    });
  }

  async function inTransaction(lease: Lease, statement: Statement): Promise<object[]> {
    const { session } = lease;
    const inside = <T>(query: Promise<T>): Promise<T> => orAborted(submitNow(session, query), signal);
    try {
      await inside(front.unsafe('begin'));
      await inside(front`
        select set_config(name, value, true) from unnest(${names}::text[], ${values}::text[]) as settings (name, value)`);
      const rows = await orAborted(read(lease, statement), signal);
      await inside(front.unsafe('commit'));
      return rows;
    } catch (error) {
      // Behind whatever still runs: the connection is given back when both have ended.
      submitNow(session, front.unsafe('rollback')).catch(() => session.spend());
      throw error;
    }
  }

  async function once(statement: Statement): Promise<object[]> {
    const lease = await pool.lease({ share, signal });
    try {
      // It may have been aborted while the lease was on its way here.
      signal?.throwIfAborted();
      const rows = await (names.length > 0
        ? inTransaction(lease, statement)
        : orAborted(read(lease, statement), signal));
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
