import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { askGroups, walkGroups } from './askGroups.js';
import type { Graph } from './walk.js';

const customers = 6000;
let database: TestDatabase;
let graph: Graph;

/** Customers 0 to 5,999, two of each city; every third city is missing, which makes one group of 2,000. */
beforeAll(async () => {
  database = await cloneDatabase();
  await database.client`
    insert into facet.customers (customer_id, city, source_records, load_id)
    select 'C' || n, case when n / 2 % 3 > 0 then 'City ' || n / 2 end, 1 + n % 2, 0
    from generate_series(0, ${customers - 1}) as numbers (n)`;
  graph = await openGraph(database);
});
afterAll(() => database.drop());

const cities = Array.from({ length: customers / 2 }, (_, n) => n)
  .filter((n) => n % 3 > 0)
  .map((n) => `City ${n}`)
  .toSorted();

it('2,001 groups are walked a thousand at a time, from either end', async () => {
  const question = { groupBy: [{ column: 'CITY' }], orderBy: [{ measure: 'SUM', column: 'SOURCE_RECORDS' }] };
  const expected = [...cities.map((city) => [city, 2, '3']), [null, 2000, '3000']];
  for (const end of ['first', 'last'] as const)
    expect(await walkGroups(graph, question, 'count sum(column: SOURCE_RECORDS)', end, () => 1000)).toEqual(expected);
});

it('a page has twenty groups unless told, and a thousand at most', async () => {
  const question = { groupBy: [{ column: 'CITY' }] };
  const { groups, page } = await askGroups(graph, question, '', {}, 'totalCount');
  expect(groups).toEqual(cities.slice(0, 20).map((city) => [city]));
  expect(page?.totalCount).toBe(2001);
  const { errors } = await askGroups(graph, question, '', { first: 1001 });
  expect(errors).toEqual([
    expect.objectContaining({ code: 'PAGE_SIZE_EXCEEDED', message: '"first" is 1001, and 1000 is the most.' }),
  ]);
});
