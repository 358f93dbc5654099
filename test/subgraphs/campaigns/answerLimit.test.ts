import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { addCustomers } from '../../support/sample.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

/** One campaign with 300 customers on the first of May, 20 days of one of them, and 30 redemptions and 60 deliveries of theirs. */
beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await addCustomers(
    database,
    Array.from({ length: 300 }, (_, n) => ({ id: `C${String(n).padStart(3, '0')}` })),
  );
  await client`insert into facet.campaigns (plan_id, campaign_name, execution_start_date) values ('P', 'Spring', '2026-01-01')`;
  await client`
    insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, last_updated_time, load_id)
    select customer_id, '2026-05-01'::date + day, 'P', '2', '2026-06-01', 0
    from facet.customers, generate_series(0, 19) as day where day = 0 or customer_id = 'C000'`;
  await client`
    insert into facet.coupon_redemptions (customer_id, redemption_id, plan_id, coupon_id, redemption_date, load_id)
    select 'C000', n, 'P', n, '2026-06-05', 0 from generate_series(1, 30) as n`;
  await client`
    insert into facet.campaign_recipients (customer_id, pk, campaign_id, delivery_datetime, load_id)
    select 'C000', n, 'P', '2026-05-01', 0 from generate_series(1, 60) as n`;
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

const repeated = (count: number, selection: string) =>
  Array.from({ length: count }, (_, n) => `a${n}: ${selection}`).join(' ');

const customer = (fields: string) => `customer(id: "C000") { ${fields} }`;
const campaign = (fields: string) => `campaign(planId: "P") { ${fields} }`;
const entity = (type: string, key: string, fields: string) =>
  `_entities(representations: [{ __typename: "${type}", customerId: "C000", ${key} }]) { ... on ${type} { ${fields} } }`;

const page = 'edges { cursor }';
const ofCampaign = 'targetings(first: 1000) { edges { cursor } }';

describe('an answer', () => {
  it('holds a page as often as it has parents, up to 100,000 rows', async () => {
    const nested = (customers: number, more = '') =>
      graph.ask(`{ customers(first: ${customers}) { edges { node { campaignTargetings(first: 1) {
        edges { node { campaign { ${ofCampaign} } } } } } } } ${more} }`);
    // The campaign has 319 targetings: 300 + 300 × 319 = 96,000, and twelve pages more are 99,828.
    const { errors, statements } = await nested(300, campaign(repeated(12, ofCampaign)));
    expect(errors).toEqual([]);
    expect(statements).toHaveLength(4);
    const refused = await nested(300, campaign(repeated(13, ofCampaign)));
    expect(refused.errors).toHaveLength(1);
    expect(refused.errors[0]).toMatchObject({
      code: 'TOO_MANY_VALUES',
      message: 'The answer would hold 100147 rows of lists or more, and 100000 are the most; ask for smaller pages.',
    });
  });

  // 313 pages of 319 targetings are 99,847: there is room for 153 rows.
  it.each([
    ['targetings of a customer', 7, (n: number) => customer(repeated(n, `campaignTargetings { ${page} }`))],
    ['deliveries', 2, (n: number) => customer(repeated(n, `campaignDeliveries(first: 60) { ${page} }`))],
    ['occurrences', 7, (n: number) => campaign(repeated(n, `occurrences { ${page} }`))],
    [
      'redemptions of a targeting',
      7,
      (n: number) =>
        entity(
          'CampaignTargeting',
          'executionDate: "2026-05-01", planId: "P"',
          repeated(n, 'redemptions { couponId }'),
        ),
    ],
    [
      'targetings of a day',
      153,
      (n: number) => entity('MarketingImpactDay', 'date: "2026-05-01"', repeated(n, 'targetings { planId }')),
    ],
  ])('counts %s', async (_, most, ask) => {
    const codesOf = async (count: number) =>
      (await graph.ask(`{ filled: ${campaign(repeated(313, ofCampaign))} ${ask(count)} }`)).errors.map(
        ({ code }) => code,
      );
    expect(await codesOf(most)).toEqual([]);
    expect(await codesOf(most + 1)).toEqual(['TOO_MANY_VALUES']);
  });
});
