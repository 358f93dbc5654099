import type { Job } from '../db/job.js';
import { addDays, dayIn, listDays } from '../lib/time/days.js';

interface MissedDays {
  /** The days to write, in order. */
  readonly days: readonly string[];
  /** Older missed days, beyond `schedule.catchUpDays`. */
  readonly leftOut?: { readonly from: string; readonly to: string; readonly days: number };
}

/** The last whole day of the configured zone. */
export const yesterdayOf = ({ config, now }: Pick<Job, 'config' | 'now'>): string =>
  addDays(dayIn(config.timeZone, now), -1);

/**
 * The days up to yesterday that are not written, of those after the oldest snapshot; yesterday alone where there is no
 * snapshot. Of gaps only what lies in the last `schedule.catchUpDays` days counts.
 */
export async function findMissedDays(job: Job): Promise<MissedDays> {
  const { schedule, snapshots } = job.config;
  const yesterday = yesterdayOf(job);
  const [snapshotDays] = await job.client<{ oldest: string | null; newest: string | null }[]>`
    select min(profile_date) as oldest, max(profile_date) as newest from facet.profile_days`;
  if (snapshotDays?.oldest == null || snapshotDays.newest === null) return { days: [yesterday] };
  const firsts = [
    snapshotDays.oldest,
    addDays(yesterday, 1 - schedule.catchUpDays),
    // Nothing writes a day beyond the retention.
    addDays(snapshotDays.newest, -snapshots.retentionDays),
  ];
  const first = firsts.toSorted().at(-1) ?? yesterday;
  const written = await writtenDays(job, first, yesterday);
  const days = listDays(first, yesterday).filter((day) => !written.has(day));
  const skipped = listDays(addDays(snapshotDays.newest, 1), addDays(first, -1));
  const [from, to] = [skipped[0], skipped.at(-1)];
  return from === undefined || to === undefined ? { days } : { days, leftOut: { from, to, days: skipped.length } };
}

/** Whether a day is written: somebody may have done it meanwhile. */
export const isWritten = async (job: Job, day: string): Promise<boolean> => (await writtenDays(job, day, day)).has(day);

/**
 * The days of a stretch whose snapshots were begun after they had ended. One of a day that was under way does not know
 * the rest of that day, so it counts as none; an imported one stays whatever it is.
 */
async function writtenDays({ client, config }: Job, from: string, to: string): Promise<ReadonlySet<string>> {
  const found = await client<{ day: string }[]>`
    select profile_date as day from facet.profile_days left join facet.loads using (load_id)
    where profile_date between ${from} and ${to}
      and (started_at is null or kind = 'import'
        or started_at >= (profile_date + 1)::timestamp at time zone ${config.timeZone})`;
  return new Set(found.map(({ day }) => day));
}
