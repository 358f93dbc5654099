import { sql, type SQL } from 'drizzle-orm';
import type { Config } from '../../config.js';
import type { Sql } from '../../db/client.js';
import { run } from '../../db/runStatement.js';
import { masterKeys, readMasterTable, type MasterTable } from '../tables/masterTable.js';

/** How many customers there are, and how many of them have a row in a snapshot of a population. */
export interface Coverage {
  readonly customers: number;
  readonly covered: number;
}

/** Whether a master is the table of customers by their key. */
export const isCustomers = ({ table }: MasterTable, { enrichment }: Pick<Config, 'enrichment'>): boolean =>
  table.schema === 'facet' && table.name === 'customers' && enrichment.user_master_join_key === 'customer_id';

/** A query of rows `customer_id` of those whom `facet enrich` and `facet snapshot` rank: every key of the configured master. */
export async function readPopulation(db: Sql, config: Pick<Config, 'enrichment' | 'timeZone'>): Promise<SQL> {
  const master = await readMasterTable(db, config);
  return isCustomers(master, config) ? sql`select customer_id from facet.customers` : masterKeys(master);
}

/**
 * Counts the customers, and those of them in a population (a query of distinct `customer_id`): nobody else has rows in a
 * snapshot.
 */
export async function coverageOf(db: Sql, population: SQL): Promise<Coverage> {
  const [counts] = await run<Coverage>(
    db,
    sql`
    select count(*)::int as customers, count(p.customer_id)::int as covered
    from facet.customers as c left join (${population}) as p on p.customer_id = c.customer_id`,
  );
  return counts ?? { customers: 0, covered: 0 };
}

/** Whether a snapshot would be empty: readers would take such a day for the newest one, and find no customer. */
export const coversNone = ({ covered }: Coverage): boolean => covered === 0;

/** A sentence without its full stop: why no snapshot is written. */
export const coversNoneSentence = (master: string, { customers }: Coverage): string =>
  customers === 0
    ? 'there are no customers (facet.customers is empty), so no snapshot was written and the days stay as they were; import some first'
    : `no key of enrichment.user_master_table (${master}) is the customer_id of one of facet.customers, ` +
      'so no snapshot was written and the days stay as they were';

/** A sentence on the customers without a row; none where there are no such. */
export function uncovered({ customers, covered }: Coverage, master: string, days: string): string[] {
  const missing = customers - covered;
  if (missing === 0) return [];
  return [
    `customers without a row in the snapshot of ${days}, for enrichment.user_master_table (${master}) does not have them: ` +
      `${missing} of ${customers}`,
  ];
}
