import { expect, test } from '@jest/globals';
import { runSnapshot } from '../../src/enrichment/snapshot/runSnapshot.js';
import { runImport } from '../../src/ingest/import/runImport.js';
import { openGraph } from '../support/graph.js';
import { countsOf, exampleSuite } from './exampleSuite.js';

/** Totals of the data's own README; its page views end with session 2,548, as awk counts them. */
exampleSuite('maven-fuzzy-factory', 'orders.csv.gz', (example) => {
  test('every row is read, none is rejected', () => {
    const counts = countsOf(example.report) as [string, string, number, number, number, number][];
    expect(counts.map(([file, target, read, skipped, , rejected]) => [file, target, read, skipped, rejected])).toEqual([
      ['orders.csv.gz', 'unified_customers', 32_313, 0, 0],
      ['website_sessions_first5000.csv', 'unified_customers', 5000, 0, 0],
      ['products.csv', 'products', 4, 0, 0],
      ['order_items.csv.gz', 'unified_itemized_transactions', 40_025, 0, 0],
      ['order_item_refunds.csv', 'unified_itemized_transactions', 1731, 0, 0],
      ['website_sessions_first5000.csv', 'activity', 5000, 0, 0],
      ['website_pageviews_first5000.csv', 'activity', 5000, 0, 0],
    ]);
  });

  test('orders, buyers, revenue, refunds, and from when to when', async () => {
    expect(
      await example.one(`
        select count(*)::int, count(distinct customer_id)::int, sum(order_revenue)::text, sum(order_returned_revenue)::text,
          min(order_datetime), max(order_datetime)
        from facet.unified_transactions`),
    ).toEqual([32_313, 31_696, '1938509.75', '-85338.69', '2012-03-19T10:42:46Z', '2015-03-19T05:38:31Z']);
    expect(
      await example.one(`select count(*) filter (where is_return)::int, count(*) filter (where customer_id = '')::int,
        count(*) filter (where product_id is null)::int from facet.unified_itemized_transactions`),
    ).toEqual([1731, 0, 0]);
  });

  test('sessions by campaign, their users, and the page views of the first 2,548 of them', async () => {
    const campaigns = await example.database.sql`
      select substring(url from 'utm_source=([^&]*)'), substring(url from 'utm_campaign=([^&]*)'), count(*)::int
      from facet.activity where event_type = 'session_start' group by 1, 2 order by 3 desc`.values();
    expect([...campaigns]).toEqual([
      ['gsearch', 'nonbrand', 4804],
      [null, null, 131],
      ['gsearch', 'brand', 56],
      ['bsearch', 'brand', 9],
    ]);
    expect(
      await example.one(`select count(distinct customer_id) filter (where event_type = 'session_start')::int,
        count(*) filter (where event_type = 'page_view')::int, max(client_id::int) filter (where event_type = 'page_view'),
        count(*) filter (where customer_id = '')::int from facet.activity`),
    ).toEqual([4883, 5000, 2548, 0]);
  });

  test('a second run changes nothing', async () => {
    await example.database.sql`delete from facet.import_files`;
    const again = await runImport(example.job, example);
    expect(again.files.map(({ rowsWritten }) => rowsWritten)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  test('GraphQL: sales and refunds of all buyers, and who ordered most', async () => {
    // The last refund came twelve days after the last order.
    await runSnapshot(example.job, { from: '2015-04-30', to: '2015-04-30' });
    const graph = await openGraph(example.database);
    const { data, errors } = await graph.ask(`{
      all: customersAggregate(filter: { attributes: [{ name: "ECOM_NUMBER_OF_ORDERS", number: { gt: "0" } }] }) {
        edges { node { count sales: sum(attribute: "ECOM_TOTAL_GROSS_SALES_AMOUNT")
          refunds: sum(attribute: "ECOM_TOTAL_REFUND_AMOUNT") } } }
      customers(first: 1, orderBy: [{ attribute: "ECOM_NUMBER_OF_ORDERS", direction: DESC }]) {
        totalCount edges { node { profile { fields { ecomNumberOfOrders } } } } } }`);
    expect(errors).toEqual([]);
    const most = await example.one(
      `select max(n)::int from (select count(*) n from facet.unified_transactions group by customer_id) o`,
    );
    expect(data).toEqual({
      all: { edges: [{ node: { count: 31_696, sales: '1938509.75', refunds: '85338.69' } }] },
      customers: {
        totalCount: 36_408,
        edges: [{ node: { profile: { fields: { ecomNumberOfOrders: most[0] } } } }],
      },
    });
  });
});
