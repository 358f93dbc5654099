import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getTableColumns, type Table } from 'drizzle-orm';
import { refreshViews } from '../../src/bi/refreshViews.js';
import { tableViews } from '../../src/bi/tableViews/tableViews.js';
import {
  campaignRecipients,
  customerAttributes,
  customers,
  metricValues,
  products,
  transactionAttributesExtended,
  unifiedCustomers,
  unifiedItemizedTransactions,
  unifiedTransactions,
} from '../../src/db/tables/index.js';
import { deriveTransactions } from '../../src/ingest/derive/index.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { addCustomers, addLines } from '../support/sample.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await addCustomers(database, [{ id: 'A', givenName: 'Ada', city: 'Lyon', email: 'a@example.com' }, { id: 'B' }]);
  await addLines(database, [
    { customer: 'A', order: '1', at: '2026-03-01T10:00:00Z', revenue: '100.5', quantity: '2', product: 'P' },
    {
      customer: 'A',
      order: '1',
      at: '2026-03-09T10:00:00Z',
      revenue: '-20',
      quantity: '-1',
      product: 'P',
      isReturn: true,
    },
    { customer: '', order: '2', at: '2026-03-02T10:00:00Z', revenue: '7', quantity: '1', product: 'gone' },
  ]);
  await client`insert into facet.products (product_id, product_name, product_category, load_id) values ('P', 'Jacket', 'Coats', 0)`;
  await client`
    insert into facet.unified_customers (customer_id, datasource, pk, full_name, load_id)
    values ('A', 'shop', '1', 'Ada', 0), ('A', 'loyalty', '9', 'Ada L', 0), ('', 'shop', '2', 'Nobody', 0)`;
  await client`insert into facet.accounts (account_id, account_name) values ('ACME', 'Acme Lyon')`;
  await client`
    insert into facet.metric_definitions (metric_name, label, description, unit, load_id)
    values ('minutes', 'Minutes', 'Minutes saved.', 'minutes', 0)`;
  await client`
    insert into facet.metric_values (level, entity_id, metric_name, effective_date, value, load_id)
    values ('ACCOUNT', 'ACME', 'minutes', '2026-03-01', 5.50, 0), ('CUSTOMER', 'A', 'minutes', '2026-03-01', 2, 0)`;
  await client`
    insert into facet.campaign_recipients (customer_id, pk, campaign_id, is_control, delivery_datetime, load_id)
    values ('A', 'r1', 'C1', false, '2026-03-05T10:00:00Z', 0), ('', 'r2', 'C1', true, '2026-03-05T10:00:00Z', 0)`;
  await deriveTransactions(testJob(database, '2026-03-31T09:00:00Z'), '0');
  await refreshViews(client, { ofTables: true });
});
afterAll(() => database.drop());

const rows = (query: string) => database.client.unsafe(query);

