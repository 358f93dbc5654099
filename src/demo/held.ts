import type { Sql } from '../db/client.js';
import type { Job } from '../db/job.js';
import { UserError } from '../lib/UserError.js';

/** What a database holds that the demo would be mixed with. */
export type Held = 'customers' | 'entities' | 'nothing';

/** Whether there are customers or source records of some, only entities of the levels above, or nothing of them. */
export async function findHeld(sql: Sql): Promise<Held> {
  const [found] = await sql<{ held: Held }[]>`
    select case
      when exists (select from facet.customers) or exists (select from facet.unified_customers) then 'customers'
      when exists (select from facet.industries) or exists (select from facet.companies)
        or exists (select from facet.contracts) or exists (select from facet.accounts) then 'entities'
      else 'nothing' end as held`;
  return found?.held ?? 'nothing';
}

async function countCustomers(sql: Sql): Promise<string> {
  const [counted] = await sql<{ customers: string }[]>`
    select greatest((select count(*) from facet.customers),
      (select count(distinct customer_id) from facet.unified_customers)) as customers`;
  return `${counted?.customers ?? 0} customers`;
}

async function countEntities(sql: Sql): Promise<string> {
  const [counted] = await sql<Record<string, string>[]>`
    select (select count(*) from facet.industries) as industries, (select count(*) from facet.companies) as companies,
      (select count(*) from facet.contracts) as contracts, (select count(*) from facet.accounts) as accounts`;
  const there = Object.entries(counted ?? {}).filter(([, count]) => count !== '0');
  return new Intl.ListFormat('en-GB').format(there.map(([name, count]) => `${name}: ${count}`));
}

/** Throws a `UserError` with code `DATABASE_NOT_EMPTY` where the database holds customers or other entities. */
export async function refuseUnlessEmpty({ sql }: Pick<Job, 'sql'>): Promise<void> {
  const held = await findHeld(sql);
  if (held === 'nothing') return;
  const counts = held === 'customers' ? await countCustomers(sql) : `entities (${await countEntities(sql)})`;
  throw new UserError(`The database already holds ${counts}; the demo is for an empty database.`, 'DATABASE_NOT_EMPTY');
}
