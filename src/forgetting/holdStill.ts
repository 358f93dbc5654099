import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from '../db/client.js';
import { describeHolder } from '../db/job.js';
import { transact } from '../db/transact.js';
import { shortLockTimeout } from '../db/locks/retryLocked.js';
import { UserError } from '../lib/errors/UserError.js';
import type { TreatedTable } from './personTables.js';

/** Locks of the runs that write what they have read of persons before, with what each is said to do. */
const runs: readonly (readonly [lock: string, doing: string])[] = [
  ['import', 'importing or building'],
  ['snapshots', 'writing snapshots'],
  ['segment members', 'writing the members of segments'],
  ['campaigns', 'assigning the customers of campaigns'],
  ['validation', 'validating the data'],
];

/** What keys could not be revoked without, nor requests be logged: entries of a moment ago may come behind this anyway. */
const waitedFor = 'audit_log';

/** Thrown out of a transaction in which something was not to be had, and said to whoever waits. */
class Busy extends Error {}

/** Takes the locks of a transaction, until its end, or throws who has them. */
async function takeLocks(transaction: Sql, tables: readonly TreatedTable[]): Promise<void> {
  for (const [lock, doing] of runs) {
    const name = `facet.${lock}`;
    const [taken] = await transaction<{ acquired: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtext(${name})) as acquired`;
    if (taken?.acquired !== true) throw new Busy(`Another run is ${doing}${await describeHolder(transaction, name)}`);
  }
  // Whoever writes otherwise ends before, or begins after; readers are not held up.
  await transaction.unsafe(shortLockTimeout);
  const written = tables.filter(({ table }) => table !== waitedFor);
  const places = [...new Set(written.map(({ place }) => place))];
  await transaction.unsafe(`lock table ${places.join(', ')} in share row exclusive mode`);
}

const lockCodes = new Set<unknown>(['55P03', '40P01']);

const busyReason = (error: unknown): string | undefined => {
  if (error instanceof Busy) return error.message;
  return lockCodes.has((error as { code?: unknown }).code) ? 'Tables of persons are being written' : undefined;
};

interface HoldOptions {
  readonly waitSeconds: number;
  /** Told once what is waited for. */
  readonly onWait: (sentence: string) => void;
}

/**
 * Does `work` in a transaction in which nobody else writes the tables, nor runs what writes them of what it has read. While somebody
 * does, it waits; then a `UserError` with code `TARGET_BUSY` says who it is.
 */
export async function holdStill<T>(
  client: Sql,
  tables: readonly TreatedTable[],
  { waitSeconds, onWait }: HoldOptions,
  work: (transaction: Sql) => Promise<T>,
): Promise<T> {
  const end = Date.now() + waitSeconds * 1000;
  for (let isReported = false; ; isReported = true) {
    try {
      return await transact(client, async (transaction) => {
        await takeLocks(transaction, tables);
        return work(transaction);
      });
    } catch (error) {
      const reason = busyReason(error);
      if (reason === undefined) throw error;
      if (Date.now() >= end) throw new UserError(`${reason}; try again when it has ended.`, 'TARGET_BUSY');
      if (!isReported) onWait(`${reason}; waiting for it.`);
      await delay(200);
    }
  }
}
