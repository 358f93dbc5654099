import { changingCatalogue } from '../bi/changingCatalogue.js';
import { finishLoad, startLoad, withTargetLock, type Job } from '../db/job.js';
import { UserError } from '../lib/errors/UserError.js';
import { isDailyDone, failureSentence, type DailyResult } from './dailyLoad.js';
import { reportSteps } from './dailyLines.js';
import type { DailySteps, DayCounts } from './dailySteps.js';
import { findMissedDays, isWritten, yesterdayOf } from './missedDays.js';

interface DailyOptions {
  readonly signal?: AbortSignal | undefined;
  /** Seconds to wait for another daily run; then a `UserError` with code `TARGET_BUSY` says who it is. */
  readonly waitSeconds?: number | undefined;
}

/** A run that is made only where nobody has made it since it was due. */
interface DueOptions extends DailyOptions {
  readonly due: Date;
  /** Whether a failed run is enough. */
  readonly failedCounts: boolean;
}

interface DailyReport extends DailyResult {
  readonly loadId: string;
}

const lock = 'daily';
const doing = 'doing the daily run';

/**
 * Imports, links, then writes each missed day in order, under the lock `daily`; at last the newest attributes are as what was imported. Stops at the first step that fails with an error
 * that names it, and leaves what the steps before have done; the next run goes on from there. Its row in `loads` tells
 * either way. The job's client needs six connections: each lock and each file under way holds one.
 */
export const runDaily = (job: Job, steps: DailySteps, options: DailyOptions = {}): Promise<DailyReport> =>
  withTargetLock(job, lock, () => runSteps(job, steps, options.signal), options.waitSeconds, doing);

/** Makes the daily run that was due at an instant, under the same lock; undefined where that has been made already. */
export const runDueDaily = (job: Job, steps: DailySteps, options: DueOptions): Promise<DailyReport | undefined> =>
  withTargetLock(
    job,
    lock,
    async () =>
      (await isDailyDone(job, options.due, options.failedCounts)) ? undefined : runSteps(job, steps, options.signal),
    options.waitSeconds,
    doing,
  );

/** Opens the row of the run in `loads`. */
function startDaily(job: Job): Promise<string> {
  const { import: configFile, dir } = job.config.schedule;
  return startLoad(job, 'daily', {
    upTo: yesterdayOf(job),
    ...(configFile !== undefined && { import: configFile }),
    ...(dir !== undefined && { dir }),
  });
}

type Done = Omit<DailyResult, 'seconds'>;

const withDay = (done: Done, day: string, { snapshotRows, warnings }: DayCounts): Done => ({
  ...done,
  days: [...done.days, day],
  snapshotRows: done.snapshotRows + snapshotRows,
  warnings: [...done.warnings, ...warnings],
});

async function runSteps(job: Job, steps: DailySteps, signal?: AbortSignal): Promise<DailyReport> {
  const began = performance.now();
  const { import: configFile, dir, strict, maxRejects } = job.config.schedule;
  const loadId = await startDaily(job);
  let done: Done = { imported: null, days: [], snapshotRows: 0, warnings: [], leftOut: null };
  let step = 'retention';
  const resultSoFar = (): DailyResult => ({ ...done, seconds: Math.round(performance.now() - began) / 1000 });
  const say = reportSteps(job.progress);
  try {
    await steps.keepRetention?.(job);
    step = 'import';
    if (configFile === undefined) say.noImport();
    else {
      const input = { configFile, dir, maxRejects: strict === true ? 0 : maxRejects, signal };
      // Imported attributes are to be seen whatever becomes of the days.
      await changingCatalogue(job, async (inner) => {
        const imported = await steps.importFiles(inner, input);
        done = { ...done, imported };
        say.imported(imported, configFile);
        step = 'views';
      });
    }
    step = 'build';
    signal?.throwIfAborted();
    await steps.build(job);
    step = 'days';
    const { days, leftOut } = await findMissedDays(job);
    done = { ...done, leftOut: leftOut ?? null };
    say.missed(days, leftOut, job.config.schedule.catchUpDays);
    await changingCatalogue(job, async (inner) => {
      for (const [index, day] of days.entries()) {
        signal?.throwIfAborted();
        step = `enrich ${day}`;
        if (await isWritten(job, day)) continue;
        say.day(day, index + 1, days.length);
        done = withDay(done, day, await steps.enrich(inner, { asOf: day }));
      }
      step = 'views';
    });
    step = 'attributes';
    await steps.refreshAttributes?.(job);
    step = 'validate';
    await steps.validate?.(job, { imported: done.imported !== null, days: done.days.length });
    step = 'segments';
    await steps.writeSegments?.(job, signal);
  } catch (error) {
    // Where the database is gone, or the run was called off, the row cannot be written: the failure itself is told.
    await finishLoad(job, loadId, { ...resultSoFar(), step, error: failureSentence(error) }).catch(() => {});
    signal?.throwIfAborted();
    throw withStep(error, step, job);
  }
  const result = resultSoFar();
  await finishLoad(job, loadId, result);
  say.finished(result);
  return { loadId, ...result };
}

/** The failure with the step in it; its code says that it is not the daily run that was busy. */
function withStep(error: unknown, step: string, { progress }: Job): unknown {
  if (error instanceof UserError)
    return new UserError(
      `The daily run failed in its step "${step}": ${error.message}`,
      'DAILY_FAILED',
      error.exitCode,
    );
  progress.say(`The daily run failed in its step "${step}".`);
  return error;
}
