import fc from 'fast-check';
import { aggregationLevels } from '../../src/words/levels.js';
import type { TestDatabase } from '../support/database.js';
import { addItems, addTree, addValues, type SampleEntity } from './sampleLevels.js';

/** How many entities a level has, and of which of the next one each is a part; some are of none. */
const level = (most: number) => fc.array(fc.option(fc.nat(), { freq: 8 }), { maxLength: most });
const decimal = fc.integer({ min: -99_999, max: 99_999 }).map((cents) => (cents / 100).toFixed(2));
const weight = fc.integer({ min: 0, max: 50 }).map(String);

/** Random hierarchies with values of metrics of the names, and base rows `visitor`, on the days. */
export function randomWorlds(
  days: readonly string[],
  names: readonly string[],
  howMany = { minLength: 20, maxLength: 120 },
) {
  /** Each figure is of the n-th entity of a level, counted round. */
  const place = { level: fc.nat(4), entity: fc.nat(), day: fc.constantFrom(...days) };
  return fc.record({
    tree: fc.tuple(level(12), level(8), level(6), level(4), fc.integer({ min: 1, max: 3 })),
    values: fc.array(
      fc.record({
        ...place,
        name: fc.constantFrom(...names),
        value: fc.option(decimal, { freq: 10 }),
        weight,
        load: fc.nat(4),
      }),
      howMany,
    ),
    items: fc.array(fc.record({ ...place, item: fc.constantFrom('ann', 'bob', 'eve', 'joe') }), { maxLength: 25 }),
  });
}

export type RandomWorld = ReturnType<typeof randomWorlds> extends fc.Arbitrary<infer W> ? W : never;

/** Metrics whose values are whole and never below 0. */
const counts = new Set(['size', 'visitors']);

/** Fills a database with a world, instead of all entities, values and base rows that are there. */
export async function fillWorld(database: TestDatabase, { tree, values, items }: RandomWorld): Promise<void> {
  const { client } = database;
  await client`truncate facet.metric_values, facet.metric_base_rows, facet.customers, facet.accounts, facet.contracts,
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
  const stored = values.flatMap(({ level: of, entity, name, day, value, weight: count, load }) =>
    at(of, entity).map((place) => ({
      ...place,
      name,
      day,
      load,
      value: counts.has(name) && value !== null ? count : value,
    })),
  );
  await addValues(database, [
    ...new Map(stored.map((row) => [`${row.level} ${row.id} ${row.name} ${row.day}`, row])).values(),
  ]);
  const named = items.flatMap(({ level: of, entity, day, item }) =>
    at(of, entity).map((place) => ({ ...place, base: 'visitor', day, item })),
  );
  await addItems(database, [...new Map(named.map((row) => [JSON.stringify(row), row])).values()]);
}
