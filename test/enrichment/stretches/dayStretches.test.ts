import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { runSnapshot } from '../../../src/enrichment/runSnapshot.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import type { TestDatabase } from '../../support/database.js';
import { checksums, day, dayJob, enrichDay, fillDay, stretchTables } from './sampleDay.js';

const customers = 60;

let database: TestDatabase;
let whole: Awaited<ReturnType<typeof checksums>>;
beforeAll(async () => {
  database = await cloneWithSlots();
  await fillDay(database, customers, 1200);
  const { steps } = await enrichDay(database, { stretchCustomers: customers });
  expect(steps.map(({ step }) => step)).not.toContain('stretches');
  whole = await checksums(database);
});
afterAll(() => database.drop());

const said: string[] = [];
const progress = { say: (line: string) => void said.push(line), update: () => {} };

it('is written with ranks and values of all kinds', async () => {
  expect(whole).toMatchObject({
    enriched: expect.stringMatching(/^60 /),
    profiles: expect.stringMatching(/^60 /),
    kept: expect.stringMatching(/^60 /),
  });
  const [spread] = await database.client`
    select count(distinct td_total_activity_percentile)::int > 3 as ranks, count(distinct ecom_total_net_sales_amount)::int > 3 as sales
    from facet.enriched_customers`;
  expect(spread).toEqual({ ranks: true, sales: true });
});

it.each([
  [30, 1, 2],
  [23, 2, 3],
  [13, 3, 5],
  [3, 2, 20],
])('has the same rows in stretches of %d customers, %d at a time', async (stretchCustomers, parallel, of) => {
  said.length = 0;
  const { customers: rows, renewed, steps } = await enrichDay(database, { stretchCustomers, parallel }, { progress });
  expect(said.filter((line) => line.includes('stretches'))).toEqual([
    `${of} stretches of customers: at most ${parallel} parts at a time, on ${parallel + 4} connections, with 256 MB for each sort or hash`,
  ]);
  expect([rows, renewed]).toEqual([customers, customers]);
  expect(steps.map(({ step }) => step)).toContain('stretches');
  expect(await checksums(database)).toEqual(whole);
  expect(await stretchTables(database)).toEqual([]);
});

it('has the same rows where the values of visits are those of the last run', async () => {
  const { renewed } = await enrichDay(database, { stretchCustomers: 20 }, { kept: true });
  expect(renewed).toBe(0);
  expect(await checksums(database)).toEqual(whole);
});

it('has the same rows as a snapshot', async () => {
  await runSnapshot(dayJob(database, { stretchCustomers: 9 }), { from: day, to: day });
  expect(await checksums(database)).toEqual(whole);
  expect(await stretchTables(database)).toEqual([]);
});
