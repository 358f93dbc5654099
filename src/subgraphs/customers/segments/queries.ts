import { sql } from 'drizzle-orm';
import { list } from '../../../db/sql.js';
import { groupByKey } from '../../../lib/byKey.js';
import { customersOf } from '../../../operands/customersOf.js';
import { pageStatement, type CustomerPage } from '../../../population/pageStatement.js';
import { whereOf, type Population } from '../../../population/population.js';
import type { Scope } from '../../../scope.js';
import { readCustomers, selectOf } from '../queries.js';
import type { AskedCustomer, CustomerRow } from '../shape.js';

/** For each population a page of its customers in an order, with what is asked of them, and one more; [] beyond the end. */
export async function findPopulationPages(
  scope: Scope,
  populations: readonly Population[],
  { order, page }: Pick<CustomerPage, 'order' | 'page'>,
  asked: AskedCustomer,
): Promise<CustomerRow[][]> {
  const pages = populations.flatMap((population, n) => {
    const statement = pageStatement(scope, { population, order, page }, selectOf(asked));
    const place = sql.raw(String(n));
    return statement === undefined ? [] : [sql`select ${place} as "_population", page.* from (${statement}) as page`];
  });
  if (pages.length === 0) return populations.map(() => []);
  const [only] = pages;
  const all = pages.length === 1 && only !== undefined ? only : sql`${sql.join(pages, sql` union all `)} offset 0`;
  const rows = await readCustomers(scope, all, asked);
  return groupByKey(
    populations.map((_, n) => n),
    rows,
    (row) => Number(row['_population']),
  );
}

/** How many customers each population has, by one statement. */
export async function countPopulations(scope: Scope, populations: readonly Population[]): Promise<number[]> {
  const counts = populations.map(
    (population) =>
      sql`(select count(*) from ${customersOf(scope, population, population.ofProfile)} where ${whereOf(population)})`,
  );
  const [row] = await scope.db.query<{ counts: number[] }>(sql`select to_jsonb(array[${list(counts)}]) as counts`);
  return row?.counts ?? [];
}
