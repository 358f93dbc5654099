import type { Job } from '../db/job.js';
import { saySteps } from './dailyLines.js';
import { findMissedDays } from './missedDays.js';

/** Says what a daily run would do now; days that its import would bring are not known yet. Writes nothing. */
export async function planDaily(job: Job): Promise<void> {
  const { import: configFile, dir, catchUpDays } = job.config.schedule;
  const { days, leftOut } = await findMissedDays(job);
  const say = saySteps(job.progress);
  say.wouldImport(configFile, dir);
  say.missed(days, leftOut, catchUpDays);
  say.wouldWrite(days);
}
