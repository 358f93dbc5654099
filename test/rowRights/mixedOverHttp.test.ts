import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { createRandom, runSeed } from '../support/load/random.js';
import { askOverHttp } from './crowdOverHttp.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

it('gives no key a row, a held value or an entity tag of another', async () => {
  const random = createRandom(runSeed());
  const { wrong, failed, right, left, unchanged } = await askOverHttp(database, random, 300);
  expect({ seed: random.seed, wrong, failed }).toEqual({ seed: random.seed, wrong: [], failed: [] });
  expect(right).toBeGreaterThan(150);
  expect(left).toBeGreaterThan(5);
  expect(unchanged).toBeGreaterThan(5);
});
