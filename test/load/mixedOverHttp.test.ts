import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { askOverHttp } from '../rowRights/crowdOverHttp.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { createRandom, runSeed } from '../support/load/random.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

it('gives no key of 5,000 mixed requests a row, a held value or an entity tag of another', async () => {
  const random = createRandom(runSeed());
  const { wrong, failed, right, left, unchanged } = await askOverHttp(database, random, 5000, 24);
  expect({ seed: random.seed, wrong, failed }).toEqual({ seed: random.seed, wrong: [], failed: [] });
  expect(right).toBeGreaterThan(2500);
  expect(left).toBeGreaterThan(50);
  expect(unchanged).toBeGreaterThan(200);
}, 240_000);
