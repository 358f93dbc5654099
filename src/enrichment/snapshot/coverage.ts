import { sql, type SQL } from 'drizzle-orm';
import type { Config } from '../../config.js';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { readMasterTable } from '../activity/activityTable.js';
import { populationOf } from '../enriched/enrichedValues.js';

/** How many customers there are, and how many of them have a row in a snapshot of a population. */
export interface Coverage {
  readonly customers: number;
  readonly covered: number;
}

/** Those among whom `facet enrich` and `facet snapshot` rank: every key of the configured master. */
export async function readPopulation(db: Sql, config: Pick<Config, 'enrichment' | 'timeZone'>): Promise<SQL> {
  const master = await readMasterTable(db, config);
  const { schema, name } = master.table;
  const isCustomers =
    schema === 'facet' && name === 'customers' && config.enrichment.user_master_join_key === 'customer_id';
  return isCustomers ? sql`select customer_id from facet.customers` : populationOf(master);
}

/** Only customers have rows in a snapshot, whoever else is in the population, a query of distinct `customer_id`. */
export async function coverageOf(db: Sql, population: SQL): Promise<Coverage> {
  const [counts] = await run<Coverage>(
    db,
    sql`
    select count(*)::int as customers, count(p.customer_id)::int as covered
    from facet.customers as c left join (${population}) as p on p.customer_id = c.customer_id`,
  );
  return counts ?? { customers: 0, covered: 0 };
}

/** Whether a snapshot would be empty: readers would take such a day for the newest, and find nobody on it. */
export const coversNone = ({ covered }: Coverage): boolean => covered === 0;

/** A sentence without its full stop: why no snapshot is written. */
export const coversNoneSentence = (master: string, { customers }: Coverage): string =>
  customers === 0
    ? 'there are no customers (facet.customers is empty), so no snapshot was written and the days stay as they were; import some first'
    : `no key of enrichment.user_master_table (${master}) is the customer_id of one of facet.customers, ` +
      'so no snapshot was written and the days stay as they were';

/** What to say of the customers who have no row, where there are any. */
export function uncovered({ customers, covered }: Coverage, master: string, days: string): string[] {
  const missing = customers - covered;
  if (missing === 0) return [];
  return [
    `customers without a row in the snapshot of ${days}, for enrichment.user_master_table (${master}) does not have them: ` +
      `${missing} of ${customers}`,
  ];
}
