import { retryLocked, shortLockTimeout } from '../../catalogue/retryLocked.js';
import type { Job } from '../../db/job.js';
import { partitionMonths } from '../../db/partitions/partitionMonths.js';
import { addDays } from '../../lib/time/days.js';
import { UserError } from '../../lib/errors/UserError.js';

/**
 * Drops the months whose days are all more than `snapshots.retentionDays` before the newest snapshot. Their days leave
 * `profile_days` first, in the same transaction, so that no reader is sent to a day that is gone. A month that is read without a
 * pause stays for the next run, with a warning, because the days are written by then. Gives the dropped months, e.g. `2025_08`.
 */
export async function dropOldMonths({ client, config, progress }: Job): Promise<readonly string[]> {
  const [newest] = await client<{ day: string | null }[]>`select max(profile_date) as day from facet.profile_days`;
  if (newest?.day == null) return [];
  const oldestMonth = addDays(newest.day, -config.snapshots.retentionDays).slice(0, 7);
  const months = await partitionMonths(client, 'customer_profiles');
  const old = months.filter((month) => month.replace('_', '-') < oldestMonth);
  for (const [index, month] of old.entries()) {
    const drop = () =>
      client.begin(async (transaction) => {
        await transaction.unsafe(shortLockTimeout);
        await transaction`
        delete from facet.profile_days where to_char(profile_date, 'YYYY_MM') = ${month}`;
        await transaction.unsafe(`drop table facet.customer_profiles_${month}`);
      });
    try {
      await retryLocked(
        drop,
        () =>
          new UserError(
            `The snapshots of ${month.replace('_', '-')} are being read without a pause, so they could not be dropped; the next run tries again.`,
            'PROFILES_IN_USE',
          ),
      );
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== 'PROFILES_IN_USE') throw error;
      progress.say(`warning: ${error.message}`);
      return old.slice(0, index);
    }
    progress.say(
      `dropped the snapshots of ${month.replace('_', '-')}, older than ${config.snapshots.retentionDays} days`,
    );
  }
  return old;
}
