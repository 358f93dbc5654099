import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../../../src/catalogue/changeCatalogue.js';
import { openWorth, worthDay, worthyCustomers } from '../../../membership/sampleWorth.js';
import { addDay } from '../../../population/people.js';
import { cloneDatabase, type TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addCustomers } from '../../../support/sample.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await openWorth(worthyCustomers);
  graph = await openGraph(database, '2026-03-02');
});
afterAll(() => database?.drop());

const of = (condition: object) => ({ include: { groups: [{ conditions: [condition] }] } });
const inCountry = (country: string) => of({ column: { name: 'country', text: { is: country } } });
const inTier = (tier: string) => of({ attribute: { name: 'TIER', text: { is: tier } } });

const figures = `day profileDay customers share activeCustomers revenue currency otherCurrencies
  reachable { customers email phone address paidSocial }
  revenueTree { netRevenue customers revenuePerCustomer ordersPerCustomer averageOrderValue averageUnitRevenue unitsPerTransaction }`;

async function ask(source: string, variables = {}, on = graph) {
  const { data, errors, statements } = await on.ask(source, variables);
  expect(errors).toEqual([]);
  return { data, statements };
}

const insightsOf = async (definition: object, fields = figures, on = graph) => {
  const { data, statements } = await ask(
    `query ($definition: SegmentDefinitionInput!) { segmentInsights(definition: $definition) { ${fields} } }`,
    { definition },
    on,
  );
  return { ...(data['segmentInsights'] as object), statements: statements.length };
};

