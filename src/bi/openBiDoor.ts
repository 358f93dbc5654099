import { randomBytes } from 'node:crypto';
import { createConnection, createServer, type AddressInfo, type Server } from 'node:net';
import type { Sql } from '../db/client.js';
import type { OpenDatabase } from '../db/openDatabase.js';
import type { Progress } from '../lib/progress.js';
import { UserError } from '../lib/UserError.js';

export interface BiDoorScope {
  readonly sql: Sql;
  readonly database: OpenDatabase;
  readonly progress: Progress;
  /** Ends an open door. */
  readonly signal: AbortSignal;
}

export interface BiDoorOptions {
  /** On 127.0.0.1; 0 for any free one. Only for the embedded database. */
  readonly port: number;
  readonly print: (line: string) => void;
}

/** Hexadecimal, so that it stands in a connection string and a SQL literal as it is. */
const newPassword = (): string => randomBytes(24).toString('hex');

const statements = (password: string, database: string): string[] => [
  `create role facet_bi login password '${password}';`,
  `alter role facet_bi set search_path = bi;`,
  `alter role facet_bi set default_transaction_read_only = on;`,
  `grant connect on database "${database}" to facet_bi;`,
  `grant usage on schema bi to facet_bi;`,
  `grant select on all tables in schema bi to facet_bi;`,
  `alter default privileges in schema bi grant select on tables to facet_bi;`,
];

/** Gives the role a new password, making it first where it is missing; false where the user may not. */
async function setPassword(sql: Sql, password: string): Promise<boolean> {
  try {
    const [role] = await sql`select from pg_roles where rolname = 'facet_bi'`;
    if (role === undefined) await sql.unsafe('create role facet_bi login');
    await sql.unsafe(`alter role facet_bi login password '${password}'`);
    await sql.unsafe('alter role facet_bi set search_path = bi');
    await sql.unsafe('alter role facet_bi set default_transaction_read_only = on');
    await sql.unsafe('grant usage on schema bi to facet_bi');
    await sql.unsafe('grant select on all tables in schema bi to facet_bi');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return false;
    throw error;
  }
}

/** Listens on 127.0.0.1 and hands every connection on to a unix socket: the server itself stays closed to the network. */
export function forward(socketPath: string, port: number): Promise<Server> {
  const server = createServer((client) => {
    const upstream = createConnection(socketPath);
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new UserError(`Port ${port} on 127.0.0.1 is in use; choose another with --port.`, 'PORT_IN_USE')
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

async function openEmbeddedDoor(
  socketDir: string,
  database: string,
  password: string,
  scope: BiDoorScope,
  options: BiDoorOptions,
) {
  const server = await forward(`${socketDir}/.s.PGSQL.5432`, options.port);
  const { port } = server.address() as AddressInfo;
  options.print(`postgresql://facet_bi:${password}@127.0.0.1:${port}/${database}`);
  scope.progress.say('The door is open until Ctrl-C. The password is new: earlier connection strings no longer work.');
  await aborted(scope.signal);
  server.close();
}

/**
 * Prints a connection string of the role `facet_bi` with a new password. On the embedded database it also opens the way
 * from 127.0.0.1 and keeps it open until the signal; where the database user may not manage roles it prints the
 * statements for an administrator.
 */
export async function openBiDoor(scope: BiDoorScope, options: BiDoorOptions): Promise<void> {
  const { sql, database, progress } = scope;
  const password = newPassword();
  const [row] = await sql<{ name: string }[]>`select current_database() as name`;
  const name = row?.name ?? '';
  if (!(await setPassword(sql, password))) {
    progress.say('The database user may not manage roles. An administrator can run:');
    for (const statement of statements(password, name)) options.print(statement);
    return;
  }
  const { target } = database;
  if (target.kind === 'socket') return openEmbeddedDoor(target.socketDir, target.database, password, scope, options);
  const url = new URL(target.url);
  url.username = 'facet_bi';
  url.password = password;
  options.print(url.toString());
}
