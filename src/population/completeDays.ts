import { sql } from 'drizzle-orm';
import type { CachedTable, CompleteDay } from '../scope.js';

/** The complete days of the snapshots, the oldest first. */
export const completeDays: CachedTable<CompleteDay, readonly CompleteDay[]> = {
  name: 'profile_days',
  statement: () => sql`
    select d.profile_date as day, coalesce(l.finished_at, l.started_at) as "computedAt",
      d.load_id::text as "loadId"
    from facet.profile_days d join facet.loads l on l.load_id = d.load_id
    where d.complete order by d.profile_date`,
  make: (days) => days,
};

/** The newest of some days, the oldest first, on or before a date; null where there is none. */
export function newestOn(days: readonly CompleteDay[], date: string): CompleteDay | null {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle]?.day ?? '') <= date) low = middle + 1;
    else high = middle;
  }
  return days[low - 1] ?? null;
}
