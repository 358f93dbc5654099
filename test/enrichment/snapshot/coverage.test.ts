import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { describeEnrich } from '../../../src/enrichment/describeEnrich.js';
import { runSnapshot } from '../../../src/enrichment/runSnapshot.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { testJob } from '../../support/job.js';
import { addCustomers } from '../../support/sample.js';
import { addEvents, configOf, enrich, snapshotOf } from '../events.js';

const day = '2026-03-10';
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }, { id: 'C' }]);
  const counts = { A: 1, B: 2, C: 3 };
  await addEvents(
    database,
    Object.entries(counts).flatMap(([customer, count]) =>
      Array.from({ length: count }, (_, n) => ({
        customer,
        id: `${customer}${n}`,
        at: `${day}T1${n}:00:00Z`,
        client: customer,
      })),
    ),
  );
  await database.client`create table public.members (customer_id text)`;
  await database.client`create table public.strangers (customer_id text)`;
  await database.client`insert into public.members values ('A'), ('B'), ('Z')`;
  await database.client`insert into public.strangers values ('1'), ('2')`;
});
afterAll(() => database.drop());

const keysOf = (master: string) => ({
  user_master_table: `public.${master}`,
  enriched_user_master_table: `public.enriched_${master}`,
});

const lines: string[] = [];
beforeEach(() => void lines.splice(0));

const snapshot = (enrichment = {}) =>
  runSnapshot(
    {
      ...testJob(database, '2026-12-31T12:00:00Z', configOf({ enrichment })),
      progress: { say: (line) => void lines.push(line), update: () => {} },
    },
    { from: day, to: day },
  );

const state = async () => ({
  rows: await snapshotOf(database, day),
  days: [...(await database.client`select * from facet.profile_days`)],
});

it('ranks among the customers of the master by either command, and says who has no row', async () => {
  const { warnings, snapshotRows } = await enrich(database, day, { enrichment: keysOf('members') });
  const said = `customers without a row in the snapshot of ${day}, for enrichment.user_master_table (public.members) does not have them: 1 of 3`;
  expect([snapshotRows, warnings]).toEqual([2, [said]]);
  const enriched = await snapshotOf(database, day);
  expect((await snapshot(keysOf('members'))).rows).toBe(2);
  expect(await snapshotOf(database, day)).toEqual(enriched);
  expect(lines).toContain(`warning: ${said}`);
  // Among all three customers the same two rank otherwise.
  await snapshot();
  const all = await snapshotOf(database, day);
  expect([all.length, enriched.every((row) => all.includes(row))]).toEqual([3, false]);
});

it('leaves the day as it is where no customer is in the master', async () => {
  await snapshot();
  const before = await state();
  expect(before.rows).toHaveLength(3);
  const { warnings, snapshotRows, customers } = await enrich(database, day, { enrichment: keysOf('strangers') });
  const said = expect.stringContaining('no key of enrichment.user_master_table (public.strangers) is the customer_id');
  expect([customers, snapshotRows, warnings]).toEqual([2, 0, [said]]);
  await expect(snapshot(keysOf('strangers'))).rejects.toMatchObject({
    message: expect.stringMatching(/^No snapshot: no key of enrichment\.user_master_table .* stay as they were\.$/),
    code: 'NO_CUSTOMERS',
  });
  expect(await state()).toEqual(before);
});

it('writes no day for nobody, and says so, in a dry run too', async () => {
  await database.client`create table public.emptied (customer_id text)`;
  const before = await state();
  const sentence = 'enrichment.user_master_table (public.emptied) is empty, so nothing was written';
  const refused = { code: 'NO_CUSTOMERS', message: expect.stringContaining(sentence) };
  await expect(enrich(database, day, { enrichment: keysOf('emptied') })).rejects.toMatchObject(refused);
  const job = testJob(database, '2026-12-31T12:00:00Z', configOf({ enrichment: keysOf('emptied') }));
  await expect(describeEnrich(job, { asOf: day })).rejects.toMatchObject(refused);
  expect(await state()).toEqual(before);
  await database.client`delete from facet.customers`;
  const nobody = {
    code: 'NO_CUSTOMERS',
    message: expect.stringMatching(/^No snapshot: there are no customers \(facet\.customers is empty\)/),
  };
  await expect(snapshot()).rejects.toMatchObject(nobody);
  await expect(runSnapshot(job, { from: day, to: day, dryRun: true })).rejects.toMatchObject(nobody);
  const { warnings, snapshotRows } = await enrich(database, day, { enrichment: keysOf('members') });
  expect([snapshotRows, warnings]).toEqual([0, [expect.stringContaining('there are no customers')]]);
  expect((await state()).days).toEqual(before.days);
});
