import { createConnection, type Socket } from 'node:net';
import postgres from 'postgres';
import { isoInstant } from '../../lib/time/isoInstant.js';
import type { DatabaseTarget } from '../target.js';
import type { DriverOptions, DriverQuery } from './driverTypes.js';
import { addListTypes } from './listTypes.js';

/** The settings of a front, and of the connections that are made of it. */
export interface DriverSettings {
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  /** Milliseconds after which PostgreSQL ends a statement; undefined: what the database says. */
  readonly statementTimeout: number | undefined;
  /** Milliseconds that a statement waits for a lock; undefined: what the database says. */
  readonly lockTimeout?: number | undefined;
  /** Whether tagged templates are prepared, and others where it is asked for. */
  readonly prepare: boolean;
  readonly onnotice: (notice: postgres.Notice) => void;
}

/** Seconds that a connection may take to become usable. */
const connectTimeout = 4;

/**
 * A client that makes queries and never connects. Its values keep what PostgreSQL holds: dates are `YYYY-MM-DD`, instants ISO
 * 8601 in UTC with microseconds, `numeric` and `bigint` decimal strings.
 */
export function createFront(target: DatabaseTarget, settings: DriverSettings): postgres.Sql {
  const { applicationName, statementTimeout, lockTimeout, prepare, onnotice } = settings;
  const given = {
    max: 1,
    max_lifetime: null,
    idle_timeout: 0,
    connect_timeout: connectTimeout,
    fetch_types: false,
    prepare,
    onnotice,
    connection: {
      application_name: applicationName,
      TimeZone: 'UTC',
      DateStyle: 'ISO',
      // Poolers refuse startup parameters that they do not know, and this is one: only where it is asked for.
      ...(statementTimeout !== undefined && { statement_timeout: statementTimeout }),
      ...(lockTimeout !== undefined && { lock_timeout: lockTimeout }),
    },
    socket: async () => {
      throw new Error('A query was left to the client that connects to nothing');
    },
    types: {
      date: { to: 1082, from: [1082], serialize: (value: string) => value, parse: (text: string) => text },
      instant: { to: 1184, from: [1184, 1114], serialize: (value: string) => value, parse: isoInstant },
    },
  } satisfies postgres.Options<Record<string, postgres.PostgresType>> & { socket: () => Promise<Socket> };
  const front: postgres.Sql =
    target.kind === 'url'
      ? postgres(target.url, given)
      : postgres({
          ...given,
          path: `${target.socketDir}/.s.PGSQL.5432`,
          user: target.user,
          password: target.password,
          database: target.database,
        });
  addListTypes(optionsOf(front));
  return front;
}

/** What postgres.js has made of the settings of a front. */
export const optionsOf = (front: postgres.Sql): DriverOptions => front.options as unknown as DriverOptions;

interface Place {
  readonly path: string | false;
  readonly host: string;
  readonly port: number;
}

/** Where the server may be: a URL can name several hosts, of which one answers. */
export const placesOf = ({ path, host, port }: DriverOptions): Place[] =>
  host.map((name, n) => ({ path, host: name, port: port[n] ?? port[0] ?? 5432 }));

const openSocket = ({ path, host, port }: Place): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = path === false ? createConnection({ host, port }) : createConnection(path);
    const timer = setTimeout(() => {
      const late = new Error(`no connection within ${connectTimeout} s`);
      socket.destroy(Object.assign(late, { code: 'CONNECT_TIMEOUT' }));
    }, connectTimeout * 1000);
    const failed = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
    };
    socket.once('error', failed);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeListener('error', failed);
      // The name that TLS asks a certificate for.
      resolve(Object.assign(socket, { host }));
    });
  });

/** A client of postgres.js on exactly one connection, which it never replaces. */
export interface DriverConnection {
  /** Runs a query; the caller sees to it that no other is running. */
  execute(query: DriverQuery): void;
  /** Sends PostgreSQL a request to end what runs; settles when it has been sent. */
  cancel(query: DriverQuery): Promise<void>;
  /** Says goodbye; settles when the connection is closed. Only for one that nothing runs on. */
  end(): Promise<void>;
  /** Cuts the connection, whatever runs. */
  destroy(): void;
}

interface ConnectionHooks {
  /** Called once, when the connection is closed by whichever side. */
  readonly onClose: () => void;
  readonly onNotify?: ((channel: string) => void) | undefined;
}

/** Makes a client that connects with its first query. */
export function createConnectionTo(place: Place, front: postgres.Sql, hooks: ConnectionHooks): DriverConnection {
  const options = optionsOf(front);
  let connected: Socket | undefined;
  let hasTried = false;
  let cancelling = 0;
  const socket = async (): Promise<Socket> => {
    if (cancelling > 0) return openSocket(place);
    // postgres.js connects anew by itself: what followed would then run outside of its transaction.
    if (hasTried) throw Object.assign(new Error('the connection was closed'), { code: 'CONNECTION_CLOSED' });
    hasTried = true;
    connected = await openSocket(place);
    return connected;
  };
  const client = postgres({
    ...options,
    host: [place.host],
    port: [place.port],
    shared: { ...options.shared, retries: 0 },
    no_subscribe: true,
    socket,
    onclose: hooks.onClose,
    onnotify: (channel: string) => hooks.onNotify?.(channel),
  } as unknown as postgres.Options<Record<string, postgres.PostgresType>>);
  const { handler, canceller } = client.unsafe('') as unknown as DriverQuery;
  return {
    execute: (query) => void handler(query),
    async cancel(query) {
      cancelling += 1;
      try {
        await canceller?.(query);
      } finally {
        cancelling -= 1;
      }
    },
    async end() {
      await client.end({ timeout: 1 });
      // It may have given up on a server that does not answer.
      connected?.destroy();
    },
    destroy: () => void connected?.destroy(),
  };
}
