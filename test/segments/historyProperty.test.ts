import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { askSegments, type SegmentAsking } from './support/askSegments.js';
import { compareMembers } from './support/compareMembers.js';
import { randomConditions, randomDefinitions } from './support/randomDefinitions.js';
import { fillHistory, historyConditions, makeHistory } from './support/randomHistory.js';
import { fillWorld, makeWorld } from './support/randomWorld.js';
import { slowHistoryKinds } from './support/slowHistory.js';
import type { SlowDefinition } from './support/slowSegments.js';
import { slowKinds } from './support/slowWorld.js';
import { runsOf } from '../support/runsOf.js';

let database: TestDatabase;
let asking: SegmentAsking;
const world = makeWorld(18, 40, 'Europe/Berlin');
const customers = Object.keys(world.customers);
const history = makeHistory(18, customers);
const kinds = slowKinds(world, slowHistoryKinds(history, world));
const runs = runsOf(16, 120);
/** What share of definitions must tell something: a few of them say little of it. */
const leastShare = runsOf(0, 0.3);

beforeAll(async () => {
  database = await cloneDatabase();
  await fillWorld(database, world);
  await fillHistory(database, history);
  asking = await askSegments(database, { scope: { timeZone: world.timeZone }, lists: Object.keys(world.lists) });
});
afterAll(() => database?.drop());

/** Compares so many random definitions; gives how many have some members, and not everybody. */
async function compareAll(definitions: fc.Arbitrary<SlowDefinition>, numRuns: number): Promise<number> {
  let telling = 0;
  await fc.assert(
    fc.asyncProperty(definitions, async (definition) => {
      const members = await compareMembers(asking, definition, customers, kinds);
      telling += members === 0 || members === customers.length ? 0 : 1;
    }),
    { numRuns },
  );
  return telling;
}

it('random conditions on what happened hold for the customers that a slow, plain evaluator finds', async () => {
  const each = Math.ceil(runs / 4);
  let telling = 0;
  for (const condition of historyConditions)
    telling += await compareAll(
      condition.map((one) => ({ include: { groups: [{ conditions: [one] }] } })),
      each,
    );
  expect(telling / (each * historyConditions.length)).toBeGreaterThan(0.2);
}, 240_000);

it('and so do random definitions of them and of all others', async () => {
  const definitions = randomDefinitions([...randomConditions, ...historyConditions, ...historyConditions]);
  expect((await compareAll(definitions, runs)) / runs).toBeGreaterThan(leastShare);
}, 240_000);
