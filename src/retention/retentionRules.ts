import { keepAudit } from '../audit/keepAudit.js';
import type { Config } from '../config.js';
import type { Job } from '../db/job.js';
import { partitionMonths } from '../db/partitions/partitionMonths.js';
import { dropOldMonths } from '../enrichment/snapshot/dropOldMonths.js';
import { plural } from '../lib/text/plural.js';
import { addDays } from '../lib/time/days.js';
import { countOld, daysBefore, deleteOld, type OldRows } from './deleteInSteps.js';
import { countRejects, deleteRejects } from './rejectsFiles.js';
import type { RetentionRule } from './RetentionRule.js';

const told = (months: readonly string[]): string | undefined =>
  months.length === 0 ? undefined : `${plural(months.length, 'month')} (${months.join(', ').replaceAll('_', '-')})`;

/** The months of a table before the one of a day. */
async function monthsBefore({ client }: Job, table: string, day: string): Promise<string | undefined> {
  const oldest = day.slice(0, 7);
  return told((await partitionMonths(client, table)).filter((month) => month.replace('_', '-') < oldest));
}

/** A rule of rows that go one by one. */
function rowRule(what: string, key: string, days: (config: Config) => number, rows: OldRows): RetentionRule {
  const before = ({ config, now }: Job): string => daysBefore(now, days(config));
  return {
    what,
    key,
    days,
    find: (job) => countOld(job.client, rows, before(job)),
    apply: (job) => deleteOld(job.client, rows, before(job)),
  };
}

/** Whether a load is of a daily run or a validation, and neither the newest of its kind, or newest that ended, nor one whose report is kept. */
const oldRun = `t.kind in ('daily', 'validate') and t.started_at < $1
  and t.load_id not in (select max(load_id) from facet.loads group by kind, finished_at is null)
  and t.load_id not in (select run_id from facet.validation_runs)`;

/** Rows of parts that were sent, for those are sent no more. */
const oldDeliveryRow = `(t.delivery_id, t.part_number) in (
  select delivery_id, part_number from facet.delivery_parts where state = 'sent' and finished_at < $1)`;

/** All that goes after some time by itself, but for what its own runs delete (`growth.ts`). */
export const retentionRules: readonly RetentionRule[] = [
  {
    what: 'the audit log',
    key: 'access.audit.keepDays',
    days: ({ access }) => access.audit.keepDays,
    find: (job) =>
      monthsBefore(job, 'audit_log', addDays(job.now.toISOString().slice(0, 10), -job.config.access.audit.keepDays)),
    apply: async (job) => told(await keepAudit(job)),
  },
  {
    what: 'the snapshots',
    key: 'snapshots.retentionDays',
    days: ({ snapshots }) => snapshots.retentionDays,
    async find(job) {
      const [newest] = await job.client<{ day: string | null }[]>`
        select max(profile_date) as day from facet.profile_days`;
      if (newest?.day == null) return undefined;
      return monthsBefore(job, 'customer_profiles', addDays(newest.day, -job.config.snapshots.retentionDays));
    },
    apply: async (job) => told(await dropOldMonths(job)),
  },
  rowRule('runs that no data names', 'retention.runDays', ({ retention }) => retention.runDays, {
    table: 'loads',
    key: ['load_id'],
    isOld: oldRun,
  }),
  rowRule('rows left by deliveries', 'retention.deliveryRowDays', ({ retention }) => retention.deliveryRowDays, {
    table: 'delivery_rows',
    key: ['customer_id', 'delivery_id', 'part_number', 'row_number'],
    isOld: oldDeliveryRow,
  }),
  {
    what: 'files of rejected rows',
    key: 'retention.rejectsFileDays',
    days: ({ retention }) => retention.rejectsFileDays,
    find: countRejects,
    apply: deleteRejects,
  },
];
