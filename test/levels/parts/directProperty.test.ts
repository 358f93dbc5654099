import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findMetricValues } from '../../../src/levels/values.js';
import { aggregationLevels } from '../../../src/words/levels.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openScope } from '../../support/scope.js';
import { fillWorld, randomWorlds, type RandomWorld } from '../randomLevels.js';
import { addDefinitions } from '../sampleLevels.js';
import { runsOf } from '../../support/runsOf.js';

const days = ['2026-03-01', '2026-04-01'];
const names = ['total', 'rate', 'size', 'mean', 'low', 'high', 'newest', 'alone', 'heavy', 'share'] as const;
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await addDefinitions(database, [
    { name: 'total', entities: 'sum' },
    { name: 'size', entities: 'sum' },
    { name: 'rate', entities: 'weighted_average', weight: 'size' },
    { name: 'mean', entities: 'average' },
    { name: 'low', entities: 'minimum' },
    { name: 'high', entities: 'maximum' },
    { name: 'newest', entities: 'last' },
    { name: 'alone' },
    { name: 'heavy', entities: 'weighted_average', weight: 'alone' },
    { name: 'share', entities: 'weighted_average', weight: 'visitors' },
    { name: 'visitors', entities: 'distinct_count', base: 'visitor' },
  ]);
});
afterAll(() => database.drop());

/** What every entity is served, all of it but when it was written, and without the counts of who contributes. */
async function served(world: RandomWorld) {
  const scope = openScope(database);
  const found: unknown[] = [];
  for (const [n, level] of aggregationLevels.entries()) {
    const ids = (world.tree[n] ?? []).map((_, one) => `E${one}`);
    for (const some of [null, ['rate'], ['heavy', 'newest']]) {
      const question = { level, app: 'default', names: some, dates: null };
      const values = await findMetricValues(scope, question, ids);
      const uncounted = await findMetricValues(scope, question, ids, ['name', 'value', 'effectiveDate', 'origin']);
      expect(uncounted.flat()).toMatchObject(
        values.flat().map(({ name, value, effectiveDate, origin }) => ({ name, value, effectiveDate, origin })),
      );
      found.push(values);
    }
  }
  return found;
}

it('values that are kept at one level alone are served as if they might be kept at any', async () => {
  let worldsDone = 0;
  await fc.assert(
    fc.asyncProperty(
      randomWorlds(days, names),
      fc.constantFrom(...aggregationLevels),
      fc.subarray([...names], { minLength: 3 }),
      async (world, level, alone) => {
        const moved = { ...world, values: world.values.map((value) => ({ ...value, level })) };
        await fillWorld(database, { ...moved, items: moved.items.map((item) => ({ ...item, level })) });
        await database.client`update facet.metric_definitions set levels = '{}'`;
        const anywhere = await served(moved);
        await database.client`update facet.metric_definitions set levels = array[${level}]
          where metric_name = any(${alone})`;
        expect(await served(moved)).toEqual(anywhere);
        worldsDone += 1;
      },
    ),
    { numRuns: runsOf(2, 8) },
  );
  expect(worldsDone).toBe(runsOf(2, 8));
}, 240_000);
