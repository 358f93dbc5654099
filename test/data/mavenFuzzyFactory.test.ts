import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { runEnrich } from '../../src/enrichment/runEnrich.js';
import { runSnapshot } from '../../src/enrichment/runSnapshot.js';
import { runImport } from '../../src/ingest/import/runImport.js';
import { openGraph } from '../support/graph.js';
import { countsOf, exampleSuite } from './exampleSuite.js';
import { addTo, linesOf, sum, visitsIn } from './plainCount.js';

/** The fields of a file's lines: no value has a comma in it. */
const rowsOf = (dir: string, name: string): string[][] =>
  linesOf(join(dir, name))
    .slice(1)
    .map((line) => line.replaceAll('"', '').split(','));

const instant = (text = ''): number => Date.parse(`${text.replace(' ', 'T')}Z`);

interface User {
  visits: number;
  pageViews: number;
  adClicks: number;
  recentAdClicks: number;
  channel: string;
}

/** What every user did, by a loop over the sessions and page views in the order of the files, which is that of time. */
function usersOf(dir: string): Map<string, User> {
  const views = new Map<string, number[]>();
  for (const [, time, session = ''] of rowsOf(dir, 'website_pageviews_first5000.csv'))
    addTo(views, session, instant(time));
  const users = new Map<string, User>();
  for (const [session = '', time, id = '', , source, , , , referrer] of rowsOf(dir, 'website_sessions_first5000.csv')) {
    const user = users.get(id) ?? { visits: 0, pageViews: 0, adClicks: 0, recentAdClicks: 0, channel: 'Direct' };
    const pages = views.get(session) ?? [];
    const isAd = source !== 'NULL';
    user.visits += visitsIn([instant(time), ...pages]);
    user.pageViews += pages.length;
    user.adClicks += Number(isAd);
    // Thirty days up to 24 April.
    user.recentAdClicks += Number(isAd && instant(time) >= Date.UTC(2012, 2, 26));
    if (user.channel === 'Direct') user.channel = isAd ? 'Unassigned' : referrer === 'NULL' ? 'Direct' : 'Referral';
    users.set(id, user);
  }
  return users;
}

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
    const campaigns = await example.database.client`
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

  test('enrichment as of the day of the last session: visits, page views and ad clicks of every user', async () => {
    const { active, left } = await runEnrich(example.job, { asOf: '2012-04-24' });
    expect([active, ...Object.values(left)]).toEqual([4883, 0, 0, 0, 0, 0, 0]);
    const users = usersOf(example.dir);
    const total = (count: (user: User) => number): number => sum([...users.values()].map(count));
    expect([total(({ visits }) => visits), total(({ adClicks }) => adClicks)]).toEqual([5000, 4804 + 56 + 9]);
    const found = await example.database.client`
      select customer_id, total_sessions_till_date::int, page_views::int, ad_landings::int, ad_click_count_30d::int,
        first_channel_group
      from facet.enriched_customers where activity_count > 0`.values();
    expect(new Map(found.map(([id, ...values]) => [String(id), values]))).toEqual(
      new Map(
        [...users].map(([id, user]) => [
          id,
          [user.visits, user.pageViews, user.adClicks, user.recentAdClicks, user.channel],
        ]),
      ),
    );
  });

  // gsearch and bsearch are no sources that Google's list knows, and the links carry no medium: Unassigned, as in Google
  // Analytics. Links without tags from the same sites are referrals.
  test('enrichment: channels, and who came again', async () => {
    // A visit over midnight has a part in each day; the first one says where it came from.
    const channels = await example.database.client`
      select channel, count(*)::int
      from (select distinct on (session_key) channel from facet.activity_visits order by session_key, day) as first
      group by 1 order by 2 desc`.values();
    expect([...channels]).toEqual([
      ['Unassigned', 4804 + 56 + 9],
      ['Referral', 56 + 10],
      ['Direct', 65],
    ]);
    // awk -F, 'NR > 1 { n[$3]++ } END { for (u in n) if (n[u] > 1) again++; print again }' website_sessions_first5000.csv
    expect(
      await example.one(`select count(*) filter (where returning_user)::int, max(total_sessions_till_date)::int,
        count(*) filter (where preferred_device is not null)::int from facet.enriched_customers`),
    ).toEqual([113, 3, 0]);
    // awk -F, 'NR > 1 { n[$3]++ } END { for (s in n) c[n[s]]++; for (k in c) print k, c[k] }' website_pageviews_first5000.csv
    const views = await example.database.client`
      select views, count(*)::int
      from (select sum(page_views)::int as views from facet.activity_visits group by session_key) as v
      where views > 0 group by 1 order by 1`.values();
    expect([...views]).toEqual([
      [1, 1551],
      [2, 292],
      [3, 402],
      [4, 98],
      [5, 42],
      [6, 84],
      [7, 79],
    ]);
  });

  test('enrichment: orders up to that day, of everybody', async () => {
    // zcat orders.csv.gz | awk -F, 'NR > 1 && substr($2, 1, 10) <= "2012-04-24" { n++; s += $7; u[$4] } END { print n, s, length(u) }'
    expect(
      await example.one(`select count(*)::int, sum(ecom_number_of_orders)::int,
        sum(ecom_total_gross_sales_amount)::numeric(19, 2)::text, count(*) filter (where ecom_number_of_orders > 0)::int
        from facet.enriched_customers`),
    ).toEqual([36_408, 151, '7548.49', 151]);
  });

  test('a second run changes nothing', async () => {
    await example.database.client`delete from facet.import_files`;
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
