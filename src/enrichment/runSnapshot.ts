import type { SQL } from 'drizzle-orm';
import { finishLoad, startLoad, type Job } from '../db/job.js';
import { listDays } from '../lib/time/days.js';
import { UserError } from '../lib/errors/UserError.js';
import { updateRollups } from './activity/updateRollups.js';
import { explainAttributes } from './explainAttributes.js';
import { foreignCurrencies } from './newest/foreignCurrencies.js';
import { createRegistry } from './families/registry.js';
import { checkMonthlyValues } from './monthly/writeMonthlyValues.js';
import {
  coverageOf,
  coversNone,
  coversNoneSentence,
  readPopulation,
  uncovered,
  type Coverage,
} from './snapshot/coverage.js';
import { dropOldMonths } from './snapshot/dropOldMonths.js';
import { analyseDays } from './snapshot/replaceDays.js';
import { refuseImported, resolveDays } from './snapshot/snapshotDays.js';
import { writeStretches } from './snapshot/writeStretches.js';
import { computeDay } from './stretches/dayStretches.js';
import { checkCatalogue, syncCatalogue } from './syncCatalogue.js';
import { writeTransactionAttributes } from './writeTransactionAttributes.js';
import { writingDays } from './writingDays.js';

interface SnapshotOptions {
  /** The first day, `YYYY-MM-DD`; default: the day after the newest snapshot, else `to`. */
  readonly from?: string | undefined;
  /** The last day; default: yesterday, the last whole day. */
  readonly to?: string | undefined;
  readonly dryRun?: boolean;
}

const daysText = (days: readonly string[]): string =>
  days.length === 1 ? `${days[0]}` : `${days[0]} to ${days.at(-1)}`;

interface SnapshotReport {
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly rows: number;
  /** Numbers that did not fit their slot and became null. */
  readonly unfit: number;
}

/**
 * The population whose rows a run writes. Throws a `UserError` for days that hold imports, and for a population without
 * customers.
 */
async function readCovered(job: Job, days: readonly string[]): Promise<{ population: SQL; coverage: Coverage }> {
  await refuseImported(job, days[0] ?? '', days.at(-1) ?? '');
  const population = await readPopulation(job.client, job.config);
  const coverage = await coverageOf(job.client, population);
  if (!coversNone(coverage)) return { population, coverage };
  const sentence = coversNoneSentence(job.config.enrichment.user_master_table, coverage);
  throw new UserError(`No snapshot: ${sentence}.`, 'NO_CUSTOMERS');
}

/** Throws what a run would throw; says its warnings. Writes nothing. */
async function checkSnapshot(job: Job, days: readonly string[]): Promise<void> {
  const { population, coverage } = await readCovered(job, days);
  const { catalogue, warnings } = await checkCatalogue(job);
  await explainAttributes(job, { catalogue, day: days.at(-1) ?? '', population });
  await checkMonthlyValues(job, { catalogue, days });
  const { user_master_table: master } = job.config.enrichment;
  const missing = uncovered(coverage, master, daysText(days));
  for (const warning of [...warnings, ...missing]) job.progress.say(`warning: ${warning}`);
}

async function writeSnapshots(job: Job, days: readonly string[], population: SQL, customers: number) {
  const loadId = await startLoad(job, 'snapshot', { from: days[0] ?? '', to: days.at(-1) ?? '', customers });
  await updateRollups(job, createRegistry(job.config), { loadId, last: days.at(-1) ?? '' });
  // Several days are the stretches of their run themselves.
  const [day = '', ...others] = days;
  const stretches =
    others.length > 0 ? undefined : await computeDay(job, { day, population, ignoreKept: true, keeps: false });
  const written = await writeStretches(job, days, { population, customers, loadId, stretches });
  await writeTransactionAttributes(job, days.at(-1) ?? '', loadId);
  await finishLoad(job, loadId);
  return written;
}

/** Writes the days under the lock, after giving new definitions their slots. */
async function snapshot(job: Job, days: readonly string[]): Promise<SnapshotReport> {
  const [from = '', to = ''] = [days[0], days.at(-1)];
  const { population, coverage } = await readCovered(job, days);
  const { plans: added, warnings } = await syncCatalogue(job);
  if (added.length > 0) job.progress.say(`catalogue: ${added.length} attributes got a slot and an alias`);
  for (const warning of warnings) job.progress.say(`warning: ${warning}`);
  await job.client`select facet.ensure_partitions('customer_profiles', ${from}::date, (${to}::date + interval '2 months')::date)`;
  const { rows, unfit } = await writeSnapshots(job, days, population, coverage.customers);
  await analyseDays(job.client, days);
  await dropOldMonths(job);
  job.progress.say(`snapshot: ${days.length} days from ${from} to ${to}, ${rows} rows`);
  const master = job.config.enrichment.user_master_table;
  const foreign = await foreignCurrencies(job.client, job.config);
  for (const line of [...uncovered(coverage, master, daysText(days)), ...foreign]) job.progress.say(`warning: ${line}`);
  if (unfit > 0)
    job.progress.say(`warning: ${unfit} numbers have more than 100 digits before or behind the point and became null`);
  return { from, to, days: days.length, rows, unfit };
}

/**
 * Writes a snapshot of every customer of the configured master for each day, after giving new definitions their slots: what a day
 * held is replaced in one transaction under a new load id. Drops months beyond the retention, and ends as `writingDays` says.
 * Throws a `UserError` for days that cannot be written, and for a master without customers; with the code `TARGET_BUSY` while
 * another run writes snapshots.
 */
export async function runSnapshot(job: Job, options: SnapshotOptions = {}): Promise<SnapshotReport> {
  const { from, to } = await resolveDays(job, options);
  const days = listDays(from, to);
  if (options.dryRun !== true) return writingDays(job, (inner) => snapshot(inner, days));
  await checkSnapshot(job, days);
  return { from, to, days: days.length, rows: 0, unfit: 0 };
}
