import { randomBytes } from 'node:crypto';
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Sql } from '../db/client.js';
import type { OpenDatabase } from '../db/openDatabase.js';
import type { Progress } from '../lib/progress.js';
import { UserError } from '../lib/UserError.js';
import { grantToBi } from './grantToBi.js';
import { lockViews } from './refreshViews.js';

interface BiDoorScope {
  readonly sql: Sql;
  readonly database: Pick<OpenDatabase, 'target'>;
  readonly progress: Progress;
  /** Ends an open door. */
  readonly signal: AbortSignal;
}

interface BiDoorOptions {
  /** On 127.0.0.1; 0 for any free one. Only for the embedded database. */
  readonly port: number;
  readonly print: (line: string) => void;
}

/** Hexadecimal, so that it stands in a connection string and a SQL literal as it is. */
const newPassword = (): string => randomBytes(24).toString('hex');

/** The role with its password and settings. */
const roleStatements = (exists: boolean, password: string): string[] => [
  `${exists ? 'alter' : 'create'} role facet_bi login password '${password}'`,
  `alter role facet_bi set search_path = bi`,
  `alter role facet_bi set default_transaction_read_only = on`,
];

const grantStatements = (database: string): string[] => [
  `grant connect on database "${database.replaceAll('"', '""')}" to facet_bi`,
  `grant usage on schema bi to facet_bi`,
  `grant select on all tables in schema bi to facet_bi`,
];

/** Runs the statements; false where the user may not manage the role. */
async function setUpRole(sql: Sql, statements: readonly string[]): Promise<boolean> {
  try {
    await sql.begin(async (transaction) => {
      const inside = transaction as unknown as Sql;
      await lockViews(inside);
      for (const statement of statements) await inside.unsafe(statement);
      await grantToBi(inside);
    });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return false;
    throw error;
  }
}

/**
 * Listens on 127.0.0.1 and hands every connection on to a unix socket: the server itself stays closed to the network.
 * The signal closes it with all connections.
 */
export function forward(socketPath: string, port: number, signal?: AbortSignal): Promise<Server> {
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = createConnection(socketPath);
    clients.add(client);
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    client.on('close', () => {
      clients.delete(client);
      upstream.destroySoon();
    });
  });
  signal?.addEventListener('abort', () => {
    server.close();
    for (const client of clients) client.destroy();
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

async function openEmbeddedDoor(
  socketDir: string,
  urlAt: (address: string) => string,
  { progress, signal }: BiDoorScope,
  { port: wanted, print }: BiDoorOptions,
): Promise<void> {
  signal.throwIfAborted();
  const server = await forward(`${socketDir}/.s.PGSQL.5432`, wanted, signal);
  const closed = new Promise((resolve) => server.once('close', resolve));
  const { port } = server.address() as AddressInfo;
  print(urlAt(`127.0.0.1:${port}`));
  progress.say('The door is open until Ctrl-C. The password is new: earlier connection strings no longer work.');
  await closed;
}

/** Parameters of a URL that say who connects, or are secret. */
const personalParameters = new Set(['user', 'username', 'password', 'pass', 'sslpassword', 'passfile']);

const isPersonal = (parameter: string): boolean =>
  [...new URLSearchParams(parameter).keys()].some((name) => personalParameters.has(name.toLowerCase()));

/** Scheme, user and password, hosts, path, parameters; `URL` takes no list of hosts. */
const urlParts = /^(\w+:\/\/)(?:[^/?#]*@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/;

/** The URL of the database with the role and its password in place of every user and password in it. */
function asRole(databaseUrl: string, password: string): string {
  const [, scheme = '', hosts = '', path = '', query = ''] = urlParts.exec(databaseUrl.trim()) ?? [];
  const parameters = query.split('&').filter((parameter) => parameter !== '' && !isPersonal(parameter));
  // A URL without a host stands for this machine, and takes no user name.
  const url = `${scheme}facet_bi:${password}@${hosts === '' ? 'localhost' : hosts}${path}`;
  return parameters.length === 0 ? url : `${url}?${parameters.join('&')}`;
}

/**
 * Prints a connection string of the role `facet_bi` with a new password. On the embedded database it also opens the way
 * from 127.0.0.1 and keeps it open until the signal; where the database user may not manage roles it prints the
 * statements for an administrator, and the connection string as a comment after them.
 */
export async function openBiDoor(scope: BiDoorScope, options: BiDoorOptions): Promise<void> {
  const { sql, database, progress } = scope;
  const { target } = database;
  const password = newPassword();
  const [facts] = await sql<{ name: string; exists: boolean }[]>`
    select current_database() as name, exists (select from pg_roles where rolname = 'facet_bi') as exists`;
  const statements = roleStatements(facts?.exists === true, password);
  const urlAt = (address: string): string =>
    `postgresql://facet_bi:${password}@${address}/${encodeURIComponent(facts?.name ?? '')}`;
  if (await setUpRole(sql, statements)) {
    if (target.kind === 'socket') return openEmbeddedDoor(target.socketDir, urlAt, scope, options);
    options.print(asRole(target.url, password));
    return;
  }
  progress.say(`The database user may not manage the role. An administrator of "${facts?.name}" can run there:`);
  for (const statement of [...statements, ...grantStatements(facts?.name ?? '')]) options.print(`${statement};`);
  if (target.kind === 'url') options.print(`-- then connect with ${asRole(target.url, password)}`);
}
