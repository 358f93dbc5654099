import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { refreshViews } from '../../../src/bi/refreshViews.js';
import { readConfig } from '../../../src/config.js';
import { enrichmentKeys } from '../../../src/config/enrichmentKeys.js';
import { customersTable, transactionsTable } from '../../../src/enrichment/newest/newestTables.js';
import { changeNames } from '../../../src/enrichment/reservedNames.js';
import { createRegistry } from '../../../src/enrichment/families/registry.js';
import { runSnapshot } from '../../../src/enrichment/runSnapshot.js';
import { runEnrich } from '../../../src/enrichment/runEnrich.js';
import { writeTransactionAttributes } from '../../../src/enrichment/writeTransactionAttributes.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { testJob } from '../../support/job.js';
import { addCustomers, addLines } from '../../support/sample.js';

const now = '2026-04-01T09:00:00Z';
let database: TestDatabase;
beforeEach(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A', email: 'a@x.example' }, { id: 'B' }]);
  await addLines(database, [
    { customer: 'A', order: '1', at: '2026-03-01T10:00:00Z', revenue: '10.5', quantity: '2' },
    { customer: 'A', order: '1', at: '2026-03-03T10:00:00Z', revenue: '-5', quantity: '-1', isReturn: true },
  ]);
});
afterEach(() => database.drop());

const write = (day: string, transactions: object = {}) =>
  writeTransactionAttributes(testJob(database, now, { enrichment: enrichmentKeys.parse({ transactions }) }), day);

const rows = async () => {
  const { client } = database;
  const transactions = await client`
    select customer_id, as_of::text, lifetime_order_revenue::text as revenue, lifetime_total_items::text as items,
      days_since_latest_order as days, l12m_order_returned_revenue::text as returned, load_id::text as load
    from facet.transaction_attributes_extended order by 1`;
  const customers = await client`
    select customer_id, is_purchaser, contactable_email, load_id::text as load from facet.customer_attributes order by 1`;
  return { transactions: [...transactions], customers: [...customers] };
};

it('fills both tables, and writes nothing that stays as it was', async () => {
  expect(await write('2026-03-31')).toEqual({ transactions: 1, customers: 2 });
  const first = await rows();
  expect(first).toEqual({
    transactions: [
      {
        customer_id: 'A',
        as_of: '2026-03-31',
        revenue: '10.5',
        items: '2',
        days: 30,
        returned: null,
        load: expect.any(String),
      },
    ],
    customers: [
      { customer_id: 'A', is_purchaser: true, contactable_email: true, load: expect.any(String) },
      { customer_id: 'B', is_purchaser: false, contactable_email: false, load: expect.any(String) },
    ],
  });
  expect(await write('2026-03-31')).toEqual({ transactions: 0, customers: 0 });
  expect(await rows()).toEqual(first);
  // The first order is 31 days ago, so that A is not new any longer; after that only the days count on.
  expect(await write('2026-04-01')).toEqual({ transactions: 1, customers: 1 });
  expect(await write('2026-04-02')).toEqual({ transactions: 1, customers: 0 });
});

it('has an order after the first of two midnights on the day that begins with it', async () => {
  // In the Azores 25 October 2026 begins at 00:00Z, and its clocks show 00:00 again at 01:00Z.
  await addLines(database, [{ customer: 'B', order: '2', at: '2026-10-25T00:30:00Z', revenue: '1', quantity: '1' }]);
  const job = testJob(database, '2026-10-27T09:00:00Z', { timeZone: 'Atlantic/Azores' });
  await writeTransactionAttributes(job, '2026-10-24');
  expect((await rows()).transactions.map((row) => row['customer_id'] as string)).toEqual(['A']);
  await writeTransactionAttributes(job, '2026-10-25');
  expect((await rows()).transactions).toMatchObject([{ customer_id: 'A' }, { customer_id: 'B', days: 0 }]);
});