describe('insights of a segment in the making', () => {
  it('of Germans are those worked out by hand, in one statement beside the days', async () => {
    // A, B, E and F; E's money is of several currencies, so that 100.5 + 20 is of A and B alone.
    expect(await insightsOf(inCountry('DE'))).toEqual({
      day: '2026-03-02',
      profileDay: worthDay,
      customers: 4,
      share: '0.5714285714',
      activeCustomers: 3,
      revenue: '120.5',
      currency: 'EUR',
      otherCurrencies: 1,
      reachable: { customers: 4, email: 3, phone: 2, address: 1, paidSocial: 4 },
      revenueTree: {
        netRevenue: '120.5',
        customers: 2,
        revenuePerCustomer: '60.25',
        ordersPerCustomer: '1.5',
        averageOrderValue: '40.1666666667',
        averageUnitRevenue: '20.0833333333',
        unitsPerTransaction: '2',
      },
      statements: expect.any(Number),
    });
  });

  it('of no conditions are those of everybody', async () => {
    expect(await insightsOf({}, 'customers share activeCustomers revenue reachable { customers }')).toMatchObject({
      customers: 7,
      share: '1',
      activeCustomers: 5,
      revenue: '200',
      reachable: { customers: 5 },
    });
  });

  it('of nobody have no quotients', async () => {
    expect(await insightsOf(inCountry('FR'))).toMatchObject({
      customers: 0,
      share: '0',
      activeCustomers: 0,
      revenue: '0',
      revenueTree: {
        netRevenue: '0',
        customers: 0,
        revenuePerCustomer: null,
        ordersPerCustomer: null,
        averageOrderValue: null,
        averageUnitRevenue: null,
        unitsPerTransaction: null,
      },
    });
  });

  it('are broken down by columns and attributes, the most frequent values first', async () => {
    const found = await insightsOf(
      {},
      `breakdowns(by: [{ column: COUNTRY }, { attribute: "tier" }, { attribute: "L12M_TOTAL_ITEMS" }], size: 2) { name valueCount
        values { value customers share activeCustomers shareOfActive revenue shareOfRevenue revenuePerActive } }`,
    );
    expect(found).toMatchObject({
      breakdowns: [
        {
          name: 'country',
          valueCount: 3,
          values: [
            {
              value: 'DE',
              customers: 4,
              share: '0.5714285714',
              activeCustomers: 3,
              shareOfActive: '0.6',
              revenue: '120.5',
              shareOfRevenue: '0.6025',
              revenuePerActive: '60.25',
            },
            { value: 'AT', customers: 2, activeCustomers: 2, revenue: '79.5', shareOfRevenue: '0.3975' },
          ],
        },
        {
          name: 'TIER',
          valueCount: 3,
          values: [
            { value: 'silver', customers: 3 },
            { value: 'gold', customers: 2 },
          ],
        },
        {
          valueCount: 6,
          values: [
            { value: '0', customers: 2 },
            { value: '1', customers: 1 },
          ],
        },
      ],
    });
  });

  it('say how many values there are where none is shown', async () => {
    expect(
      await insightsOf({}, 'breakdowns(by: [{ column: COUNTRY }], size: 0) { valueCount values { value } }'),
    ).toMatchObject({ breakdowns: [{ valueCount: 3, values: [] }] });
  });

  it('show some members', async () => {
    const found = await insightsOf(inCountry('DE'), 'sample(size: 2) { id address { country } }');
    const { sample } = found as unknown as { sample: { id: string }[] };
    expect(sample).toHaveLength(2);
    for (const { id } of sample) expect(['A', 'B', 'E', 'F']).toContain(id);
    expect(await insightsOf(inCountry('DE'), 'sample(size: 2) { id address { country } }')).toMatchObject({ sample });
    expect(await insightsOf(inCountry('AT'), 'sample { id }')).toMatchObject({
      sample: expect.arrayContaining([{ id: 'C' }, { id: 'D' }]),
    });
  });

  it('know nothing of a year that no snapshot tells of', async () => {
    const empty = await cloneDatabase();
    await addCustomers(empty, [{ id: 'A', email: 'a@example.com' }]);
    const other = await openGraph(empty, '2026-03-02');
    expect(
      await insightsOf({}, `${figures} breakdowns(by: [{ column: ID }]) { values { value customers revenue } }`, other),
    ).toMatchObject({
      profileDay: null,
      customers: 1,
      activeCustomers: null,
      revenue: null,
      currency: null,
      otherCurrencies: null,
      revenueTree: null,
      reachable: { customers: 1, email: 1, phone: 0, address: 0, paidSocial: 1 },
      breakdowns: [{ values: [{ value: 'A', customers: 1, revenue: null }] }],
    });
    await empty.drop();
  });

  it.each([
    ['is text', 'text', []],
    ['has no meaning any more', 'decimal', ['L12M_ORDER_REVENUE']],
  ] as const)('know nothing of a year that %s', async (_, dataType, retired) => {
    const other = await cloneDatabase();
    await addCustomers(other, [{ id: 'A' }]);
    const aliases = ['L12M_ORDER_FREQUENCY', 'L12M_ORDER_REVENUE', 'L12M_TOTAL_ITEMS'];
    const added = aliases.map((alias) => ({ kind: 'add' as const, alias, dataType, description: 'A value.' }));
    await changeCatalogue(other.client, () => added, { today: '2026-02-01' });
    const retire = retired.map((alias) => ({ kind: 'retire' as const, alias, on: '2026-02-15' }));
    await changeCatalogue(other.client, () => retire, { today: '2026-02-15' });
    await addDay(other, '2026-03-01');
    const found = await insightsOf({}, 'customers activeCustomers revenue', await openGraph(other, '2026-03-02'));
    expect(found).toMatchObject({ customers: 1, activeCustomers: null, revenue: null });
    await other.drop();
  });

  it.each([
    ['segmentInsights(definition: {}) { sample(size: 101) { id } }', 'PAGE_SIZE_EXCEEDED', '100 is the most'],
    ['segmentInsights(definition: {}) { sample(size: -1) { id } }', 'BAD_USER_INPUT', '"size" is -1'],
    ['segmentInsights(definition: {}) { breakdowns(by: [{}]) { name } }', 'BAD_USER_INPUT', '"by[0]"'],
    [
      'segmentInsights(definition: {}) { breakdowns(by: [{ attribute: "TEER" }]) { name } }',
      'UNKNOWN_ATTRIBUTE',
      '"TIER"',
    ],
    [
      `segmentInsights(definition: {}) { breakdowns(by: [${'{ column: ID } '.repeat(7)}]) { name } }`,
      'TOO_MANY_ENTRIES',
      '6 are the most',
    ],
    ['compareSegments(segments: [{}]) { overlaps { customers } }', 'BAD_USER_INPUT', '"segments[0]" names nothing'],
    [
      `compareSegments(segments: [${'{ definition: {} } '.repeat(6)}]) { overlaps { customers } }`,
      'TOO_MANY_ENTRIES',
      '5 are the most',
    ],
    ['compareSegments(segments: [{ id: "none" }]) { overlaps { customers } }', 'UNKNOWN_SEGMENT', '"segments[0].id"'],
  ])('%s is refused with %s', async (field, code, sentence) => {
    const { errors } = await graph.ask(`{ ${field} }`);
    expect(errors).toMatchObject([{ code }]);
    expect(errors[0]?.message).toContain(sentence);
  });

  it('name the place of what is unknown', async () => {
    const { errors } = await graph.ask(
      'query ($definition: SegmentDefinitionInput!) { segmentInsights(definition: $definition) { customers } }',
      { definition: of({ attribute: { name: 'TEER', text: { is: 'x' } } }) },
    );
    expect(errors[0]?.message).toContain('definition.include.groups[0].conditions[0]');
  });
});

