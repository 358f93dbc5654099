import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { viewerOf } from '../../support/roles.js';
import { openValues } from '../values/valuesSample.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openValues();
  const { client } = database;
  await client`insert into facet.campaigns (plan_id, campaign_name, execution_start_date) values ('P', 'Spring', '2026-03-01')`;
  await client`insert into facet.customers (customer_id, city, source_records, load_id)
    select 'M' || n, 'm', 1, 0 from generate_series(1, 6) n`;
});
afterAll(() => database?.drop());

const graphOf = (leastGroup: number) =>
  openGraph(database, undefined, undefined, undefined, undefined, { viewer: viewerOf({ leastGroup }) });

const few = '{ include: { groups: [{ conditions: [{ column: { name: "city", text: { is: "y" } } }] }] } }';

/** Questions that tell of customers A to D, of whom three live in y, or of the six who live in m. */
const ofFew: Readonly<Record<string, string>> = {
  'a number of customers': '{ customers(filter: { city: { is: "y" } }) { totalCount } }',
  'a number of none': '{ customers(filter: { city: { is: "z" } }) { totalCount } }',
  'two keys': '{ customersAggregate(groupBy: [{ column: CITY }, { column: GENDER }]) { totalCount } }',
  metrics: '{ metricsAggregate(level: CUSTOMER, names: []) { totalCount } }',
  'a segment in the making': `{ segmentInsights(definition: ${few}) { customers } }`,
  'a saved segment': '{ segment(id: "of-a_none") { size } }',
  'a part of a segment': '{ segmentInsights(definition: {}) { reachable { email } } }',
  'what parts are worth': '{ segmentInsights(definition: {}) { revenueTree { customers } } }',
  'a breakdown': '{ segmentInsights(definition: {}) { breakdowns(by: [{ column: CITY }]) { valueCount } } }',
  overlaps: `{ compareSegments(segments: [{ definition: {} }, { definition: {} }]) { overlaps { customers } } }`,
  'a trend': '{ segment(id: "of-a_none") { days { size } } }',
  'who came': '{ segment(id: "of-a_none") { diff(from: "2026-03-01", to: "2026-03-02") { enteredCount } } }',
  'results of campaigns': '{ campaignResults(groupBy: CAMPAIGN) { edges { node { key } } } }',
  'results of a campaign': '{ campaign(planId: "P") { results { days } } }',
  'redeemed coupons': '{ campaign(planId: "P") { redemptions { customers } } }',
  'targetings of a campaign': '{ campaign(planId: "P") { targetings { totalCount } } }',
  'planned campaigns': '{ plannedCampaigns { totalCount } }',
};

describe('a role that is told of five customers or more', () => {
  it.each(Object.entries(ofFew))('is not told of fewer by %s', async (_, source) => {
    const { errors } = await (await graphOf(5)).ask(source);
    expect(errors.map(({ code }) => code)).toEqual(['GROUP_TOO_SMALL']);
  });

  it.each(Object.entries(ofFew).filter(([name]) => name !== 'metrics'))(
    'is told by a role without a least number: %s',
    async (_, source) => {
      const { errors } = await (await graphOf(1)).ask(source);
      expect(errors).toEqual([]);
    },
  );

  it('is told of enough customers, and of all of them', async () => {
    const { data, errors } = await (
      await graphOf(5)
    ).ask(`{ customers(filter: { city: { is: "m" } }) { totalCount }
      segmentInsights(definition: { include: { groups: [{ conditions: [{ column: { name: "city", text: { is: "m" } } }] }] } }) {
        customers share } }`);
    expect([errors, data]).toEqual([
      [],
      { customers: { totalCount: 6 }, segmentInsights: { customers: 6, share: '0.6' } },
    ]);
  });

  it('is not told of occurrences of a campaign with fewer in any part', async () => {
    const source = '{ campaign(planId: "P") { occurrences { edges { node { targeted } } } } }';
    const occurrences = (edges: unknown[]) => ({ campaign: { occurrences: { edges } } });
    expect((await (await graphOf(5)).ask(source)).data).toEqual(occurrences([]));
    expect((await (await graphOf(4)).ask(source)).data).toEqual(occurrences([{ node: { targeted: 4 } }]));
  });
});

it('groups are asked by the same statements as ever where nothing is too small', async () => {
  const source = '{ customersAggregate(groupBy: [{ column: CITY }]) { edges { node { count } } } }';
  const [plain, least] = [await (await graphOf(1)).ask(source), await (await graphOf(2)).ask(source)];
  expect(plain.statements.map(({ text }) => text)).toHaveLength(1);
  expect(plain.statements[0]?.text).not.toContain('_customers');
  expect(least.statements).toHaveLength(1);
});

it('a group that is not told is not told of by the refusal of what it holds either', async () => {
  await database.client`
    insert into facet.unified_transactions (customer_id, order_id, order_datetime, order_quantity, order_revenue,
      order_returned_quantity, order_returned_revenue, order_canceled_quantity, order_canceled_revenue, net_order_revenue,
      lines, load_id, purchase_brand, currency)
    select customer, brand || n || customer, '2026-02-01T00:00:00Z'::timestamptz, 1, 2, 0, 0, 0, 0, 2, 1, 0, brand, currency
    from (values ('large 1', 'EUR'), ('large 2', 'EUR'), ('large 3', 'EUR')) b (brand, currency), generate_series(1, 6) n,
      lateral (select 'M' || n as customer) c
    union all
    select 'A', 'small' || currency, '2026-02-01T00:00:00Z'::timestamptz, 1, 2, 0, 0, 0, 0, 2, 1, 0, 'small', currency
    from unnest(array['EUR', 'USD']) currency`;
  const source = `{ ordersAggregate(filter: { purchaseBrand: { isNull: false } }, groupBy: [{ column: PURCHASE_BRAND }]) {
    totalCount edges { node { customers sum(column: REVENUE) } } } }`;
  expect((await (await graphOf(1)).ask(source)).errors).toMatchObject([{ code: 'MIXED_CURRENCIES' }]);
  // With the small one goes a large one, whose customers are twice the three that a group must have.
  const { data, errors } = await (await graphOf(3)).ask(source);
  const node = { customers: 6, sum: '12' };
  expect([errors, data]).toEqual([[], { ordersAggregate: { totalCount: 2, edges: [{ node }, { node }] } }]);
});
