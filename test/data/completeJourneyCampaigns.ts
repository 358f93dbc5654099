import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openGraph, type Answer } from '../support/graph.js';
import type { Example } from './exampleSuite.js';
import { linesOf } from './plainCount.js';

/** The fields of a file's lines, without its head. */
const fieldsOf = ({ dir }: Example, file: string): string[][] =>
  linesOf(join(dir, file))
    .slice(1)
    .map((line) => line.split(','));

const campaignList = `{ campaigns(first: 100) { edges { node {
  planId typeName redemptions { count } targetings(first: 0, states: [TARGETED]) { totalCount } } } } }`;

interface Campaign {
  readonly planId: string;
  readonly typeName: string;
  readonly redemptions: { readonly count: number };
  readonly targetings: { readonly totalCount: number };
}

const targetingPage = `query ($planId: ID!, $after: String) { campaign(planId: $planId) { targetings(first: 1000, after: $after) {
  pageInfo { hasNextPage endCursor } edges { node { customerId redemptions { couponId } } } } } }`;

interface TargetingPage {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly edges: readonly {
    readonly node: { readonly customerId: string; readonly redemptions: readonly unknown[] };
  }[];
}

const distinct = (texts: readonly string[]): number => new Set(texts).size;

/** Campaigns, targetings, coupons and redemptions: totals of the data's README, and of its files counted plainly. */
export function completeJourneyCampaigns(example: Example): void {
  const rows = (query: string): Promise<unknown[]> => example.database.client.unsafe(query).values();

  test('targetings by type of campaign, each on the first day of its campaign', async () => {
    const found = await rows(`
      select c.campaign_type_name, count(*)::int, count(distinct t.plan_id)::int, count(distinct t.customer_id)::int
      from facet.campaign_targetings t join facet.campaigns c using (plan_id)
      where t.execution_date = c.execution_start_date and t.plan_detail_id is not null
        and t.exclusion_reason is null and t.last_updated_time > now() - interval '1 day'
      group by 1 order by 1`);
    const types = new Map(fieldsOf(example, 'campaign_descriptions.csv').map(([id = '', type = '']) => [id, type]));
    const lines = fieldsOf(example, 'campaigns.csv');
    const plain = ['Type A', 'Type B', 'Type C'].map((type) => {
      const own = lines.filter(([id = '']) => types.get(id) === type);
      return [
        type,
        own.length,
        distinct(own.map(([id = '']) => id)),
        distinct(own.map(([, household = '']) => household)),
      ];
    });
    expect(found).toEqual(plain);
    expect(found.map((row) => (row as unknown[])[1])).toEqual([3647, 2368, 574]);
    expect(
      await example.one(`select count(*)::int, count(distinct customer_id)::int, count(distinct plan_id)::int,
        min(execution_date), max(execution_date) from facet.campaign_targetings`),
    ).toEqual([6589, 1559, 27, '2016-11-14', '2017-12-28']);
  });

  test('what the SQL views tell of them: everybody targeted, and no control, action or channel made up', async () => {
    expect(
      await rows(`select targeting_state, count(*)::int, count(campaign_action_id)::int
        from bi.vw_targeted_and_excluded_customers_v1_2 group by 1`),
    ).toEqual([['TARGETED', 6589, 0]]);
    expect(
      await example.one(`select count(*)::int, count(plan_detail_id)::int, count(channel_id)::int, min(execution_start_date),
        max(execution_end_date) from bi.vw_scheduled_campaigns_v1_2`),
    ).toEqual([27, 0, 0, '2016-11-14', '2018-02-28']);
  });

  test('GraphQL gives the same, and every redemption is of a household that its campaign was sent to', async () => {
    const graph = await openGraph(example.database);
    const { data, errors, statements } = await graph.ask(campaignList);
    expect(errors).toEqual([]);
    // Campaigns, redemptions and counts.
    expect(statements).toHaveLength(3);
    const campaigns = (data['campaigns'] as { edges: { node: Campaign }[] }).edges.map(({ node }) => node);
    const sumOf = (type: string): number =>
      campaigns.filter(({ typeName }) => typeName === type).reduce((sum, one) => sum + one.targetings.totalCount, 0);
    expect(['Type A', 'Type B', 'Type C'].map(sumOf)).toEqual([3647, 2368, 574]);
    const ofTargetings: string[] = [];
    for (const { planId } of campaigns)
      for (let after: string | null = null; ;) {
        const answer: Answer = await graph.ask(targetingPage, { planId, after });
        const { pageInfo, edges } = (answer.data['campaign'] as { targetings: TargetingPage }).targetings;
        ofTargetings.push(...edges.flatMap(({ node }) => node.redemptions.map(() => node.customerId)));
        after = pageInfo.endCursor;
        if (!pageInfo.hasNextPage) break;
      }
    const ofCampaigns = campaigns.reduce((sum, { redemptions }) => sum + redemptions.count, 0);
    expect([ofTargetings.length, distinct(ofTargetings), ofCampaigns]).toEqual([2102, 410, 2102]);
  });

  test('targeted households with receipts, and the one that is no customer', async () => {
    expect(
      await example.one(`select
          count(*) filter (where exists (
            select from facet.unified_itemized_transactions o where o.customer_id = t.customer_id))::int,
          string_agg(customer_id, ',') filter (where not exists (
            select from facet.customers c where c.customer_id = t.customer_id))
        from (select distinct customer_id from facet.campaign_targetings) t`),
    ).toEqual([1558, '834']);
  });

  test('coupons, each once for a campaign and product', async () => {
    const lines = fieldsOf(example, 'coupons.csv.gz');
    expect(lines).toHaveLength(116_204);
    const found = await example.one(`select count(*)::int, count(distinct coupon_id)::int, count(distinct plan_id)::int,
      count(distinct product_id)::int from facet.campaign_coupons`);
    expect(found).toEqual([
      distinct(lines.map((fields) => fields.join(','))),
      distinct(lines.map(([coupon = '']) => coupon)),
      distinct(lines.map(([, , campaign = '']) => campaign)),
      distinct(lines.map(([, product = '']) => product)),
    ]);
    expect(found[0]).toBe(111_332);
    expect(example.report.files[7]).toMatchObject({ rowsSuperseded: 116_204 - 111_332 });
  });

  test('every redemption is of a household that the campaign targeted, within its days and of its coupons', async () => {
    const lines = fieldsOf(example, 'coupon_redemptions.csv');
    const targeted = new Set(fieldsOf(example, 'campaigns.csv').map(([id, household]) => `${id} ${household}`));
    expect(lines.filter(([household, , id]) => !targeted.has(`${id} ${household}`))).toEqual([]);
    const found =
      await example.one(`select count(*)::int, count(distinct customer_id)::int, count(distinct plan_id)::int,
        count(*) filter (where exists (select from facet.campaign_targetings t
          where t.customer_id = r.customer_id and t.plan_id = r.plan_id))::int,
        count(*) filter (where exists (select from facet.campaigns c where c.plan_id = r.plan_id
          and r.redemption_date between c.execution_start_date and c.execution_end_date))::int,
        count(*) filter (where exists (select from facet.campaign_coupons c
          where c.plan_id = r.plan_id and c.coupon_id = r.coupon_id))::int
      from facet.coupon_redemptions r`);
    expect(found).toEqual([
      lines.length,
      distinct(lines.map(([household = '']) => household)),
      distinct(lines.map(([, , id = '']) => id)),
      2102,
      2102,
      2102,
    ]);
    expect(found.slice(0, 2)).toEqual([2102, 410]);
  });
}
