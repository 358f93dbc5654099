import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { deriveTransactions } from '../../../src/ingest/derive/index.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { deriveTwice, insertLines, insertRecords, testJob, type Row } from './deriveSupport.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await cloneDatabase();
});
afterEach(() => database.drop());

test('an order of several persons goes to the one updated last, then to the lowest id; nobody comes last', async () => {
  const { client } = database;
  await insertRecords(
    client,
    { customer_id: 'old', pk: '1', update_dt: '2026-01-01' },
    { customer_id: 'old', pk: '2', update_dt: null },
    { customer_id: 'new', pk: '3', update_dt: '2026-01-02' },
  );
  const line = (order: string, customer: string, line: string, revenue: number) => ({
    order_id: order,
    customer_id: customer,
    line_id: line,
    item_revenue: revenue,
    source_customer_id: `key of ${customer}`,
    app: `app of ${customer}`,
    store_id: `store of ${customer}`,
  });
  await insertLines(
    client,
    line('1', 'old', 'a', 10),
    line('1', 'new', 'b', 5),
    line('2', 'unseen', 'a', 1),
    line('2', 'old', 'b', 2),
    line('2', '', 'c', 4),
    line('3', 'y', 'a', 1),
    line('3', 'x', 'b', 2),
    line('3', '', 'c', 4),
    line('4', '', 'a', 8),
  );
  const told = (row: Row) =>
    ['order_id', 'customer_id', 'order_revenue', 'lines', 'source_customer_id', 'app', 'store_id'].map(
      (name) => row[name],
    );
  expect(
    (await deriveTwice(testJob(client), deriveTransactions, 'unified_transactions', 'order_id')).map(told),
  ).toEqual([
    ['1', 'new', '15', 2, 'key of new', 'app of new', 'store of old'],
    ['2', 'old', '7', 3, 'key of old', 'app of old', 'store of unseen'],
    ['3', 'x', '7', 3, 'key of x', 'app of x', 'store of y'],
    ['4', '', '8', 1, 'key of ', 'app of ', 'store of '],
  ]);

  // The other person's record is now the later one: the order moves, and is not kept twice.
  await client`update facet.unified_customers set update_dt = '2026-02-01' where pk = '2'`;
  await client`delete from facet.unified_itemized_transactions where order_id = '4'`;
  expect(await deriveTransactions(testJob(client), '9')).toEqual({ rows: 3, changed: 3 });
  expect(await client`select customer_id, load_id from facet.unified_transactions order by order_id`).toEqual([
    { customer_id: 'old', load_id: '9' },
    { customer_id: 'old', load_id: '7' },
    { customer_id: 'x', load_id: '7' },
  ]);
});
