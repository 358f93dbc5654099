import { changingCatalogue } from '../bi/changingCatalogue.js';
import { withTargetLock, type Job } from '../db/job.js';
import { writeMonthlyValues } from './monthly/writeMonthlyValues.js';

/**
 * Does a run that writes snapshots, under their lock, and ends it as every such run ends: `onReport` gets its report, the SQL
 * views follow the catalogue, and the customers' values of the last full month are written where they are due. Gives the
 * report. Throws what the run and these steps throw, and a `UserError` with the code `TARGET_BUSY` while another run writes
 * snapshots.
 */
export async function writingDays<T>(
  job: Job,
  run: (job: Job) => Promise<T>,
  onReport: (report: T) => void = () => {},
): Promise<T> {
  const report = await changingCatalogue(job, async (inner) => {
    const made = await withTargetLock(inner, 'snapshots', () => run(inner));
    onReport(made);
    return made;
  });
  // After the views: a month that cannot be written must not keep back what is there.
  await writeMonth(job);
  return report;
}

async function writeMonth(job: Job): Promise<void> {
  const written = await writeMonthlyValues(job);
  if (written === undefined) return;
  const { month, day, values } = written;
  job.progress.say(
    `metrics by level: ${values} values of customers for ${month.slice(0, 7)}, from the snapshot of ${day}`,
  );
}
