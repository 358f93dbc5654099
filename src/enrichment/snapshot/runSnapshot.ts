import type { SQL } from 'drizzle-orm';
import { meaningsOn } from '../../catalogue/catalogue.js';
import { readCatalogue } from '../../catalogue/readCatalogue.js';
import type { Sql } from '../../db/client.js';
import { finishLoad, startLoad, withTargetLock, type Job } from '../../db/job.js';
import { listDays } from '../../lib/days.js';
import { eachOf } from '../../lib/eachOf.js';
import { UserError } from '../../lib/UserError.js';
import { syncCatalogue } from '../syncCatalogue.js';
import { updateRollups } from '../activity/updateRollups.js';
import { coverageOf, coversNone, coversNoneSentence, readPopulation, uncovered } from './coverage.js';
import { nextChunk } from './nextChunk.js';
import { analyseDays, replaceDays } from './replaceDays.js';
import { refuseImported, resolveDays } from './snapshotDays.js';
import { dropOldMonths } from './retention.js';
import { planForSets } from '../planForSets.js';
import { createRegistry } from '../registry.js';
import { filledSlots, insertDays } from './writeDays.js';

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

/** Rows that one transaction writes at the most: more days go into the next. */
const rowsPerTransaction = 400_000;

/** Transactions under way at the same time. */
const atOnce = 2;

/** Stretches of days that a run is cut into at least, where it has as many days. */
const leastStretches = 6;

interface Written {
  readonly days: readonly string[];
  readonly rows: number;
  readonly unfit: number;
}

/** Whose rows are written. */
interface Writing {
  readonly population: SQL;
  readonly loadId: string;
}

/**
 * Writes as many of the next days as lie under the same meanings, in one transaction under the meanings that hold on them, which
 * commits when the days before are written: a run that ends half-way leaves no gap.
 */
async function replaceNextDays(
  job: Job,
  days: readonly string[],
  { population, loadId, before }: Writing & { readonly before: Promise<void> },
): Promise<Written> {
  return job.sql.begin(async (transaction) => {
    const sql = transaction as unknown as Sql;
    await planForSets(sql);
    // A change of the catalogue waits until these days are written, or these days are written under it.
    await sql`select version from facet.catalogue_version for share`;
    const catalogue = await readCatalogue(sql);
    const chunk = nextChunk(days, catalogue);
    const { config } = job;
    const filled = filledSlots(meaningsOn(catalogue, chunk[0] ?? ''), createRegistry(config));
    const insert = insertDays(filled, loadId, {
      days: chunk,
      timeZone: config.timeZone,
      enrichment: config.enrichment,
      population,
    });
    const written = { days: chunk, ...(await replaceDays(sql, chunk, loadId, insert)) };
    await before;
    return written;
  }) as Promise<Written>;
}

const cut = (days: readonly string[], most: number): string[][] =>
  Array.from({ length: Math.ceil(days.length / most) }, (_, index) => days.slice(index * most, (index + 1) * most));

async function writeSnapshots(job: Job, days: readonly string[], population: SQL, customers: number) {
  const loadId = await startLoad(job, 'snapshot', { from: days[0] ?? '', to: days.at(-1) ?? '', customers });
  await updateRollups(job, loadId, { last: days.at(-1) ?? '' });
  const fitting = Math.max(1, Math.floor(rowsPerTransaction / Math.max(1, customers)));
  const total = { rows: 0, unfit: 0, days: 0 };
  const say = (): void => job.progress.update(`snapshot: ${total.days} of ${days.length} days, ${total.rows} rows`);
  const writeStretch = async (stretch: readonly string[], before: Promise<void>): Promise<void> => {
    for (let done = 0; done < stretch.length;) {
      const written = await replaceNextDays(job, stretch.slice(done), { population, loadId, before });
      done += written.days.length;
      total.rows += written.rows;
      total.unfit += written.unfit;
      total.days += written.days.length;
      say();
    }
  };
  say();
  let newest = Promise.resolve();
  await eachOf(cut(days, Math.min(fitting, Math.ceil(days.length / leastStretches))), atOnce, (stretch) => {
    newest = writeStretch(stretch, newest);
    return newest;
  });
  await finishLoad(job, loadId);
  return total;
}

/**
 * Writes a snapshot of every customer of the configured master for each day, replacing what a day held in one transaction under a new load id,
 * after giving new definitions their slots. Drops months beyond the retention. Errors: `UserError` for days that cannot
 * be written, and for a master that no customer is in; `TARGET_BUSY` while another run writes snapshots.
 */
export async function runSnapshot(job: Job, options: SnapshotOptions = {}): Promise<SnapshotReport> {
  const { from, to } = await resolveDays(job, options);
  const days = listDays(from, to);
  if (options.dryRun === true) return { from, to, days: days.length, rows: 0, unfit: 0 };
  return withTargetLock(job, 'snapshots', async () => {
    await refuseImported(job, from, to);
    const master = job.config.enrichment.user_master_table;
    const population = await readPopulation(job.sql, job.config);
    const coverage = await coverageOf(job.sql, population);
    if (coversNone(coverage)) throw new UserError(`No snapshot: ${coversNoneSentence(master)}.`, 'NO_CUSTOMERS');
    const added = await syncCatalogue(job);
    if (added.length > 0) job.progress.say(`catalogue: ${added.length} metrics got a slot and an alias`);
    await job.sql`select facet.ensure_partitions('customer_profiles', ${from}::date, (${to}::date + interval '2 months')::date)`;
    const { rows, unfit } = await writeSnapshots(job, days, population, coverage.customers);
    await analyseDays(job.sql, days);
    await dropOldMonths(job);
    job.progress.say(`snapshot: ${days.length} days from ${from} to ${to}, ${rows} rows`);
    const range = from === to ? from : `${from} to ${to}`;
    for (const line of uncovered(coverage, master, range)) job.progress.say(`warning: ${line}`);
    if (unfit > 0) job.progress.say(`warning: ${unfit} numbers did not fit numeric(19,4) and became null`);
    return { from, to, days: days.length, rows, unfit };
  });
}
