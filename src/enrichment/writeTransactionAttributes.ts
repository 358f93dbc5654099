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
      await planForSets(db, job.config);
      return writeNewest(db, { day, config: job.config, loadId: load });
    });
  if (loadId !== undefined) return write(loadId);
  const own = await startLoad(job, 'transaction attributes', { asOf: day });
  const written = await write(own);
  await finishLoad(job, own, written ?? {});
  return written;
}

/** The day that the tables are as of; undefined where no customer has an order. */
export async function attributesAsOf(client: Sql): Promise<string | undefined> {
  const [found] = await client<{ day: string | null }[]>`
    select max(as_of)::text as day from facet.transaction_attributes_extended`;
  return found?.day ?? undefined;
}

/**
 * Whether there are customers, and no run has worked their attributes out for the day or a later one since imports and builds have
 * written something: a build may have been stopped before it came to them, or have left them to a run for another day.
 */
export async function attributesAreBehind(client: Sql, day: string): Promise<boolean> {
  const [found] = await client<{ behind: boolean }[]>`
    with last as (
      select coalesce(max(load_id), 0) as load_id from facet.loads
      where finished_at is not null and coalesce(inputs ->> 'asOf', inputs ->> 'to') >= ${day}
        and (kind in ('snapshot', 'transaction attributes') or (kind = 'enrich' and not inputs ? 'only')))
    select exists (select 1 from facet.customers) and (
      (select load_id from last) = 0
      or exists (
        select 1 from facet.loads where kind = 'build' and finished_at is not null and load_id > (select load_id from last))
      or exists (select 1 from facet.import_files where rows_written > 0 and load_id > (select load_id from last))
    ) as behind`;
  return found?.behind === true;
}

/** Works attributes out again for the day that the tables are as of, where what has been written since may have changed them. */
export async function refreshTransactionAttributes(job: Job): Promise<WrittenNewest | undefined> {
  const day = await attributesAsOf(job.client);
  if (day === undefined || !(await attributesAreBehind(job.client, day))) return undefined;
  return writeTransactionAttributes(job, day);
}
