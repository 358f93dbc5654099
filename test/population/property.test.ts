import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { fillFlat, filters, orders } from './oracle.js';
import { walk, type Graph } from './walk.js';

let database: TestDatabase;
let graph: Graph;

beforeAll(async () => {
  database = await cloneDatabase();
  await fillFlat(database, 240);
  graph = await openGraph(database, '2026-03-02');
});
afterAll(() => database.drop());

/** By an independent way: one plain table, naive SQL, the whole list at once. */
async function expected(where: string, order: string): Promise<string[]> {
  const rows = await database.sql.unsafe<{ id: string }[]>(`select id from flat where ${where} order by ${order}`);
  return rows.map(({ id }) => id);
}

const sizes = fc.array(fc.integer({ min: 1, max: 160 }), { minLength: 1, maxLength: 3 });

it('random filters, orders and pages give the customers of a plain SQL oracle, forwards and backwards', async () => {
  let asked = 0;
  let found = 0;
  await fc.assert(
    fc.asyncProperty(filters, orders, sizes, async (filter, order, pages) => {
      const ids = await expected(filter.naive, order.naive);
      const question = { filter: filter.asked, orderBy: order.asked };
      const size = (page: number): number => pages[page % pages.length] as number;
      // Pages of one customer each take long over a long list.
      const fast = (page: number): number => Math.max(size(page), Math.ceil(ids.length / 12));
      expect(await walk(graph, question, 'first', fast)).toEqual(ids);
      expect(await walk(graph, question, 'last', fast)).toEqual(ids);
      asked += 1;
      found += ids.length === 0 ? 0 : 1;
    }),
    { numRuns: 100, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: false },
  );
  expect(asked).toBeGreaterThan(20);
  expect(found / asked).toBeGreaterThan(0.4);
}, 60_000);
