import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aggregationLevels } from '../../src/levels/levels.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { createOracle, oracleFigures, type Figure } from './rollUpOracle.js';
import { addDefinitions, addItems, addTree, addValues, type SampleEntity } from './sampleLevels.js';

const days = ['2026-03-01', '2026-04-01'];
const numbers = ['total', 'rate', 'size', 'mean', 'low'] as const;
let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await createOracle(database.sql);
  await addDefinitions(database, [
    { name: 'total', entities: 'sum' },
    { name: 'size', entities: 'sum' },
    { name: 'rate', entities: 'weighted_average', weight: 'size' },
    { name: 'mean', entities: 'average' },
    { name: 'low', entities: 'minimum' },
    { name: 'visitors', entities: 'distinct_count', base: 'visitor' },
  ]);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

/** How many entities a level has, and of which of the next one each is a part; some are of none. */
const level = (most: number) => fc.array(fc.option(fc.nat(), { freq: 8 }), { maxLength: most });
const decimal = fc.integer({ min: -99_999, max: 99_999 }).map((cents) => (cents / 100).toFixed(2));
const weight = fc.integer({ min: 0, max: 50 }).map(String);

/** Each figure is of the n-th entity of a level, counted round. */
const place = { level: fc.nat(4), entity: fc.nat(), day: fc.constantFrom(...days) };
const worlds = fc.record({
  tree: fc.tuple(level(12), level(8), level(6), level(4), fc.integer({ min: 1, max: 3 })),
  values: fc.array(
    fc.record({ ...place, name: fc.constantFrom(...numbers), value: fc.option(decimal, { freq: 10 }), weight }),
    { minLength: 20, maxLength: 120 },
  ),
  items: fc.array(fc.record({ ...place, item: fc.constantFrom('ann', 'bob', 'eve', 'joe') }), { maxLength: 25 }),
});

type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;

async function fill({ tree, values, items }: World): Promise<void> {
  const { sql } = database;
  await sql`truncate facet.metric_values, facet.metric_base_rows, facet.customers, facet.accounts, facet.contracts,
    facet.companies, facet.industries`;
  const [customers, accounts, contracts, companies, industries] = tree;
  // Keys of different levels are the same on purpose.
  const ids = [customers.length, accounts.length, contracts.length, companies.length, industries].map((count) =>
    Array.from({ length: count }, (_, n) => `E${n}`),
  );
  const below = (n: number, parents: readonly (number | null)[]): SampleEntity[] =>
    parents.map((parent, one) => [
      `E${one}`,
      parent === null ? null : (ids[n + 1]?.at(parent % Math.max(1, ids[n + 1]?.length ?? 0)) ?? null),
    ]);
  await addTree(database, {
    industries: ids[4] ?? [],
    companies: below(3, companies),
    contracts: below(2, contracts),
    accounts: below(1, accounts),
    customers: below(0, customers),
  });
  const at = (of: number, entity: number) => {
    const id = ids[of]?.at(entity % Math.max(1, ids[of].length));
    return id === undefined ? [] : [{ level: aggregationLevels[of] ?? 'CUSTOMER', id }];
  };
  const stored = values.flatMap(({ level: of, entity, name, day, value, weight: size }) =>
    at(of, entity).map((place) => ({ ...place, name, day, value: name === 'size' && value !== null ? size : value })),
  );
  await addValues(database, [
    ...new Map(stored.map((row) => [`${row.level} ${row.id} ${row.name} ${row.day}`, row])).values(),
  ]);
  const named = items.flatMap(({ level: of, entity, day, item }) =>
    at(of, entity).map((place) => ({ ...place, base: 'visitor', day, item })),
  );
  await addItems(database, [...new Map(named.map((row) => [JSON.stringify(row), row])).values()]);
}

interface Served {
  readonly edges: readonly {
    readonly node: {
      readonly meta: Readonly<Record<string, string | null>>;
      readonly metrics: readonly {
        readonly name: string;
        readonly value: string | null;
        readonly effectiveDate: string;
      }[];
    };
  }[];
}

/** What the graph serves, without trailing zeros. */
async function servedFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const of of aggregationLevels) {
    const { data, errors } = await graph.ask(
      `query ($level: AggregationLevel!) { metricsForEntities(level: $level, first: 100, names: ["total", "rate", "mean", "low", "visitors"]) {
        edges { node { meta { customerId accountId contractId companyId industryId } metrics { name value effectiveDate } } } } }`,
      { level: of },
    );
    expect(errors).toEqual([]);
    for (const { node } of (data['metricsForEntities'] as Served).edges) {
      const id = Object.values(node.meta).find((key) => key !== null) ?? '';
      for (const { name, value, effectiveDate } of node.metrics)
        if (value !== null)
          figures.push([of, id, name, effectiveDate, value.includes('.') ? value.replace(/\.?0+$/, '') : value]);
    }
  }
  return figures.toSorted(byText);
}

const byText = (one: Figure, other: Figure): number => (one.join(' ') < other.join(' ') ? -1 : 1);

it('random hierarchies roll up to what plain SQL finds by another way', async () => {
  let [rows, worldsDone] = [0, 0];
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      await fill(world);
      const expected = (await oracleFigures(database.sql, days)).toSorted(byText);
      expect(await servedFigures()).toEqual(expected);
      rows += expected.length;
      worldsDone += 1;
    }),
    { numRuns: 60, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: false },
  );
  expect(worldsDone).toBeGreaterThan(15);
  expect(rows / worldsDone).toBeGreaterThan(20);
}, 80_000);