it('leaves tables of a later day alone', async () => {
  await write('2026-03-31');
  const before = await rows();
  expect(await write('2026-03-30')).toBeUndefined();
  expect(await rows()).toEqual(before);
});

it('takes away rows of orders and customers that are gone, and columns of sets that are off', async () => {
  await write('2026-03-31', { sets: ['returns'] });
  expect((await rows()).transactions).toMatchObject([{ returned: '-5' }]);
  expect(await write('2026-03-31')).toEqual({ transactions: 1, customers: 0 });
  expect((await rows()).transactions).toMatchObject([{ returned: null }]);
  await database.client`delete from facet.unified_itemized_transactions`;
  await database.client`delete from facet.customers where customer_id = 'B'`;
  // The row of A's orders; A is no purchaser any longer, and B is gone.
  expect(await write('2026-03-31')).toEqual({ transactions: 1, customers: 2 });
  expect(await rows()).toMatchObject({ transactions: [], customers: [{ customer_id: 'A', is_purchaser: false }] });
});

it('is part of what enrich and snapshot write, with the same values as the snapshot', async () => {
  const job = testJob(database, now);
  await runSnapshot(job, { from: '2026-03-29', to: '2026-03-30' });
  expect((await rows()).transactions).toMatchObject([{ as_of: '2026-03-30', days: 29 }]);
  await runEnrich(job, { asOf: '2026-03-31' });
  expect((await rows()).transactions).toMatchObject([{ as_of: '2026-03-31', days: 30 }]);
  const [served] = await database.client`
    select p.days_since_latest_order as days, p.lifetime_order_revenue::text as revenue, p.is_purchaser
    from bi.vw_customer_profiles_real_field_names p where client_customer_id = 'A' and profile_date = '2026-03-31'`;
  expect(served).toEqual({ days: '30', revenue: '10.5', is_purchaser: true });
});

it('has a row for who only took something back, so that enrich and snapshot say the same', async () => {
  // The purchase was before the first file.
  await addLines(database, [
    { customer: 'B', order: '2', at: '2026-03-05T10:00:00Z', revenue: '-7', quantity: '-1', isReturn: true },
  ]);
  const served = () => database.client`
    select p.l30d_order_returned_frequency as returns, p.lifetime_order_returned_revenue::text as returned, is_purchaser
    from bi.vw_customer_profiles_real_field_names p where profile_date = '2026-03-31' order by client_customer_id`;
  const expected = [
    { returns: '1', returned: '-5', is_purchaser: true },
    { returns: '1', returned: '-7', is_purchaser: false },
  ];
  const job = testJob(database, now, { enrichment: enrichmentKeys.parse({ transactions: { sets: ['returns'] } }) });
  await runSnapshot(job, { from: '2026-03-30', to: '2026-03-31' });
  expect([...(await served())]).toEqual(expected);
  await runEnrich(job, { asOf: '2026-03-31' });
  expect([...(await served())]).toEqual(expected);
  expect((await rows()).transactions).toMatchObject([
    { customer_id: 'A', returned: '-5' },
    { customer_id: 'B', returned: '-7' },
  ]);
  await write('2026-03-31');
  expect((await rows()).transactions).toMatchObject([{ customer_id: 'A', returned: null }]);
});

it('gives slots only to those that the config names, where snapshots are not to hold them', async () => {
  const enrichment = enrichmentKeys.parse({ transactions: { inSnapshots: false } });
  const job = testJob(database, now, { enrichment });
  await changeNames(job, () => [
    {
      kind: 'add',
      alias: 'YEAR_ORDERS',
      dataType: 'integer',
      description: 'Orders.',
      definition: 'l12m_order_frequency',
    },
  ]);
  await runEnrich(job, { asOf: '2026-03-31' });
  const aliases = await database.client`
    select alias from facet.customer_profile_fields where definition like 'l12m%' or definition = 'is_purchaser' order by 1`;
  expect(aliases.map(({ alias }) => alias as string)).toEqual(['YEAR_ORDERS', 'is_purchaser']);
  const [served] = await database.client`
    select year_orders, is_purchaser from bi.vw_customer_profiles_real_field_names where client_customer_id = 'A'`;
  expect(served).toEqual({ year_orders: '1', is_purchaser: true });
  expect((await rows()).transactions).toMatchObject([{ as_of: '2026-03-31', revenue: '10.5' }]);
});

