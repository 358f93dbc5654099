import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addCustomers } from '../../../support/sample.js';
import { addSample } from '../sampleCampaigns.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

/**
 * Beside the sample, 50 customers with 21 targetings each: campaigns Q00 … Q06 with an action by two channels, on three days;
 * and ten large campaigns, Q90 … Q99, with 4,000 targetings on ten days each.
 */
beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await addSample(database);
  await addCustomers(
    database,
    Array.from({ length: 50 }, (_, n) => ({ id: `C${String(n).padStart(2, '0')}`, givenName: `Name ${n}` })),
  );
  await client`
    insert into facet.campaigns (plan_id, campaign_name, execution_start_date)
    select 'Q' || lpad(n::text, 2, '0'), 'Campaign ' || n, '2026-01-01' from generate_series(0, 99) as n`;
  await client`
    insert into facet.campaign_actions (plan_id, plan_detail_id, campaign_action_id, campaign_action_name)
    select plan_id, '2', 2, 'Offer' from facet.campaigns where plan_id like 'Q%'`;
  await client`
    insert into facet.campaign_action_channels (plan_id, plan_detail_id, plan_detail_channel_id, channel_id, channel_name)
    select plan_id, '2', n, n, 'Channel ' || n from facet.campaigns cross join generate_series(1, 2) as n
    where plan_id like 'Q%'`;
  await client`
    insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, last_updated_time, load_id)
    select c.customer_id, '2026-05-01'::date + day, 'Q0' || plan, '2', '2026-05-09', 0
    from facet.customers c cross join generate_series(0, 2) as day cross join generate_series(0, 6) as plan
    where c.customer_id like 'C%'`;
  await client`
    insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, last_updated_time, load_id)
    select 'many ' || n, '2026-06-01'::date + n % 10, 'Q9' || plan, case when n % 4 > 0 then '2' end, '2026-07-01', 0
    from generate_series(1, 4000) as n cross join generate_series(0, 9) as plan`;
  await client`vacuum analyze facet.campaign_targetings, facet.campaigns, facet.campaign_actions`;
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

interface Page {
  readonly totalCount?: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
}

describe('Campaign.targetings', () => {
  const pageOf = async (given: string): Promise<Page> => {
    const { data, errors } = await graph.ask(
      `{ campaign(planId: "P1") { targetings(${given}) { totalCount edges { cursor node { customerId customer { id } executionDate state } } } } }`,
    );
    expect(errors).toEqual([]);
    return (data['campaign'] as { targetings: Page }).targetings;
  };

  it('are the newest occurrence first, by customer, with those of strangers and none of nobody', async () => {
    const { totalCount, edges } = await pageOf('first: 20');
    expect(totalCount).toBe(4);
    expect(edges.map(({ node }) => node)).toEqual([
      { customerId: 'A', customer: { id: 'A' }, executionDate: '2026-03-05', state: 'CONTROL' },
      { customerId: 'X', customer: null, executionDate: '2026-03-05', state: 'TARGETED' },
      { customerId: 'A', customer: { id: 'A' }, executionDate: '2026-03-01', state: 'TARGETED' },
      { customerId: 'B', customer: { id: 'B' }, executionDate: '2026-03-01', state: 'CONTROL' },
    ]);
  });

  it('are narrowed by states and days', async () => {
    const places = async (given: string) =>
      (await pageOf(given)).edges.map(({ node }) => `${String(node['executionDate'])} ${String(node['customerId'])}`);
    expect(await places('states: [CONTROL]')).toEqual(['2026-03-05 A', '2026-03-01 B']);
    expect(await places('states: [EXCLUDED]')).toEqual([]);
    expect(await places('from: "2026-03-02"')).toEqual(['2026-03-05 A', '2026-03-05 X']);
    expect(await places('to: "2026-03-04", states: [TARGETED, CONTROL]')).toEqual(['2026-03-01 A', '2026-03-01 B']);
  });

  it('refuse bad ranges, states and cursors', async () => {
    const { data } = await graph.ask('{ customer(id: "A") { campaignTargetings { edges { cursor } } } }');
    const other = (data['customer'] as { campaignTargetings: Page }).campaignTargetings.edges[0]?.cursor ?? '';
    const codeOf = async (given: string) =>
      (await graph.ask(`{ campaign(planId: "P1") { targetings(${given}) { edges { cursor } } } }`)).errors[0]?.code;
    expect(await codeOf(`after: "${other}"`)).toBe('INVALID_CURSOR');
    expect(await codeOf('from: "2026-03-02", to: "2026-03-01"')).toBe('BAD_USER_INPUT');
    expect(await codeOf('states: [CONTROL, CONTROL, CONTROL, CONTROL]')).toBe('TOO_MANY_ENTRIES');
  });

  it('are read in the order of their index behind a cursor, no more than are shown, and counted by it', async () => {
    const { client } = database;
    const first = await graph.ask('{ campaign(planId: "Q99") { targetings(first: 1000) { edges { cursor } } } }');
    const { edges } = (first.data['campaign'] as { targetings: Page }).targetings;
    const { statements, data } = await graph.ask(
      `query ($after: String) { campaign(planId: "Q99") { targetings(first: 3, after: $after) { totalCount edges { node { customerId brand } } } } }`,
      { after: edges.at(-1)?.cursor },
    );
    expect((data['campaign'] as { targetings: Page }).targetings.totalCount).toBe(4000);
    const planOf = async (n: number) => {
      const { text = '', values = [] } = statements[n] ?? {};
      const rows = await client.unsafe(`explain (analyze, costs off, timing off) ${text}`, values as never[]);
      return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
    };
    const page = await planOf(1);
    expect(page).toMatch(/Index Scan using campaign_targetings_campaign on campaign_targetings t[^\n]*rows=4(\.00)? /);
    expect(page).toMatch(
      /Index Cond: \(\(plan_id = c\.plan_id\) AND \(execution_date = '2026-06-08'::date\) AND \(customer_id > 'many \d+'::text\)\)/,
    );
    // The days before are not looked at, where the rest of the day fills the page.
    expect(page).toMatch(
      /Index Scan using campaign_targetings_campaign on campaign_targetings t_\d \(never executed\)/,
    );
    expect(await planOf(2)).toMatch(/Index (Only )?Scan (using|on) campaign_targetings_campaign/);
  });
});

