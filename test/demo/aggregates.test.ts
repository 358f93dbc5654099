import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fillDemo } from '../../src/demo/fillDemo.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { testJob } from '../support/job.js';

const text = readFileSync(join(packageRoot, 'docs', 'aggregates.md'), 'utf8');
const examples = [...text.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, example = '']) => example);

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  const options = { seed: 20_240_229, customers: 300, days: 1, lastDay: '2026-02-28' };
  await fillDemo(testJob(database, '2026-03-01T09:00:00Z'), options);
}, 60_000);
afterAll(() => database.drop());

it('docs/aggregates.md holds examples that find groups of several customers in the demo', async () => {
  const graph = await openGraph(database, '2026-03-01');
  expect(examples).toHaveLength(3);
  for (const example of examples) {
    const { data, errors } = await graph.ask(example);
    expect(errors).toEqual([]);
    const { edges } = data['customersAggregate'] as { edges: { node: { count: number } }[] };
    expect([example, edges.some(({ node }) => node.count > 1)]).toEqual([example, true]);
  }
});

it('groups of the demo add up to what the view with real names says', async () => {
  const graph = await openGraph(database, '2026-03-01');
  const { data, errors } = await graph.ask(`{ customersAggregate(groupBy: [{ attribute: "COUNTRY" }], first: 1000) {
    edges { node { keys { value } count net: sum(attribute: "ECOM_TOTAL_NET_SALES_AMOUNT")
      orders: maximum(attribute: "ECOM_NUMBER_OF_ORDERS") channels: distinct(attribute: "ECOM_PREFERRED_CHANNEL") } } } }`);
  expect(errors).toEqual([]);
  const { edges } = data['customersAggregate'] as { edges: { node: { keys: { value: string }[] } }[] };
  const rows = await database.client`
    select country, count(*)::int as count, trim_scale(sum(ecom_total_net_sales_amount))::text as net,
      max(ecom_number_of_orders)::text as orders, count(distinct ecom_preferred_channel)::int as channels
    from bi.vw_customer_profiles_real_field_names where profile_date = '2026-02-28' group by country order by country`;
  expect(edges.map(({ node: { keys, ...measures } }) => ({ country: keys[0]?.value, ...measures }))).toEqual([...rows]);
  expect(rows.length).toBeGreaterThan(2);
});

it('groups of orders and lines of the demo are those of statements by hand', async () => {
  const graph = await openGraph(database, '2026-03-01', 'Europe/Paris');
  const { data, errors } = await graph.ask(`{
    lines: orderLinesAggregate(filter: { isReturn: { is: false }, customer: { country: { in: ["DE", "FR"] } } }, first: 1000
      groupBy: [{ productColumn: CATEGORY }, { column: CURRENCY }, { attribute: "delivery" }]) {
      edges { node { keys { value } count orders customers revenue: sum(column: REVENUE) } } }
    orders: ordersAggregate(groupBy: [{ column: ORDERED_AT, grain: MONTH }, { customerAttribute: "COUNTRY" }], first: 1000) {
      edges { node { keys { value } count customers net: sum(column: NET_REVENUE) least: minimum(column: REVENUE) } } } }`);
  expect(errors).toEqual([]);
  const flat = (name: string) =>
    (data[name] as { edges: { node: { keys: { value: string }[] } }[] }).edges.map(
      ({ node: { keys, ...measures } }) => [...keys.map(({ value }) => value), ...Object.values(measures)],
    );
  const lines = await database.client
    .unsafe(
      `
    select product_category, currency, attributes ->> 'delivery', count(*)::int, count(distinct order_id)::int,
      count(distinct customer_id)::int, trim_scale(sum(item_revenue))::text
    from facet.unified_itemized_transactions join facet.customers using (customer_id) left join facet.products using (product_id)
    where is_return is not true and country in ('DE', 'FR') group by 1, 2, 3 order by 1, 2, 3`,
    )
    .values();
  expect(flat('lines')).toEqual([...lines]);
  expect(lines.length).toBeGreaterThan(10);
  const orders = await database.client
    .unsafe(
      `
    select to_char(order_datetime at time zone 'Europe/Paris', 'YYYY-MM-01'), v.country, count(*)::int,
      count(distinct o.customer_id)::int, trim_scale(sum(net_order_revenue))::text, trim_scale(min(order_revenue))::text
    from facet.unified_transactions o left join bi.vw_customer_profiles_real_field_names v
      on v.client_customer_id = o.customer_id and v.profile_date = '2026-02-28'
    where o.customer_id <> '' group by 1, 2 order by 1, 2`,
    )
    .values();
  expect(flat('orders')).toEqual([...orders]);
  expect(orders.length).toBeGreaterThan(10);
});
