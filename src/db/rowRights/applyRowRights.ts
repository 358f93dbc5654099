import type { Sql } from '../client.js';
import { grantOnWorkers } from '../cluster/grantOnWorkers.js';
import { transact } from '../transact.js';
import { placedTables } from './placedTables.js';
import { policyNames } from './policies.js';
import { rightStatements, type PlacedNames } from './rightStatements.js';
import type { NarrowedBy } from './rights.js';
import { readViewerRole } from './viewerRole.js';

/** What of the database is not as it must be for viewers who do not see all rows. */
export interface MissingRights extends NarrowedBy {
  /** What an administrator would run, where the user may not. */
  readonly ofRole: readonly string[];
  /** What the owner of the tables would run; left empty where there is no role. */
  readonly ofTables: readonly string[];
  readonly narrowsUser: boolean;
}

const none: PlacedNames = new Set();

/**
 * Looks what of the role, its rights and the policies is missing; changes nothing.
 * @param toBePlaced tables that shall have policies as those that lie in shards have them
 */
export async function findMissingRights(client: Sql, toBePlaced = none): Promise<MissingRights> {
  const alreadyPlaced = await placedTables(client);
  const placed = new Set([...alreadyPlaced, ...toBePlaced]);
  const role = await readViewerRole(client);
  const ofTables = role.exists ? await rightStatements(client, role, placed) : [];
  const { quoted, searchPath, statements, narrowsUser } = role;
  return {
    role: quoted,
    searchPath: searchPath ?? undefined,
    onWorkers: alreadyPlaced.size > 0 ? true : undefined,
    ofRole: statements,
    ofTables,
    narrowsUser,
  };
}

/** Of a failure: the user may not; somebody else has just made it. */
const [denied, madeByOthers] = ['42501', new Set(['42710', '23505'])];

/** Makes what is missing of the role; false where the user may not. */
async function makeRole(client: Sql, statements: readonly string[]): Promise<boolean> {
  for (const statement of statements)
    try {
      await transact(client, (inside) => inside.unsafe(statement));
    } catch (error) {
      const { code = '' } = error as { code?: string };
      if (code === denied) return false;
      if (!madeByOthers.has(code)) throw error;
    }
  return true;
}

/** Makes the role there where a cluster asks its workers as that role, which has to be committed before policies name it. */
async function applyOnWorkers(client: Sql): Promise<void> {
  const role = await readViewerRole(client);
  if (await makeRole(client, role.statements)) await grantOnWorkers(client, [role]);
}

/**
 * Makes the role of restricted viewers, gives it what they read, and narrows the tables for it by policies; what is there already is
 * left alone. Where the user may not make roles nothing is done, and the result says what is missing.
 * @param toBePlaced tables that get policies as those that lie in shards have them
 */
export async function applyRowRights(client: Sql, toBePlaced = none): Promise<MissingRights> {
  const isPlaced = (await placedTables(client)).size > 0;
  if (toBePlaced.size > 0 || isPlaced) await applyOnWorkers(client);
  return transact(client, async (inside) => {
    // Tables that others name by a foreign key are changed with those: shards must be asked one after the other.
    if (isPlaced) await inside`set local citus.multi_shard_modify_mode = 'sequential'`;
    await inside`select pg_advisory_xact_lock(hashtext('facet.row_rights'))`;
    const { statements } = await readViewerRole(inside);
    if (await makeRole(inside, statements)) {
      const { ofTables } = await findMissingRights(inside, toBePlaced);
      for (const statement of ofTables) await inside.unsafe(statement);
    }
    return findMissingRights(inside, toBePlaced);
  });
}

/** Whether the tables were narrowed before: what is new since then has to be narrowed too. */
export async function hasRowRights(client: Sql): Promise<boolean> {
  const [row] = await client<{ has: boolean }[]>`
    select exists (select 1 from pg_policies where schemaname = 'facet' and policyname = ${policyNames.viewer}) as has`;
  return row?.has ?? false;
}
