import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { askSegments } from './support/askSegments.js';
import { compareMembers } from './support/compareMembers.js';
import { randomConditions, randomDefinitions } from './support/randomDefinitions.js';
import { fillWorld, makeWorld } from './support/randomWorld.js';
import { slowKinds } from './support/slowWorld.js';
import { runsOf } from '../support/runsOf.js';

let database: TestDatabase;
// Days begin an hour before those of UTC.
const world = makeWorld(18, 70, 'Europe/Berlin');
const customers = Object.keys(world.customers);

beforeAll(async () => {
  database = await cloneDatabase();
  await fillWorld(database, world);
});
afterAll(() => database?.drop());

const plain = randomDefinitions(randomConditions);
/** Segments that name those before them. */
const nested = fc.tuple(plain, randomDefinitions(randomConditions, 1), randomDefinitions(randomConditions, 2));

it('random definitions mean the customers that a slow, plain evaluator finds, and explanations agree', async () => {
  let asked = 0;
  let found = 0;
  await fc.assert(
    fc.asyncProperty(nested, randomDefinitions(randomConditions, 3), async (named, definition) => {
      const segments = Object.fromEntries(named.map((one, n) => [`s${n}`, one]));
      const asking = await askSegments(database, {
        scope: { timeZone: world.timeZone },
        segments,
        lists: Object.keys(world.lists),
      });
      const members = await compareMembers(asking, definition, customers, slowKinds({ ...world, segments }));
      asked += 1;
      found += members === 0 || members === customers.length ? 0 : 1;
    }),
    { numRuns: runsOf(16, 120) },
  );
  expect(found / asked).toBeGreaterThan(0.3);
}, 240_000);
