import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { viewerOf } from '../../support/roles.js';
import { runsOf } from '../../support/runsOf.js';
import { addCustomers, addTargetings } from '../../support/sample.js';
import { askGroups, walkGroups } from '../../population/askGroups.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database?.drop());

const cities = ['a', 'b', 'c', 'd', 'e'];

const graphOf = (leastGroup: number) =>
  openGraph(database, undefined, undefined, undefined, undefined, { viewer: viewerOf({ leastGroup }) });

const empty = () => database.client`truncate facet.customers, facet.campaign_targetings, facet.campaign_actions`;

/**
 * Whether cities of these sizes may be told so, as docs/asking-by-values.md has it: nobody knows which large ones are left out beside the
 * small ones, so that any choice may be meant.
 */
function mayBeTold(sizes: readonly number[], told: readonly boolean[], k: number): boolean {
  if (sizes.some((size, n) => told[n] === true && size < k)) return false;
  const hidden = sizes.filter((_, n) => told[n] !== true);
  const small = hidden.filter((size) => size > 0 && size < k).reduce((sum, size) => sum + size, 0);
  const large = hidden.filter((size) => size >= k);
  if (small === 0) return large.length === 0;
  const all = large.reduce((sum, size) => sum + size, small);
  // The last of them was still needed, whichever it was.
  const isNeeded = large.length === 0 || all - Math.max(...large) < 2 * k;
  return isNeeded && (all >= 2 * k || !told.includes(true));
}

/** All ways in which so many customers can live in so many cities. */
function* worldsOf(total: number, places: number): Generator<number[]> {
  if (places === 1) return void (yield [total]);
  for (let first = 0; first <= total; first += 1)
    for (const rest of worldsOf(total - first, places - 1)) yield [first, ...rest];
}

/**
 * What an attacker, who knows the rule, all cities, what is told and the total, knows of the cities that are not told: for each the
 * sizes that it may have.
 */
function attack(told: ReadonlyMap<string, number>, total: number, k: number): ReadonlyMap<string, Set<number>> {
  const hidden = cities.filter((city) => !told.has(city));
  const sum = [...told.values()].reduce((all, size) => all + size, 0);
  const possible = new Map(hidden.map((city) => [city, new Set<number>()]));
  if (hidden.length === 0) return possible;
  for (const world of worldsOf(total - sum, hidden.length)) {
    const sizeOf = new Map([...told, ...hidden.map((city, n) => [city, world[n] ?? 0] as const)]);
    const isSame = mayBeTold(
      cities.map((city) => sizeOf.get(city) ?? 0),
      cities.map((city) => told.has(city)),
      k,
    );
    if (isSame) hidden.forEach((city, n) => possible.get(city)?.add(world[n] ?? 0));
  }
  return possible;
}

const sizesOfCities = fc.array(fc.nat({ max: 7 }), { minLength: cities.length, maxLength: cities.length });

