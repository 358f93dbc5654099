import type { Job } from '../db/job.js';
import { dropMonths } from '../db/partitions/dropMonths.js';
import { addDays } from '../lib/time/days.js';
import { ensureAuditMonths } from './insertEntries.js';

/**
 * Makes the partitions of this month and the next, and drops the months whose entries are all older than `access.audit.keepDays`, as
 * `dropMonths` does.
 */
export async function keepAudit({ client, config, now, progress }: Job, attempts?: number): Promise<readonly string[]> {
  const today = now.toISOString().slice(0, 10);
  await ensureAuditMonths(client, today);
  const { keepDays: days } = config.access.audit;
  const oldest = addDays(today, -days).slice(0, 7);
  return dropMonths({ client, progress }, { table: 'audit_log', what: 'the audit log', oldest, days, attempts });
}