describe('statements', () => {
  const ask = (first: number, targetings: number) =>
    graph.ask(
      `query ($first: Int, $targetings: Int, $ids: [String!]!) { customers(first: $first, filter: { id: { in: $ids } }) {
        edges { node { id campaignTargetings(first: $targetings) { totalCount edges { node {
          executionDate customer { givenName } campaign { name } takenFromCampaign { name } channels { channelName }
          redemptions { couponId } } } } } } } }`,
      { first, targetings, ids: Array.from({ length: 50 }, (_, n) => `C${String(n).padStart(2, '0')}`) },
    );

  it('are as many for 50 customers with 20 targetings as for one with one, and channels multiply no row', async () => {
    const [one, many] = [await ask(1, 1), await ask(50, 20)];
    expect(many.errors).toEqual([]);
    const { edges } = many.data['customers'] as { edges: { node: { id: string; campaignTargetings: Page } }[] };
    expect(edges).toHaveLength(50);
    for (const { node } of edges) {
      expect(node.campaignTargetings.totalCount).toBe(21);
      expect(node.campaignTargetings.edges).toHaveLength(20);
    }
    expect(edges[49]?.node.campaignTargetings.edges.slice(6, 8).map(({ node }) => node)).toEqual(
      [
        ['2026-05-03', 'Campaign 6'],
        ['2026-05-02', 'Campaign 0'],
      ].map(([executionDate, name]) => ({
        executionDate,
        customer: { givenName: 'Name 49' },
        campaign: { name },
        takenFromCampaign: null,
        channels: [{ channelName: 'Channel 1' }, { channelName: 'Channel 2' }],
        redemptions: [],
      })),
    );
    // Customers, targetings, their count, customers again for their names, campaigns, channels, redemptions.
    expect(many.statements).toHaveLength(7);
    expect(one.statements.map(({ text }) => text).toSorted()).toEqual(
      many.statements.map(({ text }) => text).toSorted(),
    );
  });

  it('are fixed for many campaigns with targetings', async () => {
    const campaigns = (first: number) =>
      graph.ask(
        `query ($first: Int) { campaigns(first: $first) { edges { node { planId targetings(first: 2) {
          totalCount edges { node { customerId planId campaign { name } } } } } } } }`,
        { first },
      );
    const [one, many] = [await campaigns(1), await campaigns(100)];
    expect(many.errors).toEqual([]);
    expect(many.statements).toHaveLength(4);
    expect(many.statements.map(({ text }) => text)).toEqual(one.statements.map(({ text }) => text));
    const { edges } = many.data['campaigns'] as { edges: { node: { planId: string; targetings: Page } }[] };
    const of = (planId: string) => edges.find(({ node }) => node.planId === planId)?.node.targetings;
    expect(of('Q06')?.totalCount).toBe(150);
    expect(of('Q06')?.edges.map(({ node }) => node['customerId'])).toEqual(['C00', 'C01']);
    expect(of('Q50')).toEqual({ totalCount: 0, edges: [] });
  });

  it('are refused where redemptions of too many targetings are asked for', async () => {
    const redemptionsOf = (targetings: number) =>
      graph.ask(
        `query ($first: Int) { campaigns(filter: { planIds: ["Q90", "Q91", "Q92", "Q93", "Q94"] }) { edges { node {
          targetings(first: $first) { edges { node { redemptions { couponId } } } } } } } }`,
        { first: targetings },
      );
    expect((await redemptionsOf(500)).errors).toEqual([]);
    const { errors, statements } = await redemptionsOf(501);
    expect(errors[0]).toMatchObject({
      code: 'TOO_MANY_VALUES',
      message:
        'The question asks for up to 50100 redemptions (2505 pages of 20), and 50000 are the most; ask for smaller pages.',
    });
    expect(statements.filter(({ text }) => text.includes('coupon_redemptions'))).toEqual([]);
  });

  it('are refused where together the pages are too large', async () => {
    const { errors } = await graph.ask(
      '{ customers(first: 60) { edges { node { campaignTargetings(first: 1000) { edges { cursor } } } } } }',
    );
    // 52 customers are there.
    expect(errors[0]).toMatchObject({
      code: 'TOO_MANY_VALUES',
      message:
        'The question asks for up to 52000 targetings (52 pages of 1000), and 50000 are the most; ask for smaller pages.',
    });
  });
});
