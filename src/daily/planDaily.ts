import type { Job } from '../db/job.js';
import type { DryRunSteps } from './dailySteps.js';
import { reportSteps } from './dailyLines.js';
import { findMissedDays } from './missedDays.js';

/**
 * Says what a daily run would do now, by trying its import and checking the first of its days; what the import would bring is
 * not there yet for the day. Writes nothing. Throws what the run would throw.
 */
export async function planDaily(job: Job, steps: DryRunSteps, signal?: AbortSignal): Promise<void> {
  const { import: configFile, dir, catchUpDays, strict, maxRejects } = job.config.schedule;
  const { days, leftOut } = await findMissedDays(job);
  const say = reportSteps(job.progress);
  say.wouldImport(configFile, dir);
  if (configFile !== undefined) {
    const { rowsRejected } = await steps.importFiles(job, {
      configFile,
      dir,
      maxRejects: strict === true ? 0 : maxRejects,
      signal,
      dryRun: true,
    });
    say.wouldReject(rowsRejected, configFile);
  }
  for (const line of await steps.checkBuild(job)) job.progress.say(line);
  say.missed(days, leftOut, catchUpDays);
  say.wouldWrite(days);
  const [asOf] = days;
  if (asOf !== undefined) for (const line of await steps.checkEnrich(job, { asOf })) job.progress.say(line);
  for (const line of (await steps.checkSegments?.(job)) ?? []) job.progress.say(line);
}
