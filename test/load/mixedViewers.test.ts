import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { askMixed, fillApps } from '../rowRights/crowdOfViewers.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { createRandom, runSeed } from '../support/load/random.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await fillApps(database);
});
afterAll(() => database.drop());

it('gives no viewer of 5,000 mixed requests a row or a held value of another', async () => {
  const random = createRandom(runSeed());
  const { wrong, failed, right, left } = await askMixed(database, random, 5000, 24);
  expect({ seed: random.seed, wrong, failed }).toEqual({ seed: random.seed, wrong: [], failed: [] });
  expect(right).toBeGreaterThan(4000);
  expect(left).toBeGreaterThan(50);
}, 120_000);