it('makes attributes anew by --only that are made of those of its tables, and refuses theirs', async () => {
  const attributes = [
    { name: 'item_price', kind: 'ratio', of: 'lifetime_order_revenue', to: 'lifetime_total_items', description: 'A.' },
  ];
  const job = testJob(database, now, { enrichment: enrichmentKeys.parse({ attributes }) });
  await runEnrich(job, { asOf: '2026-03-31' });
  await runEnrich(job, { asOf: '2026-03-31', only: ['item_price'] });
  const [row] = await database.client`select item_price from facet.enriched_customers where customer_id = 'A'`;
  expect(row).toEqual({ item_price: '5.2500000000' });
  await expect(runEnrich(job, { asOf: '2026-03-31', only: ['lifetime_order_revenue'] })).rejects.toThrow(
    'There is no calculated attribute "lifetime_order_revenue".',
  );
});

it('knows each column by an attribute of its name', () => {
  const config = readConfig({});
  const sets = ['returns', 'cancellations', 'net_revenue', 'cost'];
  const { definitions } = createRegistry({ ...config, enrichment: enrichmentKeys.parse({ transactions: { sets } }) });
  const names = new Set(definitions.map(({ name }) => name));
  expect([...transactionsTable.attributes, ...customersTable.attributes].filter((name) => !names.has(name))).toEqual(
    [],
  );
  expect([transactionsTable.attributes.length, customersTable.attributes.length]).toEqual([175, 20]);
});

it('says how many customers have orders in another currency', async () => {
  await database.client`update facet.unified_itemized_transactions set currency = 'USD'`;
  const report = await runEnrich(testJob(database, now), { asOf: '2026-03-31' });
  expect(report.warnings).toEqual([
    '1 customer has order lines in USD, and orders.currency is EUR: transaction attributes of money are null where such a line counts',
  ]);
  expect((await rows()).transactions).toMatchObject([{ revenue: null, items: '2' }]);
});

it('is shown by views whose columns say what their attributes are', async () => {
  const { client } = database;
  await refreshViews(client, { ofTables: true });
  await write('2026-03-31', { sets: ['returns', 'cancellations', 'net_revenue', 'cost'] });
  expect(
    await client`select amperity_id, lifetime_order_revenue, l30d_order_returned_revenue from bi.transaction_attributes_extended`,
  ).toEqual([{ amperity_id: 'A', lifetime_order_revenue: '10.5', l30d_order_returned_revenue: '-5' }]);
  expect(await client`select amperity_id, is_prospect from bi.customer_attributes order by 1`).toEqual([
    { amperity_id: 'A', is_prospect: false },
    { amperity_id: 'B', is_prospect: true },
  ]);
  const said = await client<{ view: string; silent: string[] | null; revenue: string }[]>`
    select c.relname as view, array_agg(a.attname::text) filter (where col_description(c.oid, attnum) is null) as silent,
      min(col_description(c.oid, attnum)) filter (where attname = 'l12m_order_revenue') as revenue
    from pg_class c join pg_attribute a on a.attrelid = c.oid and attnum > 0
    where relnamespace = 'bi'::regnamespace and relname in ('transaction_attributes_extended', 'customer_attributes')
    group by relname order by relname desc`;
  expect(said).toEqual([
    {
      view: 'transaction_attributes_extended',
      silent: null,
      revenue: expect.stringMatching(/^Revenue of .* Unit: .+\.$/),
    },
    { view: 'customer_attributes', silent: null, revenue: null },
  ]);
});