describe('the views of tables', () => {
  it('show source records, with a null key where nobody knows whose they are', async () => {
    expect(await rows('select amperity_id, datasource, pk, full_name from bi.unified_customer order by pk')).toEqual([
      { amperity_id: 'A', datasource: 'shop', pk: '1', full_name: 'Ada' },
      { amperity_id: null, datasource: 'shop', pk: '2', full_name: 'Nobody' },
      { amperity_id: 'A', datasource: 'loyalty', pk: '9', full_name: 'Ada L' },
    ]);
  });

  it('show customers, lines with their products, and orders, so that they join by the key', async () => {
    const joined = await rows(`
      select c.given_name, t.order_id, t.order_revenue, t.order_returned_revenue, t.net_order_revenue,
        count(*)::int as lines, sum(i.item_revenue) as revenue, min(i.product_category) as category
      from bi.merged_customers c
      join bi.unified_transactions t using (amperity_id)
      join bi.unified_itemized_transactions i using (amperity_id, order_id)
      group by 1, 2, 3, 4, 5`);
    expect(joined).toEqual([
      {
        given_name: 'Ada',
        order_id: '1',
        order_revenue: '100.5',
        order_returned_revenue: '-20',
        net_order_revenue: '80.5',
        lines: 2,
        revenue: '80.5',
        category: 'Coats',
      },
    ]);
  });

  it('keep the lines of nobody, so that revenue adds up', async () => {
    const [total] = await rows(`
      select sum(item_revenue) as revenue, count(*) filter (where amperity_id is null)::int as nobody
      from bi.unified_itemized_transactions`);
    expect(total).toEqual({ revenue: '87.5', nobody: 1 });
    expect(await rows('select order_id from bi.unified_transactions where amperity_id is null')).toEqual([
      { order_id: '2' },
    ]);
  });

  it('show values of metrics with the names of metric and entity', async () => {
    const shown = await rows(`
      select amperity_id, level, entity_id, entity_name, metric_label, metric_unit, value from bi.metric_values order by level`);
    expect(shown).toEqual([
      {
        amperity_id: null,
        level: 'ACCOUNT',
        entity_id: 'ACME',
        entity_name: 'Acme Lyon',
        metric_label: 'Minutes',
        metric_unit: 'minutes',
        value: '5.50',
      },
      {
        amperity_id: 'A',
        level: 'CUSTOMER',
        entity_id: 'A',
        entity_name: null,
        metric_label: 'Minutes',
        metric_unit: 'minutes',
        value: '2',
      },
    ]);
  });

  it('show recipients and products', async () => {
    expect(await rows('select amperity_id, pk, is_control from bi.campaign_recipients order by pk')).toEqual([
      { amperity_id: 'A', pk: 'r1', is_control: false },
      { amperity_id: null, pk: 'r2', is_control: true },
    ]);
    expect(await rows('select product_id, product_name from bi.products')).toEqual([
      { product_id: 'P', product_name: 'Jacket' },
    ]);
  });

  /** Who writes these says what their columns are, see `test/enrichment/newest`. */
  const ofAttributes = new Set(['transaction_attributes_extended', 'customer_attributes']);

  it.each(
    tableViews()
      .map(({ name }) => name)
      .filter((name) => !ofAttributes.has(name)),
  )('bi.%s says what its rows and all of its columns are', async (name) => {
    const [said] = await rows(`
      select obj_description('bi.${name}'::regclass, 'pg_class') as says,
        (select array_agg(attname::text) from pg_attribute where attrelid = 'bi.${name}'::regclass and attnum > 0
          and col_description(attrelid, attnum) is null) as silent`);
    expect(said).toEqual({ says: expect.stringMatching(/^One row per .*\.$/), silent: null });
  });

  it.each(['unified_customer', 'unified_itemized_transactions', 'unified_transactions', 'campaign_recipients'])(
    'bi.%s finds the rows of a customer by the key of its table',
    async (name) => {
      const plan = await database.client.begin(async (inside) => {
        await inside`set local enable_seqscan = off`;
        return inside.unsafe(`explain select * from bi.${name} where amperity_id = 'A'`);
      });
      const text = plan.map((line) => Object.values(line as object)[0] as string).join('\n');
      expect(text).toMatch(/Index Cond: \(customer_id = 'A'::text\)/);
      expect(text).not.toMatch(/customer_id = ''/);
    },
  );

  it('bi.metric_values finds the values of a customer by the key of its table', async () => {
    const plan = await database.client.begin(async (inside) => {
      await inside`set local enable_seqscan = off`;
      return inside.unsafe(`explain select * from bi.metric_values where amperity_id = 'A'`);
    });
    const text = plan.map((line) => Object.values(line as object)[0] as string).join('\n');
    expect(text).toMatch(/Index Cond: \(\(level = 'CUSTOMER'::text\) AND \(entity_id = 'A'::text\)\)/);
    expect(text).not.toMatch(/ACCOUNT|<> 'CUSTOMER'/);
  });
});

it('of somebody else under the name of one is left alone, and named in a sentence', async () => {
  const { client } = database;
  await client`drop view bi.products`;
  await client`create view bi.products as select 1 as mine`;
  await expect(refreshViews(client, { ofTables: true })).rejects.toThrow(
    '"bi.products" is there and is not a view of Facet\'s, which now has one of that name: rename or drop it',
  );
  expect(await rows('select * from bi.products')).toEqual([{ mine: 1 }]);
  await client`drop view bi.products`;
  await refreshViews(client, { ofTables: true });
});

describe('a column of a table', () => {
  const shownOf: readonly (readonly [string, Table, readonly string[]])[] = [
    // It numbers ids that are made.
    ['unified_customer', unifiedCustomers, ['made_ids']],
    ['merged_customers', customers, ['full_name_folded']],
    ['unified_itemized_transactions', unifiedItemizedTransactions, []],
    ['unified_transactions', unifiedTransactions, []],
    ['products', products, []],
    ['campaign_recipients', campaignRecipients, []],
    ['metric_values', metricValues, []],
    ['transaction_attributes_extended', transactionAttributesExtended, []],
    ['customer_attributes', customerAttributes, []],
  ];

  it.each(shownOf)('is in bi.%s, but for those of Facet itself', (name, table, hidden) => {
    const view = tableViews().find((one) => one.name === name);
    const expressions = (view?.columns ?? []).map(({ expression }) => expression).join(' ');
    const left = Object.values(getTableColumns(table))
      .map((column) => column.name)
      .filter((column) => !new RegExp(`\\bt\\."?${column}\\b`).test(expressions));
    expect(left).toEqual([...hidden, 'load_id']);
  });
});