it('no size of a small group follows from the groups that are told and the total', async () => {
  let suppressed = 0;
  await fc.assert(
    fc.asyncProperty(sizesOfCities, fc.integer({ min: 2, max: 4 }), async (sizes, k) => {
      await empty();
      const people = sizes.flatMap((size, n) =>
        Array.from({ length: size }, (_, i) => ({ id: `${n}-${i}`, city: cities[n] ?? '' })),
      );
      if (people.length > 0) await addCustomers(database, people);
      const graph = await graphOf(k);
      const { groups } = await askGroups(graph, { groupBy: [{ column: 'CITY' }] });
      const told = new Map(groups.map(([city, count]) => [String(city), Number(count)]));
      // What is told is true, and large enough.
      for (const [city, count] of told) expect([city, count]).toEqual([city, sizes[cities.indexOf(city)]]);
      expect([...told.values()].filter((count) => count < k)).toEqual([]);
      const shown = cities.map((city) => told.has(city));
      expect([sizes, shown, mayBeTold(sizes, shown, k)]).toEqual([sizes, shown, true]);
      const whole = await askGroups(graph, {});
      expect(whole.groups).toEqual(people.length < k ? [] : [[people.length]]);
      const counted = await graph.ask('{ customers { totalCount } }');
      expect(counted.errors.map(({ code }) => code)).toEqual(people.length < k ? ['GROUP_TOO_SMALL'] : []);
      if (people.length < k) return;
      const known = attack(told, people.length, k);
      for (const [n, size] of sizes.entries())
        if (size > 0 && size < k) {
          suppressed += 1;
          expect(known.get(cities[n] ?? '')?.size).toBeGreaterThan(1);
        }
      // Neither pages, nor conditions, nor orders, nor the number of groups tell of the others.
      const question = { groupBy: [{ column: 'CITY' }], orderBy: [{ measure: 'COUNT' }] };
      const walked = await walkGroups(graph, question, 'count', 'first', () => 1);
      expect(walked.map(([city]) => String(city)).toSorted()).toEqual([...told.keys()].toSorted());
      const having = [{ measure: 'COUNT', number: { lt: String(k) } }];
      expect((await askGroups(graph, { ...question, having }, 'count', {}, 'totalCount')).page).toMatchObject({
        totalCount: 0,
        edges: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      });
      expect((await askGroups(graph, question, '', { first: 0 }, 'totalCount')).page?.totalCount).toBe(told.size);
    }),
    { numRuns: runsOf(40, 200) },
  );
  expect(suppressed).toBeGreaterThan(runsOf(10, 50));
}, 120_000);

const targeted = fc.uniqueArray(
  fc.record({ customer: fc.integer({ min: 1, max: 6 }), plan: fc.integer({ min: 1, max: 4 }) }),
  { selector: ({ customer, plan }) => `${customer} ${plan}`, minLength: 1, maxLength: 24 },
);

it('what is left of a total of rows without the groups that are told is of nobody, or of enough customers', async () => {
  let suppressed = 0;
  await fc.assert(
    fc.asyncProperty(targeted, fc.integer({ min: 2, max: 4 }), async (rows, k) => {
      await empty();
      await addTargetings(
        database,
        rows.map(({ customer, plan }) => ({
          customer: `C${customer}`,
          day: '2026-03-01',
          plan: `P${plan}`,
          action: 2,
        })),
      );
      const ask = async (groupBy: string) => {
        const { data, errors } = await (
          await graphOf(k)
        ).ask(`{ targetingsAggregate(${groupBy}first: 50) { edges { node { keys { value } count customers } } } }`);
        expect(errors).toEqual([]);
        const page = data['targetingsAggregate'] as {
          edges: { node: { keys: { value: string }[]; count: number; customers: number } }[];
        };
        return page.edges.map(({ node: { keys, ...measures } }) => ({ plan: keys[0]?.value, ...measures }));
      };
      const customersIn = (some: typeof rows) => new Set(some.map(({ customer }) => customer)).size;
      const told = await ask('groupBy: [{ column: PLAN_ID }], ');
      for (const { plan, count, customers } of told) {
        const own = rows.filter((row) => `P${row.plan}` === plan);
        expect([count, customers]).toEqual([own.length, customersIn(own)]);
        expect(customers).toBeGreaterThanOrEqual(k);
      }
      const left = rows.filter(({ plan }) => !told.some((one) => one.plan === `P${plan}`));
      expect(await ask('')).toEqual(
        customersIn(rows) < k ? [] : [{ plan: undefined, count: rows.length, customers: customersIn(rows) }],
      );
      if (customersIn(rows) < k || left.length === 0) return;
      suppressed += 1;
      expect(customersIn(left)).toBeGreaterThanOrEqual(told.length === 0 ? 1 : k);
    }),
    { numRuns: runsOf(40, 200) },
  );
  expect(suppressed).toBeGreaterThan(runsOf(5, 25));
}, 120_000);
