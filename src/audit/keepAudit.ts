import { retryLocked, shortLockTimeout } from '../catalogue/retryLocked.js';
import type { Job } from '../db/job.js';
import { partitionMonths } from '../db/partitions/partitionMonths.js';
import { addDays } from '../lib/time/days.js';
import { ensureAuditMonths } from './insertEntries.js';

/**
 * Makes the partitions of this month and the next, and drops the months whose entries are all older than `access.audit.keepDays`. One that
 * is read without a pause stays for the next run, with a warning. Gives the dropped months, e.g. `2025_08`.
 */
export async function keepAudit({ client, config, now, progress }: Job): Promise<readonly string[]> {
  const today = now.toISOString().slice(0, 10);
  await ensureAuditMonths(client, today);
  const { keepDays } = config.access.audit;
  const oldest = addDays(today, -keepDays).slice(0, 7);
  const old = (await partitionMonths(client, 'audit_log')).filter((month) => month.replace('_', '-') < oldest);
  for (const [index, month] of old.entries()) {
    const name = month.replace('_', '-');
    const drop = () =>
      client.begin(async (transaction) => {
        await transaction.unsafe(shortLockTimeout);
        await transaction.unsafe(`drop table facet.audit_log_${month}`);
      });
    const busy = new Error(
      `The audit log of ${name} is being read without a pause, so it could not be dropped; the next run tries again.`,
    );
    try {
      await retryLocked(drop, () => busy);
    } catch (error) {
      if (error !== busy) throw error;
      progress.say(`warning: ${busy.message}`);
      return old.slice(0, index);
    }
    progress.say(`dropped the audit log of ${name}, older than ${keepDays} days`);
  }
  return old;
}
