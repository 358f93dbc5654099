import type { Job } from '../../db/job.js';
import { addDays, dayIn } from '../../lib/time/days.js';
import { UserError } from '../../lib/errors/UserError.js';

/** The days that a run was asked for; see `resolveDays` for the defaults. */
interface AskedDays {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * The range of days that a run writes: up to `to`, by default yesterday, from `from`, by default the day after the newest snapshot.
 * Throws a `UserError` for days that are not over, or not kept.
 */
export async function resolveDays(job: Job, { from, to }: AskedDays): Promise<{ from: string; to: string }> {
  const today = dayIn(job.config.timeZone, job.now);
  const last = to ?? addDays(today, -1);
  const [newest] = await job.client<{ day: string | null }[]>`select max(profile_date) as day from facet.profile_days`;
  const next = newest?.day == null ? last : addDays(newest.day, 1);
  // Without a first day a second run on one day writes that day again rather than nothing.
  const first = from ?? (next > last ? last : next);
  if (first > last) throw new UserError(`There is no day from ${first} to ${last}: the first is after the last.`);
  if (last > today) throw new UserError(`The day ${last} is not over: today is ${today} in ${job.config.timeZone}.`);
  const { retentionDays } = job.config.snapshots;
  const newestAfter = newest?.day != null && newest.day > last ? newest.day : last;
  const oldest = addDays(newestAfter, -retentionDays);
  if (first < oldest)
    throw new UserError(
      `The day ${first} is not among the ${retentionDays} days that are kept up to ${newestAfter} (from ${oldest}); ` +
        `choose a later day, or raise snapshots.retentionDays in the config.`,
    );
  return { from: first, to: last };
}

/** Throws a `UserError` where a range of days holds an imported one: no attribute could compute its values again. */
export async function refuseImported({ client }: Job, from: string, to: string): Promise<void> {
  const [imported] = await client<{ first: string | null; days: number }[]>`
    select min(profile_date) as first, count(*)::int as days from facet.profile_days join facet.loads using (load_id)
    where kind = 'import' and profile_date between ${from} and ${to}`;
  if (imported?.first != null)
    throw new UserError(
      `Imported snapshots (days: ${imported.days}, the first ${imported.first}) would be lost if they were written anew; ` +
        'choose another day.',
      'DAY_IMPORTED',
    );
}
