import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { openResults } from './sampleResults.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await openResults();
  graph = await openGraph(database, '2026-03-10', 'Europe/Berlin');
});
afterAll(() => database?.drop());

const uplift = `perRecipient total lift isTooSmall sentence interval { lower upper } totalInterval { lower upper }
  liftInterval { lower upper }`;

const figures = `planDetailId isControl recipients sent purchasers orders items conversionRate averageOrderValue averageUnitRevenue
  itemsPerOrder ordersPerPurchaser redeemers redemptions
  revenue { name unit recipients total perRecipient standardDeviation uplift { ${uplift} } } conversionUplift { ${uplift} }`;

const occurrences = `{ campaign(planId: "P1") { occurrences { edges { node { executionDate results {
  executionDate days measuredFrom measuredTo isComplete currency results { action { campaignActionName } ${figures} } } } } } } }`;

interface Results {
  readonly results: readonly Readonly<Record<string, unknown>>[];
}

const occurrenceResults = async () => {
  const answer = await graph.ask(occurrences);
  expect(answer.errors).toEqual([]);
  const { edges } = (answer.data['campaign'] as { occurrences: { edges: { node: { results: Results } }[] } })
    .occurrences;
  return { results: edges.map(({ node }) => node.results), statements: answer.statements };
};

describe('the results of occurrences by action', () => {
  it('are those worked out by hand, in one statement beside campaign, occurrences and actions', async () => {
    const { results, statements } = await occurrenceResults();
    expect(statements).toHaveLength(4);
    const [, first] = results;
    expect(first).toMatchObject({
      executionDate: '2026-03-01',
      days: 7,
      measuredFrom: '2026-02-28T23:00:00Z',
      measuredTo: '2026-03-07T23:00:00Z',
      isComplete: true,
      currency: 'EUR',
    });
    const [control, offer, gift] = first?.results ?? [];
    // E bought for 4, F nothing.
    expect(control).toMatchObject({
      planDetailId: 'P1-1',
      action: { campaignActionName: 'DN' },
      isControl: true,
      recipients: 2,
      sent: 0,
      purchasers: 1,
      orders: 1,
      items: '1',
      conversionRate: '0.5',
      redeemers: 0,
      redemptions: 0,
      revenue: { name: 'revenue', unit: 'EUR', recipients: 2, total: '4', perRecipient: '2', uplift: null },
      conversionUplift: null,
    });
    // A bought for 10 + 20, B for 7.50, C nothing: the mean is 12.5, the squares are 306.25 + 25 + 156.25.
    expect(offer).toMatchObject({
      planDetailId: 'P1-2',
      isControl: false,
      recipients: 3,
      sent: 3,
      purchasers: 2,
      orders: 3,
      items: '6',
      conversionRate: '0.6666666667',
      averageOrderValue: '12.5',
      averageUnitRevenue: '6.25',
      itemsPerOrder: '2',
      ordersPerPurchaser: '1.5',
      redeemers: 2,
      redemptions: 3,
      revenue: {
        total: '37.5',
        perRecipient: '12.5',
        standardDeviation: expect.closeTo(Math.sqrt(487.5 / 2), 10),
        // 243.75 / 3 + 8 / 2 = 85.25; 2.19 degrees of freedom, so that the quantile is 4.30265.
        uplift: {
          perRecipient: '10.5',
          total: '31.5',
          lift: '5.25',
          isTooSmall: true,
          interval: { lower: expect.closeTo(-29.2268, 3), upper: expect.closeTo(50.2268, 3) },
          totalInterval: { lower: expect.closeTo(-87.6804, 3), upper: expect.closeTo(150.6804, 3) },
          liftInterval: null,
        },
      },
      conversionUplift: { perRecipient: '0.1666666667', total: '0.5', lift: '0.3333333333', isTooSmall: true },
    });
    expect(gift).toMatchObject({
      planDetailId: 'P1-3',
      recipients: 1,
      purchasers: 0,
      conversionRate: '0',
      averageOrderValue: null,
      averageUnitRevenue: null,
      itemsPerOrder: null,
      ordersPerPurchaser: null,
      revenue: {
        total: '0',
        standardDeviation: null,
        uplift: { perRecipient: '-2', total: '-2', lift: '-1', interval: null, isTooSmall: true },
      },
      conversionUplift: { perRecipient: '-0.5', lift: '-1' },
    });
  });

  it('are not complete while orders can still come, and leave out who is nobody', async () => {
    const { results } = await occurrenceResults();
    expect(results[0]).toMatchObject({
      executionDate: '2026-03-05',
      isComplete: false,
      measuredTo: '2026-03-11T23:00:00Z',
    });
    expect(
      results[0]?.results.map(({ planDetailId, recipients, orders }) => [planDetailId, recipients, orders]),
    ).toEqual([
      ['P1-1', 1, 0],
      ['P1-2', 1, 2],
    ]);
  });
});

