import type { SQL } from 'drizzle-orm';
import { finishLoad, startLoad, withTargetLock, type Job } from '../../db/job.js';
import { listDays } from '../../lib/days.js';
import { UserError } from '../../lib/UserError.js';
import { syncCatalogue } from '../syncCatalogue.js';
import { updateRollups } from '../activity/updateRollups.js';
import { coverageOf, coversNone, coversNoneSentence, readPopulation, uncovered } from './coverage.js';
import { analyseDays } from './replaceDays.js';
import { refuseImported, resolveDays } from './snapshotDays.js';
import { dropOldMonths } from './retention.js';
import { writeStretches } from './writeStretches.js';

interface SnapshotOptions {
  /** The first day, `YYYY-MM-DD`; default: the day after the newest snapshot, else `to`. */
  readonly from?: string | undefined;
  /** The last day; default: yesterday, the last whole day. */
  readonly to?: string | undefined;
  readonly dryRun?: boolean;
}

interface SnapshotReport {
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly rows: number;
  /** Numbers that did not fit their slot and became null. */
  readonly unfit: number;
}

async function writeSnapshots(job: Job, days: readonly string[], population: SQL, customers: number) {
  const loadId = await startLoad(job, 'snapshot', { from: days[0] ?? '', to: days.at(-1) ?? '', customers });
  await updateRollups(job, loadId, { last: days.at(-1) ?? '' });
  const written = await writeStretches(job, days, { population, customers, loadId });
  await finishLoad(job, loadId);
  return written;
}

/** Whose rows there would be. Throws a `UserError` for nobody. */
async function requireCoverage({ sql, config }: Job) {
  const population = await readPopulation(sql, config);
  const coverage = await coverageOf(sql, population);
  if (!coversNone(coverage)) return { population, coverage };
  const sentence = coversNoneSentence(config.enrichment.user_master_table, coverage);
  throw new UserError(`No snapshot: ${sentence}.`, 'NO_CUSTOMERS');
}

/**
 * Writes a snapshot of every customer of the configured master for each day, replacing what a day held in one transaction under a new load id,
 * after giving new definitions their slots. Drops months beyond the retention. Errors: `UserError` for days that cannot
 * be written, and for a master that no customer is in; `TARGET_BUSY` while another run writes snapshots.
 */
export async function runSnapshot(job: Job, options: SnapshotOptions = {}): Promise<SnapshotReport> {
  const { from, to } = await resolveDays(job, options);
  const days = listDays(from, to);
  if (options.dryRun === true) {
    await requireCoverage(job);
    return { from, to, days: days.length, rows: 0, unfit: 0 };
  }
  return withTargetLock(job, 'snapshots', async () => {
    await refuseImported(job, from, to);
    const master = job.config.enrichment.user_master_table;
    const { population, coverage } = await requireCoverage(job);
    const added = await syncCatalogue(job);
    if (added.length > 0) job.progress.say(`catalogue: ${added.length} metrics got a slot and an alias`);
    await job.sql`select facet.ensure_partitions('customer_profiles', ${from}::date, (${to}::date + interval '2 months')::date)`;
    const { rows, unfit } = await writeSnapshots(job, days, population, coverage.customers);
    await analyseDays(job.sql, days);
    await dropOldMonths(job);
    job.progress.say(`snapshot: ${days.length} days from ${from} to ${to}, ${rows} rows`);
    const range = from === to ? from : `${from} to ${to}`;
    for (const line of uncovered(coverage, master, range)) job.progress.say(`warning: ${line}`);
    if (unfit > 0) job.progress.say(`warning: ${unfit} numbers have more than 100 digits before or behind the point and became null`);
    return { from, to, days: days.length, rows, unfit };
  });
}
