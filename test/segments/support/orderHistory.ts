import type { TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { addRows } from '../../subgraphs/campaigns/sampleCampaigns.js';

const products = [
  { product_id: 'DM', product_name: 'Milk', product_category: 'Dairy', product_subcategory: 'Milk', product_msrp: '2' },
  { product_id: 'FA', product_name: 'Apple', product_category: 'Fruit', product_subcategory: 'Apples' },
  { product_id: 'NB', product_name: 'Thing', product_category: '', product_subcategory: 'Odds' },
].map((row) => ({ ...row, load_id: 0 }));

const lines = [
  ['Ann', '1', '2026-01-10T09:00:00Z', 'DM', '10.00', { item_quantity: '2' }],
  ['Ann', '1', '2026-01-10T09:00:00Z', 'FA', '5.00', {}],
  // In Berlin the second of March has begun.
  ['Ann', '2', '2026-03-01T23:30:00Z', 'DM', '20.00', { store_id: 'S2', attributes: { gift: 'yes' } }],
  ['Ann', '1', '2026-03-05T09:00:00Z', 'DM', '-10.00', { is_return: true }],
  ['Ann', '3', '2026-06-15T12:00:00Z', 'FA', '0.50', { is_return: false }],
  ['Ann', '4', '2026-07-01T12:00:00Z', 'DM', '0', { is_return: false, is_cancellation: true }],
  ['Bob', '1', '2026-02-01T08:00:00Z', 'FA', '7', { is_cancellation: false }],
  // The last instant of the 23rd in Berlin, and the first of the 24th.
  ['Bob', '2', '2026-11-23T22:59:59.999999Z', 'DM', '3', {}],
  ['Bob', '3', '2026-11-23T23:00:00Z', 'FA', '1000', {}],
  ['Cid', 'C2', '2026-05-05T10:00:00Z', 'DM', '50', { currency: 'USD' }],
  ['Cid', 'C1', '2026-05-05T10:00:00Z', 'FA', '300', { store_id: 'S2' }],
  ['Dot', '1', '2026-05-01T10:00:00Z', 'DM', '-5', { is_return: true }],
  ['Dot', '2', '2026-05-02T10:00:00Z', 'DM', '-5', { is_cancellation: true }],
  ['Eve', '1', '2026-04-01T10:00:00Z', 'ZZ', null, { store_id: null, currency: null }],
  ['Eve', '1', '2026-04-03T10:00:00Z', 'FA', '40', {}],
  ['Eve', '2', '2026-04-02T10:00:00Z', 'NB', '1.50', {}],
  // Of a person who is no customer, and of nobody.
  ['Gus', '1', '2026-05-05T10:00:00Z', 'DM', '9', {}],
  ['', '9', '2026-05-05T10:00:00Z', 'DM', '999', {}],
] as const;

const orders = [
  ['Ann', '1', '2026-01-10T09:00:00Z', '15', 'card', null],
  ['Ann', '2', '2026-03-01T23:30:00Z', '20', 'cash', { gift: 'no' }],
  ['Cid', 'C1', '2026-05-05T10:00:00Z', '300', 'card', null],
  ['Gus', '1', '2026-05-05T10:00:00Z', '9', 'card', null],
] as const;

/**
 * Ann with orders 1, 2 and 3, Bob with 1, 2 and one of tomorrow, Cid with C1 and C2 at one instant and in two currencies, Dot with
 * nothing but returns and cancellations, Eve with an order on two days around another one, and Fay without any; of orders as a whole
 * those of Gus, who is no customer, and three more are known. All is bought in the
 * store S1 for euros but for what says otherwise. Days are those of Berlin, today is 2026-11-23.
 */
export async function addOrderHistory(database: TestDatabase): Promise<void> {
  await addCustomers(
    database,
    ['Ann', 'Bob', 'Cid', 'Dot', 'Eve', 'Fay'].map((id) => ({ id })),
  );
  await addRows(database, 'products', products);
  await addRows(
    database,
    'unified_itemized_transactions',
    lines.map(([customer_id, order_id, order_datetime, product_id, item_revenue, more], n) => ({
      customer_id,
      order_id,
      line_id: String(n),
      order_datetime,
      product_id,
      item_revenue,
      item_quantity: '1',
      store_id: 'S1',
      currency: 'EUR',
      app: 'default',
      load_id: 0,
      ...more,
    })),
  );
  await addRows(
    database,
    'unified_transactions',
    orders.map(([customer_id, order_id, order_datetime, revenue, payment_method, attributes]) => ({
      customer_id,
      order_id,
      order_datetime,
      order_quantity: '1',
      order_revenue: revenue,
      order_returned_quantity: '0',
      order_returned_revenue: '0',
      order_canceled_quantity: '0',
      order_canceled_revenue: '0',
      net_order_revenue: revenue,
      lines: 1,
      payment_method,
      attributes,
      app: 'default',
      load_id: 0,
    })),
  );
}
