import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { openClient } from '../../../src/db/client.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { createOwnTables, enrich, resultRows } from '../../support/enrich.js';

let database: TestDatabase;

beforeEach(async () => {
  database = await cloneWithSlots();
});
afterEach(() => database.drop());

const counts = async (): Promise<unknown> =>
  Object.fromEntries(
    [...(await resultRows(database, ['activity_count', 'active_days_in_past_30_days']))].map(([id, row]) => [
      id,
      Object.values(row).map(Number),
    ]),
  );

it('forgets the events that are gone from a day that is read again', async () => {
  await createOwnTables(database, [
    { key: 'A', time: '2026-03-10T12:00:00Z' },
    { key: 'B', time: '2026-01-01T12:00:00Z' },
  ]);
  await enrich(database, { asOf: '2026-03-10' });
  await database.client`delete from public.pageviews where td_client_id = 'A'`;
  await enrich(database, { asOf: '2026-03-10' });
  expect(await counts()).toEqual({ A: [0, 0], B: [1, 0] });
});

it('forgets the events of another table, also where the new one begins after them', async () => {
  await createOwnTables(database, [
    { key: 'A', time: '2026-03-10T12:00:00Z' },
    { key: 'B', time: '2026-03-01T12:00:00Z' },
  ]);
  await enrich(database, { asOf: '2026-03-10' });
  await database.client`create table public.hits (like public.pageviews)`;
  await database.client`insert into public.hits values ('A', null, null, '2026-03-11T12:00:00Z')`;
  await enrich(database, { asOf: '2026-03-11', keys: { activity_table: 'public.hits' } });
  expect(await counts()).toEqual({ A: [1, 1], B: [0, 0] });
});

it('keeps nothing for a user who may not make tables in the schema facet, and works everything out', async () => {
  const { client, target } = database;
  if (target.kind === 'url') throw new Error('Tests run on sockets.');
  const role = `etl_${target.database}`;
  await createOwnTables(database, [{ key: 'A', time: '2026-03-10T12:00:00Z' }]);
  await client`select facet.ensure_partitions('customer_profiles', date '2026-01-01', date '2026-09-01')`;
  await enrich(database, { asOf: '2026-03-09' });
  await client.unsafe(`
    create role ${role};
    grant usage on schema facet to ${role};
    grant usage, create on schema public to ${role};
    grant all on all tables in schema facet, public to ${role};
    grant all on all sequences in schema facet to ${role};
    alter table public.enriched owner to ${role};
    alter database ${target.database} set role = '${role}'`);
  const own = openClient(target, { max: 4 });
  try {
    await enrich({ client: own }, { asOf: '2026-03-10' });
    expect(await counts()).toEqual({ A: [1, 1] });
  } finally {
    await own.end({ timeout: 1 });
    await client.unsafe(`alter database ${target.database} reset role; drop owned by ${role}; drop role ${role}`);
  }
  expect(await client`select as_of as day from facet.activity_values_state`).toEqual([{ day: '2026-03-09' }]);
});
