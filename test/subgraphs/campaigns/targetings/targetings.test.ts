import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addSample } from '../sampleCampaigns.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await addSample(database);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

interface Page {
  readonly totalCount?: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
}

/** The days and campaigns of A's targetings for some arguments. */
async function placesOf(given: string): Promise<string[]> {
  const { data, errors } = await graph.ask(
    `{ customer(id: "A") { campaignTargetings(${given}) { edges { node { executionDate planId } } } } }`,
  );
  expect(errors).toEqual([]);
  const { campaignTargetings } = data['customer'] as { campaignTargetings: Page };
  return campaignTargetings.edges.map(({ node }) => `${String(node['executionDate'])} ${String(node['planId'])}`);
}

describe('a targeting', () => {
  it('has every field of the contract', async () => {
    const { data, errors } =
      await graph.ask(`{ customer(id: "A") { campaignTargetings(to: "2026-03-01", from: "2026-03-01", planIds: ["P1", "P2"]) {
      edges { node { customerId customer { id givenName } executionDate planId campaign { planId name } state planDetailId
        campaignActionId campaignActionName channels { channelId channelName } exclusionReasonId exclusionReason
        exclusionReasonDescription takenFromPlanId takenFromCampaign { name } lifecycleStage brand lastUpdatedTime
        computedAt redemptions { redemptionDate couponId planId } } } } } }`);
    expect(errors).toEqual([]);
    const { campaignTargetings } = data['customer'] as { campaignTargetings: Page };
    expect(campaignTargetings.edges.map(({ node }) => node)).toEqual([
      {
        customerId: 'A',
        customer: { id: 'A', givenName: 'Ann' },
        executionDate: '2026-03-01',
        planId: 'P1',
        campaign: { planId: 'P1', name: 'Spring' },
        state: 'TARGETED',
        planDetailId: 'P1-2',
        campaignActionId: 2,
        campaignActionName: 'Offer',
        channels: [
          { channelId: 15, channelName: 'Email' },
          { channelId: 20, channelName: 'SMS' },
        ],
        exclusionReasonId: null,
        exclusionReason: null,
        exclusionReasonDescription: null,
        takenFromPlanId: null,
        takenFromCampaign: null,
        lifecycleStage: 'Active',
        brand: 'North',
        lastUpdatedTime: '2026-03-01T06:00:00.123456Z',
        computedAt: '2026-03-06T02:00:00.5Z',
        redemptions: [
          { redemptionDate: '2026-03-06', couponId: 'coupon 3', planId: 'P1' },
          { redemptionDate: '2026-03-04', couponId: 'coupon 4', planId: 'P1' },
          { redemptionDate: '2026-03-01', couponId: 'coupon 2', planId: 'P1' },
        ],
      },
      {
        customerId: 'A',
        customer: { id: 'A', givenName: 'Ann' },
        executionDate: '2026-03-01',
        planId: 'P2',
        campaign: { planId: 'P2', name: 'Summer' },
        state: 'EXCLUDED',
        planDetailId: null,
        campaignActionId: null,
        campaignActionName: null,
        channels: [],
        exclusionReasonId: 1,
        exclusionReason: 'Priority',
        exclusionReasonDescription: 'Another target group goes first',
        takenFromPlanId: 'P1',
        takenFromCampaign: { name: 'Spring' },
        lifecycleStage: null,
        brand: null,
        lastUpdatedTime: '2026-03-01T06:00:00.123456Z',
        computedAt: '2026-03-06T02:00:00.5Z',
        redemptions: [{ redemptionDate: '2026-03-02', couponId: 'coupon 5', planId: 'P2' }],
      },
    ]);
  });

  it('is control by the number of its action, sent where its action is unknown, and has no channel as control', async () => {
    const { data } = await graph.ask(`{ customer(id: "A") { campaignTargetings {
      edges { node { executionDate planId state campaignActionName campaign { name } channels { channelId } } } } } }`);
    const { campaignTargetings } = data['customer'] as { campaignTargetings: Page };
    const rows = campaignTargetings.edges.map(({ node }) => node);
    expect(rows[0]).toEqual({
      executionDate: '2026-03-05',
      planId: 'P1',
      state: 'CONTROL',
      campaignActionName: 'DN',
      campaign: { name: 'Spring' },
      channels: [],
    });
    expect(rows[3]).toMatchObject({ planId: 'P3', state: 'TARGETED', campaignActionName: null, channels: [] });
    expect(rows[4]).toMatchObject({ planId: 'P9', state: 'TARGETED', campaign: null });
  });

  it('shows the newest 20 redemptions', async () => {
    const { client } = database;
    await client`
      insert into facet.coupon_redemptions (customer_id, redemption_id, plan_id, coupon_id, redemption_date, load_id)
      select 'B', 'many ' || n, 'P2', n, '2026-03-05'::date + n, 0 from generate_series(1, 130) as n`;
    const { data } = await graph.ask(`{ customer(id: "B") { campaignTargetings(planIds: ["P2"]) {
      edges { node { redemptions { couponId } } } } } }`);
    const { campaignTargetings } = data['customer'] as { campaignTargetings: Page };
    const shown = campaignTargetings.edges[0]?.node['redemptions'] as { couponId: string }[];
    expect(shown.map(({ couponId }) => couponId)).toEqual(Array.from({ length: 20 }, (_, n) => String(130 - n)));
  });
});

