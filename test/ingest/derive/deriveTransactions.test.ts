import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { deriveTransactions } from '../../../src/ingest/derive/index.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { deriveTwice, insertLines, insertRecords, testJob, type Row } from './deriveSupport.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await cloneDatabase();
});
afterEach(() => database.drop());

const derived = (orderDiscount: 'max' | 'sum' = 'max'): Promise<Row[]> =>
  deriveTwice(testJob(database.client, orderDiscount), deriveTransactions, 'unified_transactions', 'order_id');

const purchases = [
  {
    line_id: '2',
    item_quantity: 1,
    item_revenue: 30,
    item_list_price: 40,
    item_discount_amount: 10,
    item_tax_amount: 4.79,
    item_cost: 20,
    store_id: 'S2',
    order_datetime: '2026-06-01T13:00:00Z',
  },
  {
    line_id: '1',
    item_quantity: 2,
    item_revenue: 50,
    item_list_price: 50,
    item_discount_amount: 0,
    item_tax_amount: 7.98,
    item_cost: 25,
    store_id: 'S1',
    currency: 'EUR',
    is_return: false,
  },
];

test('purchases, returns and cancellations are summed apart, and what is taken back is negative', async () => {
  await insertLines(
    database.client,
    ...purchases,
    // One source gives returns negative, another positive; both are before the purchase in the table.
    { line_id: '0', is_return: true, item_quantity: -1, item_revenue: -25, order_datetime: '2026-06-09T12:00:00Z' },
    { line_id: '3', is_return: true, item_quantity: 1, item_revenue: 5, order_datetime: '2026-05-09T12:00:00Z' },
    { line_id: '4', is_cancellation: true, item_quantity: -1, item_revenue: -30, store_id: 'S0' },
  );
  expect(await derived()).toMatchObject([
    {
      customer_id: 'c1',
      order_id: 'o1',
      order_datetime: '2026-06-01T12:00:00Z',
      lines: 5,
      load_id: '7',
      order_quantity: '3',
      order_revenue: '80',
      order_list_price: '90',
      order_cost: '45',
      order_returned_quantity: '-2',
      order_returned_revenue: '-30',
      order_canceled_quantity: '-1',
      order_canceled_revenue: '-30',
      // 50 + 30 − 25 + 5 − 30 as they stand; 80 − 30 − 30 net.
      sum_item_revenue: '30',
      net_order_revenue: '20',
      sum_item_discount_amount: '10',
      order_tax_amount: '12.77',
      order_discount_amount: null,
      order_discount_percent: null,
      store_id: 'S1',
      currency: 'EUR',
      app: 'default',
    },
  ]);
});

test('an order whose lines name several currencies has none; lines that name none do not count', async () => {
  await insertLines(
    database.client,
    { line_id: '1', order_id: 'one', item_revenue: 10, currency: 'EUR' },
    { line_id: '2', order_id: 'one', item_revenue: 5 },
    { line_id: '1', order_id: 'two', item_revenue: 10, currency: 'EUR' },
    { line_id: '2', order_id: 'two', item_revenue: 2000, currency: 'JPY' },
  );
  expect(new Map((await derived()).map((order) => [order['order_id'], order['currency']]))).toEqual(
    new Map([
      ['one', 'EUR'],
      ['two', null],
    ]),
  );
});

test.each([
  ['max', '5', '75'],
  ['sum', '10', '70'],
] as const)('an order’s own discount by %s is %s and comes off the net revenue', async (how, discount, net) => {
  await insertLines(database.client, ...purchases.map((line) => Object.assign({ order_discount_amount: 5 }, line)));
  const [order] = await derived(how);
  expect(order).toMatchObject({ order_revenue: '80', order_discount_amount: discount, net_order_revenue: net });
  expect(Number(order?.['order_discount_percent'])).toBeCloseTo(Number(discount) / 90, 10);
});

test('a wholly cancelled order nets to 0, its discount included', async () => {
  await insertLines(
    database.client,
    { line_id: '1', item_revenue: 50, order_discount_amount: 10 },
    { line_id: '2', item_revenue: -50, is_cancellation: true, order_discount_amount: 10 },
  );
  expect(await derived()).toMatchObject([
    { order_revenue: '50', order_canceled_revenue: '-50', net_order_revenue: '0' },
  ]);
});

test('an order with only a return line is placed at the return', async () => {
  await insertLines(
    database.client,
    { line_id: '2', item_quantity: -1, item_revenue: -9.99, is_return: true, store_id: 'B' },
    { line_id: '1', item_quantity: -1, is_return: true, order_datetime: '2026-06-02T12:00:00Z', store_id: 'A' },
  );
  expect(await derived()).toMatchObject([
    {
      order_datetime: '2026-06-01T12:00:00Z',
      order_quantity: '0',
      order_revenue: '0',
      order_list_price: null,
      order_returned_quantity: '-2',
      order_returned_revenue: '-9.99',
      net_order_revenue: '-9.99',
      store_id: 'B',
    },
  ]);
});

test('attributes of an order are those of its owner’s lines, each that of the first line that has it', async () => {
  await insertRecords(database.client, { pk: '1', update_dt: '2026-01-02' });
  await insertRecords(database.client, { pk: '2', customer_id: 'c2', update_dt: '2026-01-01' });
  const line = (order_id: string, line_id: string, attributes: object | null, more: Row = {}) => ({
    order_id,
    line_id,
    ...(attributes !== null && { attributes: attributes as unknown as string }),
    ...more,
  });
  await insertLines(
    database.client,
    line('o1', '1', { mode: 'late', region: 'North' }, { order_datetime: '2026-06-02T12:00:00Z' }),
    line('o1', '2', { mode: 'first' }),
    line('o1', '3', { mode: 'back', reason: 'size' }, { is_return: true, order_datetime: '2026-05-01T12:00:00Z' }),
    line('o1', '4', { mode: 'of another', gift: 'yes' }, { customer_id: 'c2', order_datetime: '2026-05-01T12:00:00Z' }),
    line('o2', '1', null),
    line('o3', '1', {}),
  );
  expect((await derived()).map(({ order_id, attributes }) => [order_id, attributes])).toEqual([
    ['o1', { mode: 'first', region: 'North', reason: 'size' }],
    ['o2', null],
    ['o3', {}],
  ]);
});
