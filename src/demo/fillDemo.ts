import { finishLoad, startLoad, withTargetLock, type Job } from '../db/job.js';
import { runSnapshot } from '../enrichment/runSnapshot.js';
import { resolveDays } from '../enrichment/snapshot/snapshotDays.js';
import { checkCatalogue } from '../enrichment/syncCatalogue.js';
import { addDays, dayIn } from '../lib/time/days.js';
import { generateDemo } from './generateDemo.js';
import type { FillOptions } from './fillOptions.js';
import { requireEmptyDatabase } from './existingData.js';
import { scheduleLetter } from './ownCampaigns.js';
import { makeSegments } from './makeSegments.js';

interface Plan {
  readonly lastDay: string;
  readonly days: number;
}

const daysOf = ({ lastDay, days }: Plan): { from: string; to: string } => ({
  from: addDays(lastDay, 1 - days),
  to: lastDay,
});

/**
 * Fills an empty database with the demo company: source tables, what is derived from them, and the snapshots; goes on
 * with a demo whose run was ended before its snapshots. Throws a `UserError` where the database holds other customers
 * or entities, or for days that cannot be written. A dry run only says what would be made.
 */
export async function fillDemo(job: Job, options: FillOptions): Promise<void> {
  if (options.dryRun === true) return reportPlan(job, options);
  await withTargetLock(job, 'demo', async () => {
    const open = await findOpenDemo(job);
    if (open !== undefined) return finishDemo(job, open);
    const plan = await planDemo(job, options);
    const loadId = await startLoad(job, 'demo', { ...plan });
    await generateDemo(job, plan);
    await writeDays(job, plan, loadId);
  });
}

/** Goes on with a demo whose data were written and whose snapshots were not, because the run was ended in between. */
export async function resumeDemo(job: Job): Promise<void> {
  await withTargetLock(job, 'demo', async () => {
    const open = await findOpenDemo(job);
    if (open !== undefined) await finishDemo(job, open);
  });
}

/** The options with their defaults. Throws a `UserError` where the database is not empty or a day cannot be written. */
async function planDemo(job: Job, { seed, customers, days, lastDay }: FillOptions) {
  await requireEmptyDatabase(job);
  const plan = { seed, customers, days, lastDay: lastDay ?? dayIn(job.config.timeZone, job.now) };
  await resolveDays(job, daysOf(plan));
  await checkCatalogue(job);
  return plan;
}

async function reportPlan(job: Job, options: FillOptions): Promise<void> {
  const open = await findOpenDemo(job);
  const { lastDay, days, customers } = open ?? (await planDemo(job, options));
  job.progress.say(
    open === undefined
      ? `would make a demo company of ${customers} customers, and ${days} days of snapshots up to ${lastDay}`
      : `would go on with the demo company of ${customers} customers: ${days} days of snapshots up to ${lastDay}`,
  );
}

interface OpenDemo extends Plan {
  readonly loadId: string;
  readonly customers: number;
}

/** The newest demo, if its source tables were written and it is not finished. */
async function findOpenDemo({ client }: Job): Promise<OpenDemo | undefined> {
  const [open] = await client<OpenDemo[]>`
    select load_id::text as "loadId", inputs->>'lastDay' as "lastDay", (inputs->>'days')::int as days,
      (inputs->>'customers')::int as customers
    from facet.loads demo
    where kind = 'demo' and finished_at is null and exists (select 1 from facet.customers)
      and exists (select 1 from facet.loads s where s.kind = 'demo sources' and s.load_id > demo.load_id)
      and not exists (select 1 from facet.loads later where later.kind = 'demo' and later.load_id > demo.load_id)`;
  return open;
}

async function finishDemo(job: Job, open: OpenDemo): Promise<void> {
  job.progress.say(`Going on with the demo company: ${open.days} days of snapshots up to ${open.lastDay}.`);
  await writeDays(job, open, open.loadId);
}

async function writeDays(job: Job, plan: Plan, loadId: string): Promise<void> {
  // The demo has metrics by level of its own, and does not have the attributes of somebody's config file.
  const { config } = job;
  await runSnapshot({ ...job, config: { ...config, levels: { ...config.levels, metrics: [] } } }, daysOf(plan));
  job.progress.update('segments');
  const segmentable = { tables: {}, columns: {}, attributes: {}, metrics: {} };
  await makeSegments({ ...job, config: { ...config, segmentable } }, plan.lastDay);
  await scheduleLetter(job, plan.lastDay);
  await finishLoad(job, loadId);
}