describe('campaignTargetings', () => {
  it('are the newest first, on one day by campaign', async () => {
    expect(await placesOf('first: 20')).toEqual([
      '2026-03-05 P1',
      '2026-03-01 P1',
      '2026-03-01 P2',
      '2026-03-01 P3',
      '2026-02-01 P9',
    ]);
  });

  it('are narrowed by states, days and campaigns', async () => {
    expect(await placesOf('states: [TARGETED]')).toEqual(['2026-03-01 P1', '2026-03-01 P3', '2026-02-01 P9']);
    expect(await placesOf('states: [CONTROL, EXCLUDED]')).toEqual(['2026-03-05 P1', '2026-03-01 P2']);
    expect(await placesOf('states: []')).toEqual([]);
    expect(await placesOf('from: "2026-03-02"')).toEqual(['2026-03-05 P1']);
    expect(await placesOf('to: "2026-02-28"')).toEqual(['2026-02-01 P9']);
    expect(await placesOf('planIds: [" P1 ", "nowhere"]')).toEqual(['2026-03-05 P1', '2026-03-01 P1']);
    expect(await placesOf('planIds: []')).toEqual([]);
    expect(await placesOf('states: null, from: null, planIds: null')).toHaveLength(5);
    expect(await placesOf('states: [EXCLUDED], from: "2026-03-01", to: "2026-03-01", planIds: ["P1", "P2"]')).toEqual([
      '2026-03-01 P2',
    ]);
  });

  it('are counted only where that is asked, and alone in one statement', async () => {
    const page = await graph.ask('{ customer(id: "A") { campaignTargetings { edges { node { planId } } } } }');
    // Of a page that is written its own rows are counted.
    const counted = page.statements.map(({ text }) => text.split('count(')[1]);
    expect(counted).toEqual([undefined, expect.stringMatching(/limit \$\d\s+\) t\s/)]);
    const rows = await graph.ask('{ customer(id: "A") { campaignTargetings { edges { cursor node { planId } } } } }');
    expect(rows.statements.map(({ text }) => text.includes('count('))).toEqual([false, false]);
    const count = await graph.ask(
      '{ customer(id: "A") { id campaignTargetings(first: 1, states: [TARGETED]) { totalCount } } }',
    );
    expect(count.data).toEqual({ customer: { id: 'A', campaignTargetings: { totalCount: 3 } } });
    expect(count.statements).toHaveLength(2);
    const both = await graph.ask(
      '{ customer(id: "A") { campaignTargetings(first: 1) { totalCount edges { node { planId } } pageInfo { hasNextPage } } } }',
    );
    expect(both.data).toEqual({
      customer: {
        campaignTargetings: { totalCount: 5, edges: [{ node: { planId: 'P1' } }], pageInfo: { hasNextPage: true } },
      },
    });
    const none = await graph.ask('{ customer(id: "A") { campaignTargetings(states: []) { totalCount } } }');
    expect(none.data).toEqual({ customer: { campaignTargetings: { totalCount: 0 } } });
  });

  it('are the rows of the SQL view', async () => {
    const { data } = await graph.ask(`{ customer(id: "A") { campaignTargetings { edges { node { executionDate customerId
      lifecycleStage planId planDetailId campaignActionId campaignActionName state takenFromPlanId exclusionReasonId
      exclusionReason exclusionReasonDescription brand lastUpdatedTime } } } } }`);
    const { campaignTargetings } = data['customer'] as { campaignTargetings: Page };
    const rows = await database.client`
      select execution_date as "executionDate", client_customer_id as "customerId", lifecycle_stage as "lifecycleStage",
        plan_id as "planId", plan_detail_id as "planDetailId", campaign_action_id as "campaignActionId",
        action_name as "campaignActionName", targeting_state as state, taken_from_plan_id as "takenFromPlanId",
        exclusion_reason_id as "exclusionReasonId", exclusion_reason as "exclusionReason",
        exclusion_reason_desc as "exclusionReasonDescription", brand, last_updated_time as "lastUpdatedTime"
      from bi.vw_targeted_and_excluded_customers_v1_2 where client_customer_id = 'A'
      order by execution_date desc, plan_id`;
    expect(rows).toHaveLength(5);
    expect(campaignTargetings.edges.map(({ node }) => node)).toEqual(rows.map((row) => ({ ...row })));
  });
});
