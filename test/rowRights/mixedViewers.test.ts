import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { createRandom, runSeed } from '../support/load/random.js';
import { askMixed, fillApps } from './crowdOfViewers.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await fillApps(database);
});
afterAll(() => database.drop());

it('gives no viewer a row or a held value of another', async () => {
  const random = createRandom(runSeed());
  const { wrong, failed, right, left, held } = await askMixed(database, random, 600);
  expect({ seed: random.seed, wrong, failed }).toEqual({ seed: random.seed, wrong: [], failed: [] });
  expect(right).toBeGreaterThan(400);
  expect(left).toBeGreaterThan(5);
  expect(held).toBeGreaterThan(0);
});