const ofCampaign = (given: string, fields = figures) =>
  `{ campaign(planId: "P1") { results${given} { currency measuredFrom results { ${fields} } } } }`;

const campaignResults = async (given: string, fields?: string) => {
  const { data, errors, statements } = await graph.ask(ofCampaign(given, fields));
  expect(errors).toEqual([]);
  return { ...(data['campaign'] as { results: Results }).results, statements };
};

describe('the results of a campaign', () => {
  it('count a customer and an order once, however many launches it follows', async () => {
    const { results, statements } = await campaignResults('');
    expect(statements).toHaveLength(2);
    expect(
      results.map(({ planDetailId, recipients, orders, items }) => [planDetailId, recipients, orders, items]),
    ).toEqual([
      ['P1-1', 2, 1, '1'],
      ['P1-2', 3, 4, '7'],
      ['P1-3', 1, 0, '0'],
    ]);
    expect(results[1]).toMatchObject({ revenue: { total: '42.5' }, redemptions: 4, redeemers: 2 });
  });

  it('are narrowed by days, and by the length of the measurement', async () => {
    const late = await campaignResults('(from: "2026-03-02", to: "2026-03-05")');
    expect(late.results.map(({ recipients }) => recipients)).toEqual([1, 1]);
    expect((await campaignResults('(from: "2026-03-06")')).results).toEqual([]);
    const long = await campaignResults('(days: 8, to: "2026-03-01")');
    expect(long.results[1]).toMatchObject({ revenue: { total: '1037.5' } });
    const first = await campaignResults('(days: 1, to: "2026-03-01")');
    expect(first.results[1]).toMatchObject({ orders: 1, revenue: { total: '10' } });
  });

  it('measure an attribute in place of revenue, where both days have a complete snapshot', async () => {
    const { results, statements } = await campaignResults(
      '(kpis: ["SPENT"], to: "2026-03-01")',
      'kpis { name unit recipients total perRecipient standardDeviation uplift { perRecipient total lift interval { lower } isTooSmall } }',
    );
    expect(statements).toHaveLength(2);
    expect(results.map(({ kpis }) => (kpis as unknown[])[0])).toMatchObject([
      // E 4 more, F the same.
      { name: 'SPENT', recipients: 2, total: '4', perRecipient: '2', uplift: null },
      // A 30.5 more, B 10 less; of C the second day is not known.
      {
        recipients: 2,
        total: '20.5',
        perRecipient: '10.25',
        standardDeviation: expect.closeTo(Math.sqrt((20.25 ** 2 + 20.25 ** 2) / 1), 10),
        uplift: { perRecipient: '8.25', total: '16.5', lift: '4.125', isTooSmall: true },
      },
      { recipients: 0, total: null, perRecipient: null, standardDeviation: null, uplift: null },
    ]);
  });
});

