import { finishLoad, startLoad, withTargetLock, type Job } from '../db/job.js';
import { refreshViews } from '../bi/refreshViews.js';
import { runSnapshot } from '../enrichment/snapshot/runSnapshot.js';
import { addDays, dayIn } from '../lib/days.js';
import { generateDemo, refuseUnlessEmpty } from './generateDemo.js';

export interface FillOptions {
  /** The same seed gives the same data. */
  readonly seed: number;
  readonly customers: number;
  /** Days of snapshots. */
  readonly days: number;
  /** The last day with data, `YYYY-MM-DD`; default: the day of the run. */
  readonly lastDay?: string | undefined;
}

export const demoDefaults: FillOptions = { seed: 20_240_229, customers: 5000, days: 60 };

/**
 * Fills an empty database with the demo company: source tables, what is derived from them, and the snapshots. Throws a
 * `UserError` where the database holds customers.
 */
export async function fillDemo(job: Job, options: FillOptions): Promise<void> {
  await withTargetLock(job, 'demo', async () => {
    await refuseUnlessEmpty(job);
    const lastDay = options.lastDay ?? dayIn(job.config.timeZone, job.now);
    const { seed, customers, days } = options;
    const loadId = await startLoad(job, 'demo', { seed, customers, days, lastDay });
    await generateDemo(job, { seed, customers, days, lastDay });
    await runSnapshot(job, { from: addDays(lastDay, 1 - days), to: lastDay });
    await refreshViews(job.sql);
    await finishLoad(job, loadId);
  });
}

/** Goes on with a demo whose data were written and whose snapshots were not, because the run was ended in between. */
export async function resumeDemo(job: Job): Promise<void> {
  const [open] = await job.sql<{ load_id: string; last_day: string; days: number }[]>`
    select load_id, inputs->>'lastDay' as last_day, (inputs->>'days')::int as days from facet.loads
    where kind = 'demo' and finished_at is null and exists (select from facet.customers)
    order by load_id desc limit 1`;
  if (open === undefined) return;
  await runSnapshot(job, { from: addDays(open.last_day, 1 - open.days), to: open.last_day });
  await refreshViews(job.sql);
  await finishLoad(job, open.load_id);
}
