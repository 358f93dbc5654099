import type { Sql } from '../db/client.js';
import type { Job } from '../db/job.js';
import { UserError } from '../lib/UserError.js';

/** What a database holds that the demo would be mixed with. */
export type Held = 'customers' | 'entities' | 'data' | 'nothing';

const entities = ['industries', 'companies', 'contracts', 'accounts'] as const;

/** Other tables that the demo fills, some of them under keys that an import may have used. */
const others = [
  'products',
  'unified_itemized_transactions',
  'activity',
  'campaigns',
  'campaign_targetings',
  'campaign_recipients',
  'campaign_coupons',
  'coupon_redemptions',
  'metric_definitions',
] as const;

const anyRow = (tables: readonly string[]): string =>
  tables.map((table) => `exists (select from facet.${table})`).join(' or ');

/** Whether there are customers or source records of some, only entities of the levels above, only other data, or nothing. */
export async function findHeld(sql: Sql): Promise<Held> {
  const [found] = await sql.unsafe<{ held: Held }[]>(`
    select case when ${anyRow(['customers', 'unified_customers'])} then 'customers'
      when ${anyRow(entities)} then 'entities' when ${anyRow(others)} then 'data' else 'nothing' end as held`);
  return found?.held ?? 'nothing';
}

async function countCustomers(sql: Sql): Promise<string> {
  const [counted] = await sql<{ customers: string }[]>`
    select greatest((select count(*) from facet.customers),
      (select count(distinct customer_id) from facet.unified_customers)) as customers`;
  return `${counted?.customers ?? 0} customers`;
}

/** The tables that have rows, with how many. */
async function countRows(sql: Sql, tables: readonly string[]): Promise<string> {
  const [counted] = await sql.unsafe<Record<string, string>[]>(
    `select ${tables.map((table) => `(select count(*) from facet.${table}) as ${table}`).join(', ')}`,
  );
  const there = Object.entries(counted ?? {}).filter(([, count]) => count !== '0');
  return new Intl.ListFormat('en-GB').format(there.map(([name, count]) => `${name}: ${count}`));
}

/** Throws a `UserError` with code `DATABASE_NOT_EMPTY` where the database holds customers or anything else that the demo makes. */
export async function refuseUnlessEmpty({ sql }: Pick<Job, 'sql'>): Promise<void> {
  const held = await findHeld(sql);
  if (held === 'nothing') return;
  const counts =
    held === 'customers'
      ? await countCustomers(sql)
      : `${held} (${await countRows(sql, held === 'entities' ? entities : others)})`;
  throw new UserError(`The database already holds ${counts}; the demo is for an empty database.`, 'DATABASE_NOT_EMPTY');
}

/** Whether source records of the demo company are in the database. */
async function holdsDemo({ sql }: Pick<Job, 'sql'>): Promise<boolean> {
  const [found] = await sql<{ found: boolean }[]>`
    select exists (select from facet.loads l where l.kind = 'demo sources'
      and exists (select from facet.unified_customers u where u.load_id = l.load_id)) as found`;
  return found?.found === true;
}

/** Says that an import goes into the demo company, and how to begin afresh. */
export async function warnOfDemo(job: Job): Promise<void> {
  if (!(await holdsDemo(job))) return;
  const afresh =
    job.config.databaseUrl === undefined
      ? 'to begin afresh, stop the server and run "facet reset --yes"'
      : 'to begin afresh, import into another, empty database';
  job.progress.say(`warning: this database holds the demo company, and what is imported is mixed with it; ${afresh}.`);
}
