import { expect, test } from '@jest/globals';
import { openGraph } from '../support/graph.js';
import type { Example } from './exampleSuite.js';

const question = `query ($days: Int!) { campaignResults(groupBy: TYPE, days: $days) { edges { node { key currency results {
  isControl sent recipients purchasers orders items conversionRate averageOrderValue averageUnitRevenue itemsPerOrder
  ordersPerPurchaser redeemers redemptions revenue { total perRecipient standardDeviation uplift { total } }
  conversionUplift { total } } } } } }`;

interface Result {
  readonly [figure: string]: unknown;
  readonly revenue: { readonly standardDeviation: number };
}

/** What campaigns of a type brought, asked order by order and household by household whether they belong to it. */
const bySql = (days: number): string => `
  with type as (select distinct campaign_type_name as name from facet.campaigns),
  household as (
    select type.name, h.customer_id,
      (select count(*) from facet.unified_transactions o where o.customer_id = h.customer_id and ${during(days)}) as orders,
      (select coalesce(sum(o.order_quantity), 0) from facet.unified_transactions o
        where o.customer_id = h.customer_id and ${during(days)}) as items,
      (select coalesce(sum(o.order_revenue), 0) from facet.unified_transactions o
        where o.customer_id = h.customer_id and ${during(days)}) as revenue,
      (select count(*) from facet.coupon_redemptions r
        where r.customer_id = h.customer_id and exists (
          select from facet.campaign_targetings t join facet.campaigns c using (plan_id)
          where t.customer_id = r.customer_id and t.plan_id = r.plan_id and c.campaign_type_name = type.name
            and r.redemption_date - t.execution_date between 0 and ${days - 1})) as redemptions
    from type cross join lateral (
      select distinct customer_id from facet.campaign_targetings t join facet.campaigns c using (plan_id)
      where c.campaign_type_name = type.name
    ) h
  )
  select name, count(*)::int as recipients, count(*) filter (where orders >= 1)::int as purchasers, sum(orders)::int as orders,
    trim_scale(sum(items))::text as items, trim_scale(sum(revenue))::text as revenue,
    trim_scale(round(count(*) filter (where orders >= 1)::numeric / count(*), 10))::text as rate,
    trim_scale(round(sum(revenue) / count(*), 10))::text as "perRecipient",
    trim_scale(round(sum(revenue) / sum(orders), 10))::text as "perOrder",
    trim_scale(round(sum(revenue) / sum(items), 10))::text as "perUnit",
    trim_scale(round(sum(items) / sum(orders), 10))::text as "itemsPerOrder",
    trim_scale(round(sum(orders) / count(*) filter (where orders >= 1), 10))::text as "perPurchaser",
    stddev_samp(revenue)::float8 as spread,
    count(*) filter (where redemptions >= 1)::int as redeemers, sum(redemptions)::int as redemptions
  from household group by name order by name`;

const during = (days: number): string => `exists (
  select from facet.campaign_targetings t join facet.campaigns c using (plan_id)
  where t.customer_id = o.customer_id and c.campaign_type_name = type.name
    and (o.order_datetime at time zone 'UTC')::date - t.execution_date between 0 and ${days - 1})`;

/** What campaigns brought by their type: each figure by another way, and some of them as they were seen. */
export function completeJourneyResults(example: Example): void {
  test.each([7, 45])('results of campaigns by type in %d days', async (days) => {
    const graph = await openGraph(example.database);
    const { data, errors, statements } = await graph.ask(question, { days });
    expect(errors).toEqual([]);
    expect(statements).toHaveLength(1);
    const { edges } = data['campaignResults'] as {
      edges: { node: { key: string; currency: string; results: Result[] } }[];
    };
    const plain = await example.database.client.unsafe(bySql(days));
    expect(plain).toHaveLength(3);
    expect(edges.map(({ node }) => node)).toEqual(
      plain.map((row) => ({
        key: row['name'],
        currency: 'USD',
        results: [
          {
            isControl: false,
            sent: row['recipients'],
            recipients: row['recipients'],
            purchasers: row['purchasers'],
            orders: row['orders'],
            items: row['items'],
            conversionRate: row['rate'],
            averageOrderValue: row['perOrder'],
            averageUnitRevenue: row['perUnit'],
            itemsPerOrder: row['itemsPerOrder'],
            ordersPerPurchaser: row['perPurchaser'],
            redeemers: row['redeemers'],
            redemptions: row['redemptions'],
            revenue: {
              total: row['revenue'],
              perRecipient: row['perRecipient'],
              standardDeviation: expect.closeTo(Number(row['spread']), 8),
              uplift: null,
            },
            conversionUplift: null,
          },
        ],
      })),
    );
    process.stdout.write(
      `complete-journey, ${days} days: ${plain.map(({ name, recipients, purchasers, redeemers }) => `${name} ${purchasers} of ${recipients}, ${redeemers} with coupons`).join('; ')}\n`,
    );
  });
}
