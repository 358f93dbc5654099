import { hash } from 'node:crypto';
import type { Job } from '../../db/job.js';

/** Raised when the same rows come to be built otherwise. */
const buildVersion = 1;

/** The tables that a build reads, the targets of imports. */
export type BuiltFrom = 'unified_customers' | 'unified_itemized_transactions' | 'activity';

/** For each table a text that is the same as long as neither its rows change nor the settings by which they are read. */
export type Fingerprint = Readonly<Record<BuiltFrom, string>>;

/** SQL: how many rows there are, and what runs wrote them: any run that writes, adds or deletes one changes it. */
const state = (table: BuiltFrom, condition = 'true'): string =>
  `(select concat_ws(' ', count(*), sum(load_id), max(load_id)) from facet.${table} where ${condition}) as ${table}`;

/** Reads what decides what a build has to do; costs one pass over source records and order lines. */
export async function readFingerprint({ client, config }: Pick<Job, 'client' | 'config'>): Promise<Fingerprint> {
  const [found] = await client.unsafe<Fingerprint[]>(
    `select ${state('unified_customers')}, ${state('unified_itemized_transactions')},
      ${state('activity', 'source_namespace is not null')}`,
  );
  const print = (table: BuiltFrom, settings: object): string =>
    hash('sha256', JSON.stringify([buildVersion, settings, found?.[table]]));
  return {
    unified_customers: print('unified_customers', config.linking),
    unified_itemized_transactions: print('unified_itemized_transactions', config.orders),
    activity: print('activity', {}),
  };
}

/** The tables whose rows, or settings, have changed since the last build. */
export async function changedSince(job: Pick<Job, 'client' | 'config'>): Promise<ReadonlySet<BuiltFrom>> {
  const [last] = await job.client<{ fingerprint: Partial<Fingerprint> | null }[]>`
    select result -> 'fingerprint' as fingerprint from facet.loads
    where kind = 'build' and finished_at is not null order by load_id desc limit 1`;
  const now = Object.entries(await readFingerprint(job)) as [BuiltFrom, string][];
  return new Set(now.filter(([table, print]) => last?.fingerprint?.[table] !== print).map(([table]) => table));
}
