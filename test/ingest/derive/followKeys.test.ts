import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { transact } from '../../../src/db/transact.js';
import { followKeys } from '../../../src/ingest/derive/followKeys.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

test('ten thousand lines find ten thousand owners by a hash, though nothing is known of either table', async () => {
  const { client } = database;
  await client`
    insert into facet.unified_customers (customer_id, datasource, pk, foreign_keys, load_id)
    select 'C' || n, 's', n::text, jsonb_build_object('shop', n::text), 0 from generate_series(1, 10000) as n`;
  await client`
    insert into facet.unified_itemized_transactions
      (customer_id, order_id, line_id, source_customer_id, source_namespace, order_datetime, load_id)
    select '', n::text, '1', n::text, 'shop', '2026-01-01', 0 from generate_series(1, 10000) as n`;
  const moved = await transact(client, async (inside) => {
    // Each with each took a minute.
    await inside`set local statement_timeout = '20s'`;
    return followKeys(inside, 'unified_itemized_transactions', '7');
  });
  expect(moved).toBe(10_000);
  const [astray] = await client`
    select count(*)::int as count from facet.unified_itemized_transactions
    where customer_id <> 'C' || source_customer_id or load_id <> 7`;
  expect(astray).toEqual({ count: 0 });
});
