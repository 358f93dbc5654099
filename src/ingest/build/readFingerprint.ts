import { hash } from 'node:crypto';
import type { Job } from '../../db/job.js';

/** Raised when the same rows come to be built otherwise. */
const buildVersion = 1;

/** SQL: how many rows there are, and what runs wrote them: any run that writes, adds or deletes one changes it. */
const state = (table: string, condition = 'true'): string =>
  `select concat_ws(' ', count(*), sum(load_id), max(load_id)) from facet.${table} where ${condition}`;

/**
 * What decides whether a build has anything to do: a text that is the same as long as neither the rows that it reads change nor the
 * settings. Costs one pass over source records and order lines.
 */
export async function readFingerprint({ client, config }: Pick<Job, 'client' | 'config'>): Promise<string> {
  const [found] = await client.unsafe<{ rows: string }[]>(`
    select concat_ws('/', (${state('unified_customers')}), (${state('unified_itemized_transactions')}),
      (${state('activity', 'source_namespace is not null')})) as rows`);
  const settings = JSON.stringify([buildVersion, config.linking, config.orders]);
  return hash('sha256', `${settings}/${found?.rows}`);
}

/** The fingerprint that the last build left; undefined where there was none. */
export async function lastFingerprint({ client }: Pick<Job, 'client'>): Promise<string | undefined> {
  const [last] = await client<{ fingerprint: string | null }[]>`
    select result ->> 'fingerprint' as fingerprint from facet.loads
    where kind = 'build' and finished_at is not null order by load_id desc limit 1`;
  return last?.fingerprint ?? undefined;
}
