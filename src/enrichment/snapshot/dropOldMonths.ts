import type { Job } from '../../db/job.js';
import { dropMonths } from '../../db/partitions/dropMonths.js';
import { addDays } from '../../lib/time/days.js';

/**
 * Drops the months whose days are all more than `snapshots.retentionDays` before the newest snapshot. Their days leave
 * `profile_days` first, in the same transaction, so that no reader is sent to a day that is gone. A month that is read without a
 * pause stays for the next run, with a warning, because the days are written by then. Gives the dropped months, e.g. `2025_08`.
 */
export async function dropOldMonths({ client, config, progress }: Job, attempts?: number): Promise<readonly string[]> {
  const [newest] = await client<{ day: string | null }[]>`select max(profile_date) as day from facet.profile_days`;
  if (newest?.day == null) return [];
  const { retentionDays: days } = config.snapshots;
  return dropMonths(
    { client, progress },
    {
      table: 'customer_profiles',
      what: 'the snapshots',
      oldest: addDays(newest.day, -days).slice(0, 7),
      days,
      before: (transaction, month) => {
        const first = `${month.replace('_', '-')}-01`;
        return transaction`
          delete from facet.profile_days
          where profile_date >= ${first}::date and profile_date < (${first}::date + interval '1 month')::date`;
      },
      attempts,
    },
  );
}
