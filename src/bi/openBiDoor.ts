import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Sql } from '../db/client.js';
import type { OpenDatabase } from '../db/openDatabase.js';
import { grantOnWorkers } from '../db/cluster/grantOnWorkers.js';
import { isDistributed } from '../db/isDistributed.js';
import { transact } from '../db/transact.js';
import type { Progress } from '../lib/process/progress.js';
import { asRole } from './asRole.js';
import { grantStatements, readBiRole, requireOwnLogin, roleStatements, sharedRole, type BiRole } from './biRole.js';
import { closeToBi, openRights, sayOpenDatabases } from './closeToBi.js';
import { forward } from './forward.js';
import { grantToBi, revocations } from './grantToBi.js';
import { lockViews } from './lockViews.js';
import { readRoleSchemas } from './roleSchemas.js';

interface BiDoorScope {
  readonly client: Sql;
  readonly database: Pick<OpenDatabase, 'target' | 'isEmbedded'>;
  readonly progress: Progress;
  /** Ends an open door. */
  readonly signal: AbortSignal;
}

interface BiDoorOptions {
  /** On 127.0.0.1; 0 for any free one. Only for the embedded database. */
  readonly port: number;
  readonly print: (line: string) => void;
  /** The role of the config that the login is of; left out: the login reads the schema `bi`. */
  readonly role?: string | undefined;
}

/** Hexadecimal, so that it stands in a connection string and a SQL literal as it is. */
const newPassword = (): string => randomBytes(24).toString('hex');

/** Sets up the login and its rights; false where the user may not. */
async function setUpRole(client: Sql, login: BiRole, password: string, role: string | undefined): Promise<boolean> {
  try {
    await transact(client, async (inside) => {
      await lockViews(inside);
      for (const statement of [...roleStatements(login, password), ...grantStatements(login)])
        await inside.unsafe(statement);
      await grantToBi(inside, role);
      // PostgreSQL only warns of a right that the user may not pass on.
      const [found] = await inside<{ complete: boolean }[]>`
        select has_database_privilege(${login.name}, current_database(), 'connect')
          and has_schema_privilege(${login.name}, ${login.schema}, 'usage') as complete`;
      if (found?.complete !== true) throw Object.assign(new Error('The role lacks a right'), { code: '42501' });
    });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return false;
    throw error;
  }
}

/** Takes from other BI roles what they may here, as far as the user may, and drops the shared one where no database uses it. */
async function endOtherRoles({ client, progress }: Pick<BiDoorScope, 'client' | 'progress'>): Promise<void> {
  const held = await revocations(client);
  for (const { statement, may } of held) if (may) await client.unsafe(statement);
  const left = new Set((await revocations(client)).map(({ role }) => role));
  const ended = new Set(held.map(({ role }) => role).filter((role) => !left.has(role)));
  if (ended.size > 0) progress.say(`No longer reads this database: ${[...ended].join(', ')}.`);
  if (left.size > 0)
    progress.say(`May still read this database, which only a superuser can end: ${[...left].join(', ')}.`);
  const unused = await client`
    select 1 from pg_roles r where rolname = ${sharedRole} and not exists (
      select 1 from pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid = r.oid)`;
  if (unused.length === 0) return;
  try {
    await client.unsafe(`drop role ${sharedRole}`);
    progress.say(`Dropped the role ${sharedRole} of earlier versions: no database uses it.`);
  } catch (error) {
    // Somebody else's to drop, or dropped or used meanwhile.
    if (!['42501', '42704', '2BP01'].includes((error as { code?: string }).code ?? '')) throw error;
  }
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

/** Prints what an administrator has to run where the user may not manage the role. */
async function printStatements(
  scope: BiDoorScope,
  login: BiRole,
  password: string,
  { print, role }: Pick<BiDoorOptions, 'print' | 'role'>,
): Promise<void> {
  const { client, database, progress } = scope;
  progress.say(`The database user may not manage the role. An administrator of "${login.database}" can run there:`);
  const statements = [
    ...roleStatements(login, password),
    ...grantStatements(login),
    `grant select on all tables in schema ${login.quotedSchema} to ${login.quoted}`,
    ...(await revocations(client)).map(({ statement }) => statement),
    ...(await openRights(client)).flatMap((right) => right.statements),
  ];
  for (const statement of statements) print(`${statement};`);
  if (database.target.kind === 'url')
    print(`-- then connect with ${asRole(database.target.url, login.name, password)}`);
  await sayOpenDatabases({ ...scope, role });
}

/** Takes from this database's BI roles, where it has any, what they have no use for, and from others all: for `facet bi --refresh`. */
export async function refreshRights(scope: Omit<BiDoorScope, 'signal'>): Promise<void> {
  const roles = [undefined, ...(await readRoleSchemas(scope.client)).map(({ role }) => role)];
  for (const role of roles) {
    if (!(await readBiRole(scope.client, role)).reads) continue;
    await endOtherRoles(scope);
    return closeToBi({ ...scope, role });
  }
}

/**
 * Prints a connection string of a BI role of the database with a new password, and takes from the role what it has no use for. On the
 * embedded database it also opens the way from 127.0.0.1 and keeps it open until the signal; where the database user may not manage
 * roles it prints the statements for an administrator, and the connection string as a comment after them. Throws a `UserError`
 * (`BI_LOGIN_TAKEN`) where the role is that of another database.
 */
export async function openBiDoor(scope: BiDoorScope, options: BiDoorOptions): Promise<void> {
  const { client, database } = scope;
  const { target } = database;
  const password = newPassword();
  const login = await readBiRole(client, options.role);
  requireOwnLogin(login);
  if (!(await setUpRole(client, login, password, options.role)))
    return printStatements(scope, login, password, options);
  await endOtherRoles(scope);
  await closeToBi({ ...scope, role: options.role });
  if (await isDistributed(client)) await grantOnWorkers(client, [login]);
  if (target.kind === 'url') return options.print(asRole(target.url, login.name, password));
  const urlAt = (address: string): string =>
    asRole(`postgresql://${address}/${encodeURIComponent(login.database)}`, login.name, password);
  return openEmbeddedDoor(target.socketDir, urlAt, scope, options);
}
