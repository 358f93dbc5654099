import { sql } from 'drizzle-orm';
import type { Sql } from '../db/client.js';
import { run } from '../db/runStatement.js';
import { identifier, list } from '../db/sql.js';
import { transact } from '../db/transact.js';
import { UserError } from '../lib/errors/UserError.js';
import { dataTypes } from '../words/dataTypes.js';
import { catalogueLimits } from '../words/limits.js';
import { retryLocked, shortLockTimeout } from '../db/locks/retryLocked.js';
import { bareType, slotColumn } from './slotValues.js';

/** The names of the columns of the profile table. */
export async function readColumnNames(client: Sql): Promise<ReadonlySet<string>> {
  const rows = await client<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = 'facet.customer_profiles'::regclass and attnum > 0 and not attisdropped`;
  return new Set(rows.map(({ name }) => name));
}

/** The slots that have no column among those present. */
export const withoutColumn = (slots: readonly string[], present: ReadonlySet<string>): readonly string[] =>
  slots.filter((slot) => !present.has(slot.toLowerCase()));

/** Throws a `UserError` where slots without a column would be more than the profile table, which has those present, may have. */
export function requireRoom(missing: readonly string[], present: ReadonlySet<string>): void {
  const beyond = missing[catalogueLimits.slots - present.size];
  if (beyond === undefined) return;
  throw new UserError(
    `There is no room for ${beyond}: the profile table has ${present.size} columns, and ${catalogueLimits.slots} are the most.`,
    'SLOTS_EXHAUSTED',
  );
}

/** Slots that a change of the catalogue gives out have no columns yet; the change can be made when they have. */
export class MissingColumns extends Error {
  override readonly name = 'MissingColumns';
  constructor(readonly slots: readonly string[]) {
    super(slots.join(', '));
  }
}

/**
 * Locks the profile table and its partitions against everybody. Whoever reads it by its own name holds the lock on it that
 * is waited for here; after that only somebody at work on a partition itself can be in the way, who is not waited for:
 * all other readers would wait behind.
 */
async function lockProfiles(client: Sql): Promise<void> {
  await client.unsafe(shortLockTimeout);
  await client`lock table only facet.customer_profiles in access exclusive mode`;
  const partitions = await client<{ name: string }[]>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'facet.customer_profiles'::regclass order by 1`;
  if (partitions.length === 0) return;
  const names = list(partitions.map(({ name }) => sql`only facet.${identifier(name)}`));
  await run(client, sql`lock table ${names} in access exclusive mode nowait`);
}

async function addColumns(client: Sql, slots: readonly string[]): Promise<void> {
  await lockProfiles(client);
  const present = await readColumnNames(client);
  const room = catalogueLimits.slots - present.size;
  const missing = withoutColumn(slots, present).slice(0, Math.max(0, room));
  if (missing.length === 0) return;
  const added = missing.map((slot) => `add column ${slotColumn(slot)} ${dataTypes[bareType(slot)].sqlType}`);
  await client.unsafe(`alter table facet.customer_profiles ${added.join(', ')}`);
}

const busy = (): UserError =>
  new UserError(
    'A slot needs a new column, but the profile table is in use without a pause; nothing was changed. Try again later.',
    'PROFILES_IN_USE',
  );

/** Columns of one transaction: readers wait for it, on 15 partitions some 0.1 s. */
const columnsPerLock = 8;

/**
 * Gives slots their columns, as far as there is room, some in each transaction (or savepoint): readers are kept waiting for no
 * longer than the lock may take, and it is tried again. Throws a `UserError` with the code `PROFILES_IN_USE` where there is no pause
 * between readers in all of the attempts (20 s unless told).
 */
export async function growSlots(client: Sql, slots: readonly string[], attempts?: number): Promise<void> {
  for (let from = 0; from < slots.length; from += columnsPerLock) {
    const some = slots.slice(from, from + columnsPerLock);
    const add = async (inside: Sql): Promise<void> => {
      await addColumns(inside, some);
      await inside`set local lock_timeout = default`;
    };
    await retryLocked(() => transact(client, add), busy, attempts);
  }
}

/** Tries for columns that nobody waits for. */
const attemptsAhead = 3;

/** Gives slots their columns before they are given out; where the table is in use all the time, a later change does it. */
export async function growAhead(client: Sql, slots: readonly string[]): Promise<void> {
  try {
    await growSlots(client, slots, attemptsAhead);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}
