import fc from 'fast-check';
import { aggregationLevels, levelFacts, levelPlace, type AggregationLevel } from '../../src/words/levels.js';
import type { TestDatabase } from '../support/database.js';
import { addItems, addTree, addValues } from './sampleLevels.js';

/** Entities of a level: which of the level above each is a part of, null where of none. Higher levels have fewer. */
const entities = (place: number): fc.Arbitrary<(number | null)[]> =>
  place === aggregationLevels.length - 1
    ? fc.array(fc.constant(null), { minLength: 1, maxLength: 3 })
    : fc.array(fc.option(fc.nat(), { freq: 8 }), { maxLength: Math.max(4, 12 - 3 * place) });
const decimal = fc.integer({ min: -99_999, max: 99_999 }).map((cents) => (cents / 100).toFixed(2));
const weight = fc.integer({ min: 0, max: 50 }).map(String);

/** Random hierarchies with values of metrics of the names, and base rows `visitor`, on the days. */
export function randomWorlds(
  days: readonly string[],
  names: readonly string[],
  howMany = { minLength: 20, maxLength: 120 },
) {
  /** Each figure is of the n-th entity of a level, counted round. */
  const place = { level: fc.constantFrom(...aggregationLevels), entity: fc.nat(), day: fc.constantFrom(...days) };
  return fc.record({
    tree: fc.tuple(...aggregationLevels.map((_, at) => entities(at))),
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
  const tables = aggregationLevels.map((level) => levelFacts[level].table);
  const emptied = ['metric_values', 'metric_base_rows', ...tables].map((table) => `facet.${table}`);
  await database.client.unsafe(`truncate ${emptied.join(', ')}`);
  // Keys of different levels are the same on purpose.
  const ids = tree.map((parents) => parents.map((_, n) => `E${n}`));
  /** The n-th entity of a level, counted round. */
  const idAt = (level: number, n: number): string | null => ids[level]?.at(n % Math.max(1, ids[level].length)) ?? null;
  const placed = tree.map((parents, level) =>
    parents.map((parent, n) => [`E${n}`, parent === null ? null : idAt(level + 1, parent)] as const),
  );
  await addTree(database, Object.fromEntries(tables.map((table, level) => [table, placed[level]])));
  const at = (level: AggregationLevel, entity: number) => {
    const id = idAt(levelPlace(level), entity);
    return id === null ? [] : [{ level, id }];
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
