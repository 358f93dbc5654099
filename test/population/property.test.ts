import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { fillFlat, filters, orders } from './oracle.js';
import { askPage, walk, type Graph, type Question } from './walk.js';
import { runsOf } from '../support/runsOf.js';

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
  const rows = await database.client.unsafe<{ id: string }[]>(`select id from flat where ${where} order by ${order}`);
  return rows.map(({ id }) => id);
}

const countSource = 'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }';
const countOf = async (filter: unknown): Promise<unknown> =>
  (await graph.ask(countSource, { filter })).data['customers'];

/** A place in a list of `size` entries, from a fraction. */
const placeIn = (size: number, fraction: number): number => Math.min(size - 1, Math.floor(fraction * size));

/** What lies between the entries at two places of a list, by their cursors. */
async function between(question: Question, ids: readonly string[], from: number, to: number): Promise<string[]> {
  const cursorAt = async (place: number) =>
    (await askPage(graph, question, { first: place + 1 })).page?.pageInfo.endCursor ?? null;
  const { ids: found, errors } = await askPage(graph, question, {
    first: ids.length,
    after: await cursorAt(from),
    before: await cursorAt(to),
  });
  expect(errors).toEqual([]);
  return found;
}

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const sizes = fc.array(fc.integer({ min: 1, max: 160 }), { minLength: 1, maxLength: 3 });

it('random filters, orders and pages give the customers of a plain SQL oracle, forwards and backwards', async () => {
  let asked = 0;
  let found = 0;
  await fc.assert(
    fc.asyncProperty(filters, orders, sizes, fc.tuple(fraction, fraction), async (filter, order, pages, places) => {
      const ids = await expected(filter.naive, order.naive);
      const question = { filter: filter.asked, orderBy: order.asked };
      const size = (page: number): number => pages[page % pages.length] as number;
      // Pages of one customer each take long over a long list.
      const fast = (page: number): number => Math.max(size(page), Math.ceil(ids.length / 12));
      expect(await walk(graph, question, 'first', fast)).toEqual(ids);
      expect(await walk(graph, question, 'last', fast)).toEqual(ids);
      expect(await countOf(filter.asked)).toEqual({ totalCount: ids.length });
      if (ids.length > 0) {
        const [from, to] = [placeIn(ids.length, places[0]), placeIn(ids.length, places[1])];
        expect(await between(question, ids, from, to)).toEqual(ids.slice(from + 1, Math.max(to, from + 1)));
      }
      asked += 1;
      found += ids.length === 0 ? 0 : 1;
    }),
    { numRuns: runsOf(30, 100) },
  );
  process.stdout.write(`${asked} random questions\n`);
  expect(asked).toBeGreaterThanOrEqual(runsOf(30, 100));
  expect(found / asked).toBeGreaterThan(0.4);
}, 240_000);
