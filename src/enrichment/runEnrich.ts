import type { Sql } from '../db/client.js';
import { finishLoad, startLoad, type Job } from '../db/job.js';
import { transact } from '../db/transact.js';
import { eventsOutside } from './activity/staleDays.js';
import { updateRollups } from './activity/updateRollups.js';
import type { EnrichReport } from './enrichReport.js';
import { nameOf, planEnrich, type EnrichOptions, type EnrichPlan } from './planEnrich.js';
import { dropOldMonths } from './snapshot/dropOldMonths.js';
import { analyseDays } from './snapshot/replaceDays.js';
import { refuseImported } from './snapshot/snapshotDays.js';
import { computeDay } from './stretches/dayStretches.js';
import { syncCatalogue } from './syncCatalogue.js';
import { masterKeys } from './tables/masterTable.js';
import { writeResults, type EnrichResults } from './writeResults.js';
import { writingDays } from './writingDays.js';

/** Runs a transaction whose statements all see the same state; again, once, where what it writes was changed meanwhile. */
async function inOneState<T>(db: Sql, work: (db: Sql) => Promise<T>): Promise<T> {
  const attempt = (): Promise<T> => transact(db, work, 'isolation level repeatable read');
  try {
    return await attempt();
  } catch (error) {
    // serialization_failure
    if ((error as { code?: string }).code !== '40001') throw error;
    return attempt();
  }
}

interface Stopwatch {
  /** Times a part of the run; one that gives undefined is not told of. */
  readonly timed: <T>(step: string, work: Promise<T>) => Promise<T>;
  /** The seconds up to now, and those of the parts. */
  readonly times: () => Pick<EnrichReport, 'seconds' | 'steps'>;
}

function startStopwatch(): Stopwatch {
  const began = performance.now();
  const steps: { step: string; seconds: number }[] = [];
  const since = (from: number): number => (performance.now() - from) / 1000;
  return {
    timed: async (step, work) => {
      const from = performance.now();
      const done = await work;
      if (done !== undefined) steps.push({ step, seconds: since(from) });
      return done;
    },
    times: () => ({ seconds: since(began), steps }),
  };
}

/** Sentences, without a full stop, on what a user may not expect of the results. */
const warningsOf = ({ rows, distinct, snapshot }: EnrichResults, asOf: string, lastDay: string): string[] => [
  ...(distinct < rows
    ? [`${rows - distinct} rows of the master have no key or one that another row has too; each key was counted once`]
    : []),
  ...snapshot.warnings,
  ...(snapshot.unfit > 0
    ? [`${snapshot.unfit} numbers have more than 100 digits before or behind the point and became null`]
    : []),
  ...(lastDay > asOf ? [`the roll-ups reach up to ${lastDay}; what happened after ${asOf} was left out`] : []),
];

/** Does what a plan says, under the lock. */
async function enrich(
  job: Job,
  plan: EnrichPlan,
  { only, rebuild }: EnrichOptions,
  { timed, times }: Stopwatch,
): Promise<EnrichReport> {
  const { client: db, config, progress } = job;
  const { asOf, registry, activity, fresh, result } = plan;
  const loadId = await startLoad(job, 'enrich', {
    asOf,
    master: config.enrichment.user_master_table,
    activity: config.enrichment.activity_table,
    result: nameOf(result),
    ...(only !== undefined && { only: only.join(', ') }),
  });
  progress.update(`enrich: reading the activity up to ${asOf}`);
  const { lastDay } = await timed('roll-up', updateRollups(job, registry, { loadId, last: asOf, rebuild }));
  const { warnings } = await syncCatalogue(job);
  await db`select facet.ensure_partitions('customer_profiles', ${asOf}::date, (${asOf}::date + interval '2 months')::date)`;
  const isWhole = fresh.length === plan.attributes.length;
  const stretches = isWhole
    ? await timed(
        'stretches',
        computeDay(job, { day: asOf, population: masterKeys(plan.master), ignoreKept: plan.ignoreKept, keeps: true }),
      )
    : undefined;
  progress.update(`enrich: computing ${fresh.length} attributes`);
  const written = await timed(
    'results',
    inOneState(db, (transaction) => writeResults(transaction, job, plan, { loadId, stretches })),
  );
  await timed(
    'statistics',
    analyseDays(db, [asOf]).then(() => true),
  );
  await dropOldMonths(job);
  const outside = await eventsOutside(db, activity, asOf, config.timeZone);
  const { eventsRead, ...left } = written.left;
  const report: EnrichReport = {
    loadId,
    asOf,
    customers: written.rows,
    active: written.active,
    renewed: written.renewed,
    snapshotRows: written.snapshot.rows,
    eventsRead,
    left: { ...left, ...outside },
    attributes: written.facts,
    warnings: [...warnings, ...warningsOf(written, asOf, lastDay)],
    ...times(),
  };
  await finishLoad(job, loadId, report);
  return report;
}

/**
 * Brings the activity's roll-ups up to a day and writes the results of it: the enriched table and the snapshot of the day,
 * in one transaction, so that readers see all of it or what was there before. The same inputs and day give the same rows.
 * Waits for other runs that write snapshots. Throws `UserError` for settings that do not fit the database, and for days
 * that cannot be written. `onReport` gets the report when the results are written, before what follows them, see `writingDays`.
 */
export async function runEnrich(
  job: Job,
  options: EnrichOptions = {},
  onReport?: (report: EnrichReport) => void,
): Promise<EnrichReport> {
  const stopwatch = startStopwatch();
  // What cannot be done is refused before the run waits for others.
  const { asOf } = await planEnrich(job, options);
  const run = async (inner: Job): Promise<EnrichReport> => {
    const plan = await planEnrich(inner, { ...options, asOf });
    await refuseImported(inner, asOf, asOf);
    return enrich(inner, plan, options, stopwatch);
  };
  return writingDays(job, run, onReport);
}
