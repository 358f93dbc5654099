import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { openClient, type Sql } from '../../src/db/client.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import { type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { addCustomers } from '../support/sample.js';
import { addEvents, enrich } from './events.js';

let database: TestDatabase;
let other: Sql;

beforeEach(async () => {
  database = await cloneWithSlots();
  other = openClient(database.target, { max: 1 });
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }]);
  await addEvents(database, [{ customer: 'A', id: '1', at: '2026-03-01T12:00:00Z', client: 'a' }]);
  await enrich(database, '2026-03-10');
});
afterEach(async () => {
  await other.end({ timeout: 1 });
  await database.drop();
});

const days = { from: '2026-01-01', to: '2026-01-12' } as const;

/** What a run comes to, or that it has not ended within some seconds. */
const within = (seconds: number, running: Promise<unknown>): Promise<string> => {
  running.catch(() => {});
  return Promise.race([
    running.then(
      () => 'ended',
      (error: Error) => error.message,
    ),
    new Promise<string>((resolve) => setTimeout(() => resolve('goes on'), 1000 * seconds).unref()),
  ]);
};

it('keeps readers of the results waiting for nobody who reads what is kept', async () => {
  const { client } = database;
  const analyst = await client.reserve();
  await analyst`begin`;
  await analyst`select count(*) from facet.activity_values`;
  const running = enrich(database, '2026-03-11');
  // It has tried to take the place of what is kept, and waits for the analyst.
  for (let waits = false; !waits;) {
    const [found] = await other<{ waits: boolean }[]>`
      select exists (select from pg_locks where not granted and relation = 'facet.activity_values'::regclass) as waits`;
    waits = found?.waits === true;
  }
  expect(await within(2, Promise.resolve(other`select count(*) from facet.enriched_customers`))).toBe('ended');
  await analyst`commit`;
  analyst.release();
  expect((await running).renewed).toBe(0);
});

it('writes days although somebody waits for a lock on their table meanwhile', async () => {
  const { client } = database;
  // A meaning ends within the first stretch of days, whose first rows take a moment, as many would.
  await client`update facet.customer_profile_fields set valid_to = '2026-01-02' where alias = 'AGE'`;
  await client`select facet.ensure_partitions('customer_profiles', date '2026-01-01', date '2026-05-01')`;
  await client`create function public.slow() returns trigger language plpgsql as $$
    begin if new.profile_date = '2026-01-01' then perform pg_sleep(0.5); end if; return new; end $$`;
  await client`create trigger slow before insert on facet.customer_profiles for each row execute function public.slow()`;
  const running = runSnapshot(testJob(database, '2026-03-12T12:00:00Z'), days);
  for (let writers = 0; writers < 2;) {
    const [found] = await other<{ writers: number }[]>`
      select count(distinct pid)::int as writers from pg_locks
      where relation = 'facet.customer_profiles'::regclass and mode = 'RowExclusiveLock'`;
    writers = found?.writers ?? 0;
  }
  const waiting = other`create index on facet.customer_profiles (app)`.then(() => 'made');
  expect(await within(20, running)).toBe('ended');
  expect(await waiting).toBe('made');
});

it('writes days with two connections', async () => {
  await database.client`update facet.customer_profile_fields set valid_to = '2026-01-02' where alias = 'AGE'`;
  const client = openClient(database.target, { max: 2 });
  try {
    expect(await within(20, runSnapshot(testJob({ client }, '2026-03-12T12:00:00Z'), days))).toBe('ended');
  } finally {
    await client.end({ timeout: 1 });
  }
});
