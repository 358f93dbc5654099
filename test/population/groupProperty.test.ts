import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { askGroups, walkGroups } from './askGroups.js';
import { groupCases } from './groupOracle.js';
import { fillPeople, type Person } from './groupPeople.js';
import type { Graph } from './walk.js';
import { runsOf } from '../support/runsOf.js';

const timeZone = 'Europe/Paris';
let database: TestDatabase;
let graph: Graph;
let people: Person[];

beforeAll(async () => {
  database = await cloneDatabase();
  people = await fillPeople(database, 300);
  graph = await openGraph(database, '2026-03-02', timeZone);
});
afterAll(() => database.drop());

const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 3 });

it('random groups, measures, conditions, orders and pages are those of plain JavaScript with exact numbers', async () => {
  let asked = 0;
  let several = 0;
  await fc.assert(
    fc.asyncProperty(groupCases, sizes, async ({ question, measures, expected }, pages) => {
      const groups = expected(people, timeZone);
      // Pages of one group each take long over a long list.
      const size = (page: number): number =>
        Math.max(pages[page % pages.length] as number, Math.ceil(groups.length / 12));
      expect(await walkGroups(graph, question, measures, 'first', size)).toEqual(groups);
      expect(await walkGroups(graph, question, measures, 'last', size)).toEqual(groups);
      const { page } = await askGroups(graph, question, '', { first: 0 }, 'totalCount');
      expect(page?.totalCount).toBe(groups.length);
      asked += 1;
      several += groups.length > 1 ? 1 : 0;
    }),
    { numRuns: runsOf(30, 100) },
  );
  expect(asked).toBeGreaterThanOrEqual(runsOf(30, 100));
  expect(several / asked).toBeGreaterThan(0.25);
}, 240_000);
