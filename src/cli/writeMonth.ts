import type { Job } from '../db/job.js';
import { writeMonthlyValues } from '../enrichment/monthly/writeMonthlyValues.js';

/** Writes the customers' values of the last full month where they are due, and tells of it. */
export async function writeMonth(job: Job): Promise<void> {
  const written = await writeMonthlyValues(job);
  if (written === undefined) return;
  const { month, day, values } = written;
  job.progress.say(
    `metrics by level: ${values} values of customers for ${month.slice(0, 7)}, from the snapshot of ${day}`,
  );
}