describe('segments that are compared', () => {
  it('have all intersections, in a fixed number of statements', async () => {
    const { data: made } = await ask(
      `mutation ($definition: SegmentDefinitionInput!) { createSegment(name: "Gold", definition: $definition) { segment { id } } }`,
      { definition: inTier('gold') },
    );
    expect(made).toMatchObject({ createSegment: { segment: { id: 'gold' } } });
    const { data, statements } = await ask(
      `query ($german: SegmentDefinitionInput!, $reached: SegmentDefinitionInput!) {
        compareSegments(segments: [{ id: "gold" }, { definition: $german }, { definition: $reached }]) {
          segments { segment { id } customers revenue breakdowns(by: [{ column: COUNTRY }]) { values { value customers } } sample { id } }
          overlaps { places customers onlyCustomers activeCustomers revenue } } }`,
      { german: inCountry('DE'), reached: of({ contactable: { by: ['PHONE', 'ADDRESS'] } }) },
    );
    // The segment, insights, overlaps, breakdowns, samples, and days where a server does not hold them.
    expect(statements.length).toBeLessThanOrEqual(9);
    expect(data['compareSegments']).toMatchObject({
      segments: [
        {
          segment: { id: 'gold' },
          customers: 2,
          revenue: '120.5',
          breakdowns: [{ values: [{ value: 'DE', customers: 2 }] }],
        },
        { segment: null, customers: 4, revenue: '120.5' },
        // B, C and E.
        { segment: null, customers: 3, revenue: '99.5' },
      ],
      overlaps: [
        { places: [0], customers: 2, onlyCustomers: 0, activeCustomers: 2, revenue: '120.5' },
        { places: [1], customers: 4, onlyCustomers: 1, activeCustomers: 3, revenue: '120.5' },
        { places: [2], customers: 3, onlyCustomers: 1, activeCustomers: 3, revenue: '99.5' },
        { places: [0, 1], customers: 2, onlyCustomers: 1, activeCustomers: 2, revenue: '120.5' },
        { places: [0, 2], customers: 1, onlyCustomers: 0, activeCustomers: 1, revenue: '20' },
        { places: [1, 2], customers: 2, onlyCustomers: 1, activeCustomers: 2, revenue: '20' },
        { places: [0, 1, 2], customers: 1, onlyCustomers: 1, activeCustomers: 1, revenue: '20' },
      ],
    });
  });

  it('are saved ones with the same insights, all of a page in one statement', async () => {
    for (const tier of ['silver', 'bronze'])
      await ask(
        `mutation ($definition: SegmentDefinitionInput!) { createSegment(name: "${tier}", definition: $definition) { size } }`,
        { definition: inTier(tier) },
      );
    const { data, statements } = await ask(`{ segments { edges { node { id insights { customers revenue
      breakdowns(by: [{ column: COUNTRY }]) { valueCount } sample { id } } } } } }`);
    expect(statements.length).toBeLessThanOrEqual(6);
    expect(data['segments']).toMatchObject({
      edges: [
        {
          node: { id: 'bronze', insights: { customers: 0, revenue: '0', breakdowns: [{ valueCount: 0 }], sample: [] } },
        },
        { node: { id: 'gold', insights: { customers: 2, revenue: '120.5', breakdowns: [{ valueCount: 1 }] } } },
        { node: { id: 'silver', insights: { customers: 3, revenue: '79.5', breakdowns: [{ valueCount: 2 }] } } },
      ],
    });
  });
});
