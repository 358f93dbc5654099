import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { enrich, resultRows } from '../../support/enrich.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneWithSlots();
});
afterAll(() => database.drop());

test('times without end, ids that say nothing and endless keys spoil nothing', async () => {
  const { client } = database;
  await client`create table public.master (td_client_id text)`;
  await client`insert into public.master values ('A'), ('B')`;
  await client`create table public.pageviews (td_client_id text, td_url text, time timestamptz, event_id text, loaded_at timestamptz)`;
  await client`
    insert into public.pageviews values
      ('A', '/1', '2026-03-01T10:00:00Z', '', null), ('A', '/2', '2026-03-01T10:01:00Z', '', now()),
      ('A', '/3', '2026-03-01T10:02:00Z', null, now()), ('A', '/4', '2026-03-01T10:03:00Z', 'x', now()),
      ('A', '/4', '2026-03-01T10:04:00Z', 'x', now()),
      ('B', '/1', '-infinity', 'y', now()), ('B', '/1', '0044-03-15 BC', 'z', now()), ('B', '/1', 'infinity', 'w', now()),
      (repeat('k', 6000), '/1', '2026-03-01T10:00:00Z', 'v', now())`;
  const keys = { activity_loaded_at: 'loaded_at' };
  const first = await enrich(database, { asOf: '2026-03-01', keys });
  expect([first.customers, first.active, first.left]).toEqual([
    2,
    1,
    { anonymous: 1, unknownCustomer: 0, withoutKey: 0, duplicates: 1, future: 1, withoutTime: 2 },
  ]);
  const again = await enrich(database, { asOf: '2026-03-02', keys });
  expect(again.left).toEqual(first.left);
  expect(Object.fromEntries(await resultRows(database, ['activity_count', 'td_total_activity_percentile']))).toEqual({
    A: { activity_count: 4, td_total_activity_percentile: 100 },
    B: { activity_count: 0, td_total_activity_percentile: null },
  });
});
