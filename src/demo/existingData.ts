import type { Sql } from '../db/client.js';
import type { Job } from '../db/job.js';
import { tableTargets } from '../ingest/import/targets/tableTargets.js';
import { UserError } from '../lib/errors/UserError.js';
import { AggregationLevel, levelFacts, levelsAbove } from '../words/levels.js';

/** What a database holds that the demo would be mixed with. */
export type ExistingData = 'customers' | 'entities' | 'data' | 'nothing';

const entities: readonly string[] = levelsAbove(AggregationLevel.CUSTOMER)
  .map((level) => levelFacts[level].table)
  .toReversed();

const ofCustomers = ['customers', 'unified_customers'] as const;

/** All other tables that imports write: the demo fills many of them, some under keys that an import may have used. */
const others: readonly string[] = [...tableTargets.keys(), 'imported_attributes'].filter(
  (name) => ![...ofCustomers, ...entities].some((other) => other === name),
);

const anyRow = (tables: readonly string[]): string =>
  tables.map((table) => `exists (select 1 from facet.${table})`).join(' or ');

/** Whether there are customers or source records of some, only entities of the levels above, only other data, or nothing. */
export async function findExistingData(client: Sql): Promise<ExistingData> {
  const [found] = await client.unsafe<{ existing: ExistingData }[]>(`
    select case when ${anyRow(ofCustomers)} then 'customers'
      when ${anyRow(entities)} then 'entities' when ${anyRow(others)} then 'data' else 'nothing' end as existing`);
  return found?.existing ?? 'nothing';
}

async function countCustomers(client: Sql): Promise<string> {
  const [counted] = await client<{ customers: string }[]>`
    select greatest((select count(*) from facet.customers),
      (select count(distinct customer_id) from facet.unified_customers)) as customers`;
  return `${counted?.customers ?? 0} customers`;
}

/** The tables that have rows, with how many. */
async function countRows(client: Sql, tables: readonly string[]): Promise<string> {
  const [counted] = await client.unsafe<Record<string, string>[]>(
    `select ${tables.map((table) => `(select count(*) from facet.${table}) as ${table}`).join(', ')}`,
  );
  const there = Object.entries(counted ?? {}).filter(([, count]) => count !== '0');
  return new Intl.ListFormat('en-GB').format(there.map(([name, count]) => `${name}: ${count}`));
}

/** Throws a `UserError` with code `DATABASE_NOT_EMPTY` where the database holds customers or anything else that was imported. */
export async function requireEmptyDatabase({ client }: Pick<Job, 'client'>): Promise<void> {
  const existing = await findExistingData(client);
  if (existing === 'nothing') return;
  const counts =
    existing === 'customers'
      ? await countCustomers(client)
      : `${existing} (${await countRows(client, existing === 'entities' ? entities : others)})`;
  throw new UserError(`The database already holds ${counts}; the demo is for an empty database.`, 'DATABASE_NOT_EMPTY');
}

/** Whether source records of the demo company are in the database. */
async function hasDemo({ client }: Pick<Job, 'client'>): Promise<boolean> {
  const [found] = await client<{ found: boolean }[]>`
    select exists (select 1 from facet.loads l where l.kind = 'demo sources'
      and l.load_id in (select u.load_id from facet.unified_customers u)) as found`;
  return found?.found === true;
}

/** Says that an import goes into the demo company, and how to begin afresh. */
export async function warnOfDemo(job: Job): Promise<void> {
  if (!(await hasDemo(job))) return;
  const afresh =
    job.config.databaseUrl === undefined
      ? 'to begin afresh, stop the server and run "facet reset --yes"'
      : 'to begin afresh, import into another, empty database';
  job.progress.say(`warning: this database holds the demo company, and what is imported is mixed with it; ${afresh}.`);
}