it('campaigns put together by type, a page at a time, are not compared', async () => {
  const page = `query ($after: String) { campaignResults(groupBy: TYPE, first: 1, days: 5, after: $after, filter: { planIds: ["P1", "P3", "P4", "P5"] }) {
    edges { node { key campaign { planId } results { planDetailId isControl recipients purchasers revenue { total uplift { total } } } } }
    pageInfo { hasNextPage endCursor } } }`;
  const found: unknown[] = [];
  for (let after: string | null = null; ;) {
    const { data, errors, statements } = await graph.ask(page, { after });
    expect(errors).toEqual([]);
    expect(statements).toHaveLength(1);
    const { edges, pageInfo } = data['campaignResults'] as {
      edges: { node: unknown }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    found.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  const arm = { planDetailId: null, revenue: { uplift: null } };
  expect(found).toMatchObject([
    {
      key: 'Test/Control',
      campaign: null,
      results: [
        { ...arm, isControl: true, recipients: 2 },
        { ...arm, isControl: false, recipients: 4 },
      ],
    },
    // B in both campaigns, the order once: by the second it came in time.
    { key: 'Type A', results: [{ ...arm, recipients: 1, purchasers: 1, revenue: { total: '7.5' } }] },
    { key: null, results: [{ ...arm, recipients: 1, purchasers: 0 }] },
  ]);
});

it('campaigns by themselves are compared with their control', async () => {
  const { data, errors } = await graph.ask(`{ campaignResults(filter: { planIds: ["P1", "P3"] }) { edges { node {
    key campaign { name } results { planDetailId conversionUplift { total } } } } } }`);
  expect(errors).toEqual([]);
  expect(data['campaignResults']).toMatchObject({
    edges: [
      {
        node: {
          key: 'P1',
          campaign: { name: 'Campaign P1' },
          results: [{}, { conversionUplift: { total: '0.5' } }, {}],
        },
      },
      { node: { key: 'P3', results: [{ planDetailId: 'P3-7', conversionUplift: null }] } },
    ],
  });
});

it('deliveries have results by sub-audience and treatment, against the control of the sub-audience', async () => {
  const { data, errors, statements } = await graph.ask(`{ deliveryResults(campaignId: " P1 ") { measuredFrom measuredTo
    campaign { planId } results { subAudienceId subAudienceName treatmentId treatmentName planDetailId isControl recipients orders
      revenue { total uplift { perRecipient } } conversionUplift { perRecipient } } } }`);
  expect(errors).toEqual([]);
  expect(statements).toHaveLength(2);
  expect(data['deliveryResults']).toMatchObject({
    measuredFrom: '2026-02-28T23:00:00Z',
    measuredTo: '2026-03-10T11:00:00Z',
    campaign: { planId: 'P1' },
    results: [
      { subAudienceId: 'R', treatmentId: 'T2', recipients: 1, orders: 0, conversionUplift: null },
      { subAudienceId: 'S', treatmentId: 'T0', isControl: true, recipients: 1, orders: 1, revenue: { total: '4' } },
      // A's order of 5 March once, and none before noon of the first; B's, whose list was handed over at midnight.
      {
        subAudienceId: 'S',
        subAudienceName: 'Slice S',
        treatmentId: 'T1',
        treatmentName: 'Treatment T1',
        planDetailId: null,
        recipients: 2,
        orders: 2,
        revenue: { total: '27.5', uplift: { perRecipient: '9.75' } },
        conversionUplift: { perRecipient: '0' },
      },
      { subAudienceId: null, treatmentId: 'T2', recipients: 1, conversionUplift: null },
    ],
  });
});

it('nobody has no results', async () => {
  const { data, errors } = await graph.ask(
    `{ deliveryResults(campaignId: "?") { measuredFrom isComplete currency campaign { planId } results { recipients } } }`,
  );
  expect([data, errors]).toEqual([
    { deliveryResults: { measuredFrom: null, isComplete: false, currency: null, campaign: null, results: [] } },
    [],
  ]);
});

it('campaigns of a page have theirs in one statement, and the refusal of one is not that of others', async () => {
  const { data, errors, statements } = await graph.ask(
    '{ campaigns { edges { node { planId results { results { recipients revenue { total } } } } } } }',
  );
  // The page, and the results of all.
  expect(statements).toHaveLength(2);
  expect(errors).toMatchObject([{ code: 'MIXED_CURRENCIES', path: ['campaigns', 'edges', 1, 'node', 'results'] }]);
  const { edges } = data['campaigns'] as { edges: { node: { planId: string; results: Results | null } }[] };
  expect(edges.map(({ node }) => [node.planId, node.results?.results.length ?? null])).toEqual([
    ['P1', 3],
    ['P2', null],
    ['P3', 1],
    ['P4', 1],
    ['P5', 1],
  ]);
});

describe('orders of several currencies', () => {
  const ask = (given: string, fields: string) =>
    graph.ask(`{ campaign(planId: "P2") { results${given} { currency results { ${fields} } } } }`);

  it('are refused where money is shown', async () => {
    const { errors } = await ask('', 'averageOrderValue');
    expect(errors).toMatchObject([{ code: 'MIXED_CURRENCIES' }]);
    expect(errors[0]?.message).toContain('(EUR and GBP)');
  });

  it('count together where none is, and one of them by itself where it is asked for', async () => {
    expect((await ask('', 'orders purchasers')).data).toEqual({
      campaign: { results: { currency: null, results: [{ orders: 3, purchasers: 2 }] } },
    });
    expect((await ask('(currency: "GBP")', 'orders purchasers recipients revenue { total unit }')).data).toEqual({
      campaign: {
        results: {
          currency: 'GBP',
          results: [{ orders: 1, purchasers: 1, recipients: 2, revenue: { total: '3', unit: 'GBP' } }],
        },
      },
    });
  });
});

it.each([
  ['(days: 0)', 'BAD_USER_INPUT', '"days" is 0, and must be from 1 to 400 days.'],
  ['(days: 401)', 'BAD_USER_INPUT', '"days" is 401'],
  ['(kpis: ["SPEND"])', 'UNKNOWN_ATTRIBUTE', 'Did you mean "SPENT"?'],
  ['(kpis: ["LABEL"])', 'ATTRIBUTE_TYPE_MISMATCH', '"LABEL" is not a number'],
  [`(kpis: ${JSON.stringify(Array.from({ length: 51 }, () => 'SPENT'))})`, 'TOO_MANY_ENTRIES', '51 entries'],
  ['(from: "2026-03-02", to: "2026-03-01")', 'BAD_USER_INPUT', 'after "to"'],
  [String.raw`(currency: "\u0000")`, 'BAD_USER_INPUT', '"currency"'],
])('%s is refused with %s', async (given, code, sentence) => {
  const { errors } = await graph.ask(ofCampaign(given, 'recipients'));
  expect(errors).toMatchObject([{ code }]);
  expect(errors[0]?.message).toContain(sentence);
});
