import type postgres from 'postgres';
import type { Job } from '../job.js';
import { retryLocked, shortLockTimeout } from '../locks/retryLocked.js';
import { partitionMonths } from './partitionMonths.js';

interface OldMonths {
  /** The partitioned table, of Facet's schema. */
  readonly table: string;
  /** What is in it, as sentences name it. */
  readonly what: string;
  /** The first month that stays, e.g. `2025-08`. */
  readonly oldest: string;
  /** Days that are kept. */
  readonly days: number;
  /** Done in the transaction that drops a month, before. */
  readonly before?: (transaction: postgres.TransactionSql, month: string) => Promise<unknown>;
  /** How often a month is tried that is read; some 20 s unless told. */
  readonly attempts?: number | undefined;
}

/**
 * Drops the months of a table before one, the oldest first. One that is read without a pause stays for the next run, with those after it
 * and a warning. Gives the dropped months, e.g. `2025_08`.
 */
export async function dropMonths(
  { client, progress }: Pick<Job, 'client' | 'progress'>,
  { table, what, oldest, days, before, attempts }: OldMonths,
): Promise<readonly string[]> {
  const old = (await partitionMonths(client, table)).filter((month) => month.replace('_', '-') < oldest);
  for (const [index, month] of old.entries()) {
    const name = month.replace('_', '-');
    const drop = () =>
      client.begin(async (transaction) => {
        await transaction.unsafe(shortLockTimeout);
        await before?.(transaction, month);
        await transaction.unsafe(`drop table facet.${table}_${month}`);
      });
    const busy = new Error(
      `The month ${name} of ${what} is being read without a pause, so it could not be dropped; the next run tries again.`,
    );
    try {
      await retryLocked(drop, () => busy, attempts);
    } catch (error) {
      if (error !== busy) throw error;
      progress.say(`warning: ${busy.message}`);
      return old.slice(0, index);
    }
    progress.say(`dropped the month ${name} of ${what}, older than ${days} days`);
  }
  return old;
}
