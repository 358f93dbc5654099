import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRegistry } from '../../../../src/enrichment/families/registry.js';
import { deriveTransactions } from '../../../../src/ingest/derive/index.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { testJob } from '../../../support/job.js';
import { addCustomers, addLines } from '../../../support/sample.js';
import { configWith, valuesOf } from '../../measures/events.js';

const orders = { source: 'orders' } as const;
const lines = { source: 'order_lines' } as const;
const visits = { source: 'visits' } as const;
const bought = { is_purchase: { is: true } };
const config = configWith(
  [
    { ...orders, name: 'orders_ever', kind: 'count' },
    { ...orders, name: 'large_orders', kind: 'count', where: { order_revenue: { gte: 50 } } },
    { ...orders, name: 'revenue_7d', kind: 'sum', column: 'order_revenue', window: '7d' },
    { ...orders, name: 'first_time', kind: 'first', column: 'order_datetime', type: 'datetime' },
    { ...orders, name: 'since_march', kind: 'count', where: { order_datetime: { gte: '2026-03-01' } } },
    { ...orders, name: 'later_mean', kind: 'average', column: 'order_revenue', where: { order_number: { gt: 1 } } },
    { ...orders, name: 'channels', kind: 'unique_list', column: 'purchase_channel' },
    { ...lines, name: 'units', kind: 'sum', column: 'item_quantity', where: bought, type: 'integer' },
    { ...lines, name: 'mean_price', kind: 'average', column: 'item_revenue', where: bought },
    { ...lines, name: 'top_category', kind: 'most_frequent', column: 'product_category', where: bought },
    { ...lines, name: 'returns', kind: 'count', where: { is_return: { is: true } } },
    { ...lines, name: 'not_a_number', kind: 'sum', column: 'product_id' },
    { ...visits, name: 'visits_1d', kind: 'count', window: '1d' },
    { ...visits, name: 'top_device', kind: 'most_frequent', column: 'device' },
    { ...visits, name: 'seen_pages', kind: 'sum', column: 'page_views', where: { channel: { is: 'Direct' } } },
    { name: 'items_per_order', kind: 'ratio', of: 'units', to: 'orders_ever' },
  ],
  'Europe/Paris',
);

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }]);
  await database.client`insert into facet.products ${database.client([
    { product_id: 'p1', product_category: 'Shoes', load_id: '0' },
    { product_id: 'p2', product_category: 'Hats', load_id: '0' },
  ])}`;
  await addLines(database, [
    // 1 March, 00:30 in Paris.
    {
      customer: 'A',
      order: '1',
      at: '2026-02-28T23:30:00Z',
      revenue: '60',
      quantity: '2',
      product: 'p1',
      channel: 'web',
    },
    {
      customer: 'A',
      order: '1',
      at: '2026-02-28T23:30:00Z',
      revenue: '10',
      quantity: '1',
      product: 'p2',
      channel: 'web',
    },
    {
      customer: 'A',
      order: '1',
      at: '2026-03-03T10:00:00Z',
      revenue: '-10',
      quantity: '-1',
      product: 'p2',
      isReturn: true,
    },
    {
      customer: 'A',
      order: '2',
      at: '2026-03-08T10:00:00Z',
      revenue: '20.5',
      quantity: '1',
      product: 'p2',
      channel: 'store',
    },
    { customer: '', order: '9', at: '2026-03-01T10:00:00Z', revenue: '1', quantity: '1' },
    { customer: 'unknown', order: '8', at: '2026-03-01T10:00:00Z', revenue: '1', quantity: '1' },
  ]);
  await deriveTransactions(testJob(database, '2026-03-31T00:00:00Z'), '1');
  const visit = { customer_id: 'A', session_key: '', events: 3, ad_landings: 0 };
  await database.client`insert into facet.activity_visits ${database.client(
    [
      { at: '2026-03-01T10:00:00Z', page_views: 2, device: 'mobile', channel: 'Direct' },
      { at: '2026-03-08T10:00:00Z', page_views: 5, device: 'desktop', channel: 'Email' },
      { at: '2026-03-08T12:00:00Z', page_views: 1, device: 'mobile', channel: 'Direct' },
    ].map(({ at, ...rest }) => ({ ...visit, ...rest, day: at.slice(0, 10), started_at: at, ended_at: at })),
  )}`;
});
afterAll(() => database.drop());

const days = ['2026-02-28', '2026-03-01', '2026-03-08'];
const values = (...names: string[]) => valuesOf(database, config, names, days);

describe('orders', () => {
  it('count on the local day on which they were placed', async () => {
    expect(await values('orders_ever', 'large_orders', 'revenue_7d', 'channels', 'since_march')).toMatchObject({
      'A 2026-02-28': ['0', '0', '0', null, '0'],
      'A 2026-03-01': ['1', '1', '70', 'web', '1'],
      'A 2026-03-08': ['2', '1', '20.5', 'web, store', '2'],
      'B 2026-03-08': ['0', '0', '0', null, '0'],
    });
  });

  it('are numbered by the instant at which they were placed', async () => {
    expect(await values('later_mean')).toMatchObject({ 'A 2026-03-01': [null], 'A 2026-03-08': ['20.5'] });
  });

  it('are not numbered where only a return is known of them', async () => {
    const clone = await cloneDatabase();
    await addCustomers(clone, [{ id: 'A' }]);
    await addLines(clone, [
      { customer: 'A', order: '0', at: '2026-02-20T10:00:00Z', revenue: '-9', quantity: '-1', isReturn: true },
      { customer: 'A', order: '1', at: '2026-03-01T10:00:00Z', revenue: '60', quantity: '2' },
      { customer: 'A', order: '2', at: '2026-03-02T10:00:00Z', revenue: '20', quantity: '1' },
    ]);
    await deriveTransactions(testJob(clone, '2026-03-31T00:00:00Z'), '1');
    expect(await valuesOf(clone, config, ['later_mean'], ['2026-03-01', '2026-03-08'])).toEqual({
      'A 2026-03-01': [null],
      'A 2026-03-08': ['20'],
    });
    await clone.drop();
  });

  it('have lines, with their products', async () => {
    expect(await values('units', 'mean_price', 'top_category', 'returns', 'not_a_number')).toMatchObject({
      'A 2026-03-01': ['3', '35', 'Hats', '0', '0'],
      'A 2026-03-08': ['4', '30.1666666666666667', 'Hats', '1', '0'],
      'B 2026-03-08': ['0', null, null, '0', '0'],
    });
  });
});

it('visits are measured by their columns', async () => {
  expect(await values('visits_1d', 'top_device', 'seen_pages')).toMatchObject({
    'A 2026-02-28': ['0', null, '0'],
    'A 2026-03-01': ['1', 'mobile', '2'],
    'A 2026-03-08': ['2', 'mobile', '3'],
  });
});

it('attributes of several sources are divided', async () => {
  expect(await values('items_per_order')).toMatchObject({ 'A 2026-03-01': ['3'], 'A 2026-03-08': ['2'] });
});

it('a column that the source has not is named', () => {
  const wrong = (attribute: object) => () => createRegistry(configWith([{ name: 'x', kind: 'sum', ...attribute }]));
  expect(wrong({ ...orders, column: 'order_revenu' })).toThrow(
    'The attribute "x" reads the column "order_revenu", which the source orders does not have. Did you mean "order_revenue"',
  );
  expect(wrong({ ...lines, column: 'item_quantity', where: { is_purchased: { is: true } } })).toThrow('"is_purchase"');
  expect(wrong({ ...visits, column: 'customer_id' })).toThrow('which the source visits does not have');
});
