import { createHash } from 'node:crypto';
import type { SQL } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Sql } from './client.js';
import { compile, type Statement } from './sql.js';

/** The only way of a request to the database. */
export interface Door {
  /** Runs one statement; rows have the column names of its select list. */
  query<R extends object>(statement: SQL): Promise<R[]>;
}

interface DoorOptions {
  /** Settings such as `facet.viewer`, set for the statement's own transaction on the same connection, and gone after it. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Cancels what is running, and refuses what comes later. */
  readonly signal?: AbortSignal;
  /** Decides which texts are prepared; without it none is. */
  readonly prepared?: PreparedTexts | undefined;
  /** Told of every statement before it runs. */
  readonly onStatement?: (statement: Statement) => void;
  /** Told of every row as it comes; what it throws ends the statement and is thrown by the query. */
  readonly onRow?: (row: Readonly<Record<string, unknown>>) => void;
}

/** Which texts are worth preparing. */
interface PreparedTexts {
  shouldPrepare(text: string): boolean;
}

const epochMilliseconds = 30 * 60_000;
const preparedPerEpoch = 100;
const seenPerEpoch = 10_000;

/** Texts of wide selections are long, and most are seen once: only their hashes are kept. */
const hashOf = (text: string): string => createHash('sha1').update(text).digest('base64');

/**
 * A text is prepared on its second use. PostgreSQL keeps a prepared statement as long as its connection (30 minutes at
 * most here), so at most 100 texts are prepared in 30 minutes: never more than 200 on one connection.
 */
export function createPreparedTexts(now: () => number = Date.now): PreparedTexts {
  let seen = new Set<string>();
  let prepared = new Set<string>();
  let began = now();
  return {
    shouldPrepare(text) {
      if (now() - began >= epochMilliseconds) {
        seen = new Set();
        prepared = new Set();
        began = now();
      }
      if (prepared.has(text)) return true;
      const hash = hashOf(text);
      if (!seen.has(hash)) {
        if (seen.size >= seenPerEpoch) seen = new Set();
        seen.add(hash);
        return false;
      }
      if (prepared.size >= preparedPerEpoch) return false;
      prepared.add(text);
      return true;
    },
  };
}

/** One statement, never several: the simple protocol, which postgres.js takes without values, would run them all. */
const extendedProtocol = { simple: false };

type Pending = postgres.PendingQuery<postgres.Row[]>;

/** Opens a door on a pool for one request. */
export function createDoor(sql: Sql, options: DoorOptions = {}): Door {
  const { settings = {}, signal, prepared, onStatement, onRow } = options;
  const names = Object.keys(settings);
  const values = Object.values(settings);

  const start = (client: Sql | postgres.TransactionSql, { text, values }: Statement): Pending =>
    client.unsafe(text, values as postgres.ParameterOrJSON<never>[], {
      prepare: prepared?.shouldPrepare(text) ?? false,
      ...extendedProtocol,
    });

  const inTransaction = (statement: Statement, running: (pending: Pending) => void) =>
    sql.begin(async (transaction) => {
      // The client may have gone while a connection was waited for, when there was nothing to cancel yet.
      signal?.throwIfAborted();
      // Not awaited on its own: both statements travel in one packet.
      const configured = transaction`
        select set_config(name, value, true) from unnest(${names}::text[], ${values}::text[]) as settings (name, value)`;
      const pending = start(transaction, statement);
      running(pending);
      const [, rows] = await Promise.all([configured, pending]);
      return rows;
    });

  return {
    async query<R extends object>(query: SQL): Promise<R[]> {
      signal?.throwIfAborted();
      const statement = compile(query);
      onStatement?.(statement);
      let pending: Pending | undefined;
      const cancel = () => pending?.cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      try {
        const running = (started: Pending): void => {
          pending = started;
        };
        if (names.length === 0) running(start(sql, statement));
        const rows = names.length > 0 ? await inTransaction(statement, running) : await pending;
        if (onRow !== undefined) for (const row of rows ?? []) onRow(row);
        return rows as unknown as R[];
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },
  };
}
