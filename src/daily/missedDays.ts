import type { Sql } from '../db/client.js';
import type { Job } from '../db/job.js';
import { addDays, dayIn, listDays } from '../lib/days.js';

interface MissedDays {
  /** The days to write, in order. */
  readonly days: readonly string[];
  /** Older missed days, beyond `schedule.catchUpDays`. */
  readonly leftOut?: { readonly from: string; readonly to: string; readonly days: number };
}

/** The last whole day of the configured zone. */
export const yesterdayOf = ({ config, now }: Pick<Job, 'config' | 'now'>): string =>
  addDays(dayIn(config.timeZone, now), -1);

/** The days after the newest snapshot up to yesterday; yesterday alone where there is no snapshot. */
export async function findMissedDays(job: Job): Promise<MissedDays> {
  const yesterday = yesterdayOf(job);
  const [newest] = await job.sql<{ day: string | null }[]>`select max(profile_date) as day from facet.profile_days`;
  if (newest?.day == null) return { days: [yesterday] };
  const missed = listDays(addDays(newest.day, 1), yesterday);
  const days = missed.slice(-job.config.schedule.catchUpDays);
  const left = missed.slice(0, missed.length - days.length);
  const [from, to] = [left[0], left.at(-1)];
  return from === undefined || to === undefined ? { days } : { days, leftOut: { from, to, days: left.length } };
}

/** Whether a day has a snapshot: somebody may have written it meanwhile. */
export async function hasSnapshot(sql: Sql, day: string): Promise<boolean> {
  const found = await sql`select from facet.profile_days where profile_date = ${day}`;
  return found.length > 0;
}
