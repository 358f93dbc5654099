import type { Sql } from '../db/client.js';
import { finishLoad, startLoad, type Job } from '../db/job.js';
import { transact } from '../db/transact.js';
import { writeNewest, type WrittenNewest } from './newest/writeNewest.js';
import { planForSets } from './values/planForSets.js';

/**
 * Brings `facet.transaction_attributes_extended` and `facet.customer_attributes` up to a day, in one transaction; equal rows are not
 * touched, and nothing is where the tables are of a later day. Rows name the load that is given, or one of their own.
 */
export async function writeTransactionAttributes(
  job: Job,
  day: string,
  loadId?: string,
): Promise<WrittenNewest | undefined> {
  const write = (load: string): Promise<WrittenNewest | undefined> =>
    transact(job.client, async (db) => {
      await planForSets(db);
      return writeNewest(db, { day, config: job.config, loadId: load });
    });
  if (loadId !== undefined) return write(loadId);
  const own = await startLoad(job, 'transaction attributes', { asOf: day });
  const written = await write(own);
  await finishLoad(job, own, written ?? {});
  return written;
}

/** Whether there are orders, and no run has worked their attributes out for the day or a later one. */
export async function attributesAreBehind(client: Sql, day: string): Promise<boolean> {
  const [found] = await client<{ behind: boolean }[]>`
    select exists (select from facet.unified_transactions where customer_id <> '')
      and not exists (select from facet.transaction_attributes_extended where as_of >= ${day}) as behind`;
  return found?.behind === true;
}
