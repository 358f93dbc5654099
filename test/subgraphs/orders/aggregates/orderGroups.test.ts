import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '../../../support/database.js';
import { openGraph } from '../../../support/graph.js';
import { addDay, openPeople } from '../../../population/people.js';
import { addRows } from '../../campaigns/sampleCampaigns.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

type Sample = readonly [
  customer: string,
  id: string,
  at: string,
  revenue: string,
  currency: string | null,
  channel: string | null,
  mode?: string,
];

const orders: readonly Sample[] = [
  ['A', '1', '2026-01-31T23:30:00Z', '10.10', 'EUR', 'web', 'air'],
  ['A', '2', '2026-02-10T09:00:00Z', '5', 'EUR', 'store', 'sea'],
  ['B', '1', '2026-02-11T09:00:00Z', '7.005', 'EUR', 'web', 'air'],
  ['B', '3', '2026-02-12T09:00:00Z', '-2', 'GBP', 'web'],
  ['G', '4', '2026-02-13T09:00:00Z', '1', null, null],
  ['X', '5', '2026-02-14T09:00:00Z', '0.1', null, null],
  ['', '6', '2026-02-15T09:00:00Z', '1000', 'EUR', 'web', 'air'],
];

beforeAll(async () => {
  database = await openPeople();
  await addRows(
    database,
    'unified_transactions',
    orders.map(([customer_id, order_id, order_datetime, order_revenue, currency, purchase_channel]) => ({
      customer_id,
      order_id,
      order_datetime,
      order_quantity: '2',
      order_revenue,
      order_returned_quantity: '0',
      order_returned_revenue: '0',
      order_canceled_quantity: '0',
      order_canceled_revenue: '0',
      net_order_revenue: order_revenue,
      order_cost: order_id === '1' ? '4' : null,
      lines: 1,
      currency,
      purchase_channel,
      load_id: 0,
    })),
  );
  for (const [customer, id, , , , , mode] of orders)
    if (mode !== undefined)
      await database.client`
        update facet.unified_transactions set attributes = jsonb_build_object('ship mode', ${mode}::text)
        where customer_id = ${customer} and order_id = ${id}`;
  graph = await openGraph(database, '2026-03-02');
});
afterAll(() => database?.drop());

interface Groups {
  readonly totalCount?: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Readonly<Record<string, unknown>> }[];
}

/** The groups of an answer: the values of their keys, then their measures as they are asked. */
async function groupsOf(given: string, measures: string, asked = graph) {
  const { data, errors, statements } = await asked.ask(
    `{ ordersAggregate${given} { edges { cursor node { keys { value } ${measures} } } } }`,
  );
  expect(errors).toEqual([]);
  expect(statements.filter(({ text }) => text.includes('unified_transactions'))).toHaveLength(1);
  return (data['ordersAggregate'] as unknown as Groups).edges.map(({ node: { keys, ...node } }) => [
    ...(keys as { value: string | null }[]).map(({ value }) => value),
    ...Object.values(node),
  ]);
}

describe('groups of orders', () => {
  it('are one of all orders of somebody without keys, and one of none', async () => {
    expect(await groupsOf('', 'count customers sum(column: QUANTITY)')).toEqual([[6, 4, '12']]);
    const nobody = '(filter: { customerId: { is: "none" } })';
    expect(await groupsOf(nobody, 'count customers sum(column: REVENUE) distinct(column: ID)')).toEqual([
      [0, 0, null, 0],
    ]);
  });

  it('have exact sums, averages, ends and counts of different values', async () => {
    const measures = `count customers sum(column: REVENUE) average(column: REVENUE) minimum(column: ORDERED_AT)
      maximum(column: PURCHASE_CHANNEL) distinct(column: ID)`;
    expect(await groupsOf('(groupBy: [{ column: CURRENCY }])', measures)).toEqual([
      ['EUR', 3, 2, '22.105', '7.3683333333', '2026-01-31T23:30:00Z', 'web', 2],
      ['GBP', 1, 1, '-2', '-2', '2026-02-12T09:00:00Z', 'web', 1],
      [null, 2, 2, '1.1', '0.55', '2026-02-13T09:00:00Z', null, 2],
    ]);
  });

  it('lie on the days of the zone, as keys and in filters', async () => {
    const by = '(groupBy: [{ column: ORDERED_AT, grain: MONTH }])';
    expect(await groupsOf(by, 'count')).toEqual([
      ['2026-01-01', 1],
      ['2026-02-01', 5],
    ]);
    const paris = await openGraph(database, '2026-03-02', 'Europe/Paris');
    expect(await groupsOf(by, 'count', paris)).toEqual([['2026-02-01', 6]]);
    const first = '(filter: { orderedOn: { is: "2026-02-01" } }, groupBy: [{ column: ORDERED_ON }])';
    expect(await groupsOf(first, 'count')).toEqual([]);
    expect(await groupsOf(first, 'count', paris)).toEqual([['2026-02-01', 1]]);
  });

  it('are made by what the source gives beside columns, under any name', async () => {
    expect(await groupsOf('(groupBy: [{ attribute: "ship mode" }])', 'count')).toEqual([
      ['air', 2],
      ['sea', 1],
      [null, 3],
    ]);
    expect(await groupsOf(`(groupBy: [{ attribute: "it's \\"none" }])`, 'count')).toEqual([[null, 6]]);
  });

  it('are made by columns and attributes of customers, which are read on a day', async () => {
    expect(await groupsOf('(groupBy: [{ customerColumn: CITY }, { customerColumn: ID }])', 'count')).toEqual(
      expect.arrayContaining([
        ['Lyon', 'A', 2],
        ['LYON', 'B', 2],
        ['Nice', 'G', 1],
        [null, null, 1],
      ]),
    );
    expect(await groupsOf('(groupBy: [{ customerAttribute: "LABEL" }])', 'count')).toEqual([
      ['100%', 2],
      ['plain', 2],
      [null, 2],
    ]);
    // Before the first snapshot there is no attribute.
    expect(await groupsOf('(asOf: "2026-02-28", groupBy: [{ customerAttribute: "LABEL" }])', 'count')).toEqual([
      [null, 6],
    ]);
  });

  it('are of orders that a filter fits, with filters of their customers in it', async () => {
    const count = async (filter: string) => (await groupsOf(`(filter: ${filter})`, 'count'))[0]?.[0];
    expect(await count('{ purchaseChannel: { is: "web" } }')).toBe(3);
    expect(await count('{ not: { purchaseChannel: { is: "web" } } }')).toBe(3);
    expect(await count('{ or: [{ revenue: { lt: 0 } }, { revenue: { gte: "7.005" } }] }')).toBe(3);
    expect(await count('{ customer: { city: { startsWith: "ly" } } }')).toBe(4);
    expect(await count('{ customer: { attributes: [{ name: "VISITS", number: { gte: 2 } }] } }')).toBe(2);
    expect(await count('{ not: { customer: { attributes: [{ name: "VISITS", number: { gte: 2 } }] } } }')).toBe(4);
    expect(await count('{ attributes: [{ name: "ship mode", text: { in: ["air", "sea"] } }] }')).toBe(3);
    expect(await count('{ attributes: [{ name: "Ship Mode", text: { isNull: false } }] }')).toBe(0);
    expect(await count('{ orderedAt: { gt: "2026-02-11T09:00:00Z" } }')).toBe(3);
  });

  it('are chosen by measures, put in order, and paged', async () => {
    const asked = `(groupBy: [{ column: CUSTOMER_ID }], having: [{ measure: COUNT, number: { lte: 2 } }]
      orderBy: [{ measure: CUSTOMERS }, { measure: MINIMUM, column: ID, direction: DESC }], first: 2`;
    expect(await groupsOf(`${asked})`, 'count')).toEqual([
      ['X', 1],
      ['G', 1],
    ]);
    const { data } = await graph.ask(`{ ordersAggregate${asked}) { totalCount pageInfo { endCursor hasNextPage } } }`);
    const { endCursor } = (data['ordersAggregate'] as { pageInfo: { endCursor: string } }).pageInfo;
    expect(data['ordersAggregate']).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    expect(await groupsOf(`${asked}, after: "${endCursor}")`, 'count')).toEqual([
      ['A', 2],
      ['B', 2],
    ]);
  });

  it('are paged from the end too, with money in them', async () => {
    const by =
      '(groupBy: [{ column: CUSTOMER_ID }, { column: BRAND }], filter: { customerId: { in: ["A", "G", "X"] } }';
    expect(await groupsOf(`${by}, last: 2)`, 'sum(column: REVENUE)')).toEqual([
      ['G', null, '1'],
      ['X', null, '0.1'],
    ]);
    const { data } = await graph.ask(
      `{ ordersAggregate${by}, last: 2) { pageInfo { startCursor hasPreviousPage } edges { node { sum(column: REVENUE) } } } }`,
    );
    const { pageInfo } = data['ordersAggregate'] as { pageInfo: { startCursor: string; hasPreviousPage: boolean } };
    expect(pageInfo.hasPreviousPage).toBe(true);
    expect(await groupsOf(`${by}, last: 2, before: "${pageInfo.startCursor}")`, 'sum(column: REVENUE)')).toEqual([
      ['A', null, '15.1'],
    ]);
  });

  it('keep the day that attributes are read on in their cursors', async () => {
    const by = '(groupBy: [{ customerAttribute: "LABEL" }], first: 1';
    const { data } = await graph.ask(`{ ordersAggregate${by}) { pageInfo { endCursor } } }`);
    const { endCursor } = (data['ordersAggregate'] as { pageInfo: { endCursor: string } }).pageInfo;
    await addDay(database, '2026-03-02');
    expect(await groupsOf(`${by}, after: "${endCursor}")`, 'count')).toEqual([['plain', 2]]);
    expect(await groupsOf(`${by})`, 'count')).toEqual([[null, 6]]);
    await database.client`delete from facet.profile_days where profile_date = '2026-03-02'`;
  });

  it('name their keys by what they are of', async () => {
    const { data, errors } = await graph.ask(`{ ordersAggregate(first: 1, groupBy: [{ column: ORDERED_AT, grain: YEAR }
      { attribute: "ship mode" }, { customerColumn: GIVEN_NAME }, { customerAttribute: "label" }]) {
      edges { node { keys { name grain value } } } } }`);
    expect(errors).toEqual([]);
    expect((data['ordersAggregate'] as unknown as Groups).edges[0]?.node['keys']).toEqual([
      { name: 'orderedAt', grain: 'YEAR', value: '2026-01-01' },
      { name: 'ship mode', grain: null, value: 'air' },
      { name: 'customer.givenName', grain: null, value: null },
      { name: 'customer.LABEL', grain: null, value: '100%' },
    ]);
  });

  it('read no more tables than the question names, and no page where only a count is asked', async () => {
    const textsOf = async (source: string) => (await graph.ask(source)).statements.map(({ text }) => text);
    const [text = ''] = await textsOf('{ ordersAggregate { edges { node { count } } } }');
    expect(text).not.toMatch(/customers c|customer_profiles|products/);
    expect(await textsOf('{ ordersAggregate { __typename } }')).toEqual([]);
    const counted = await textsOf('{ ordersAggregate(groupBy: [{ customerColumn: CITY }]) { totalCount } }');
    expect(counted).toHaveLength(1);
    expect(counted[0]).toMatch(/^select count/);
  });
});

describe('money of several currencies', () => {
  const refused = async (source: string, currencies: string, columns: string) => {
    const { data, errors, statements } = await graph.ask(source);
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'MIXED_CURRENCIES',
        message:
          `A group would hold money of several currencies (${currencies}), which is not converted: for ${columns} group by ` +
          'CURRENCY, or filter by "currency".',
      }),
    ]);
    expect(data).toBeNull();
    expect(statements).toHaveLength(1);
  };

  it.each([
    ['a sum of all', '{ ordersAggregate { edges { node { sum(column: REVENUE) } } } }', 'none and GBP', '"revenue"'],
    [
      'currencies in one group',
      `{ ordersAggregate(filter: { customerId: { is: "B" } }, groupBy: [{ column: PURCHASE_CHANNEL }]) {
        edges { node { average(column: NET_REVENUE) maximum(column: REVENUE) } } } }`,
      'EUR and GBP',
      '"netRevenue", "revenue"',
    ],
    [
      'no currency beside one',
      `{ ordersAggregate(filter: { not: { currency: { is: "GBP" } } }) { edges { node { distinct(column: REVENUE) } } } }`,
      'none and EUR',
      '"revenue"',
    ],
    [
      'a group on no page that is asked for',
      `{ ordersAggregate(groupBy: [{ column: CUSTOMER_ID }], first: 1) { edges { node { sum(column: REVENUE) } } } }`,
      'EUR and GBP',
      '"revenue"',
    ],
    [
      'a condition that leaves no group',
      `{ ordersAggregate(having: [{ measure: SUM, column: REVENUE, number: { gt: 1000000 } }]) { edges { node { count } } } }`,
      'none and GBP',
      '"revenue"',
    ],
    [
      'a condition of a count',
      `{ ordersAggregate(having: [{ measure: SUM, column: REVENUE, number: { gt: 1 } }]) { totalCount } }`,
      'none and GBP',
      '"revenue"',
    ],
    [
      'an order',
      `{ ordersAggregate(orderBy: [{ measure: MAXIMUM, column: REVENUE }]) { edges { node { count } } } }`,
      'none and GBP',
      '"revenue"',
    ],
  ])('is refused in %s', async (_, source, currencies, columns) => refused(source, currencies, columns));

  it('is answered where each group has one, or none has any', async () => {
    expect(await groupsOf('(filter: { currency: { is: "EUR" } })', 'sum(column: REVENUE)')).toEqual([['22.105']]);
    expect(await groupsOf('(filter: { currency: { isNull: true } })', 'sum(column: REVENUE)')).toEqual([['1.1']]);
    expect(
      await groupsOf(
        '(groupBy: [{ column: CUSTOMER_ID }, { column: CURRENCY }], having: [{ measure: SUM, column: REVENUE, number: { gt: 7 } }])',
        'sum(column: REVENUE)',
      ),
    ).toEqual([
      ['A', 'EUR', '15.1'],
      ['B', 'EUR', '7.005'],
    ]);
  });

  it('counts only where there is an amount, and not for measures of anything else', async () => {
    // Both orders with a cost are in euros.
    expect(await groupsOf('', 'sum(column: COST)')).toEqual([['8']]);
    expect(await groupsOf('', 'sum(column: QUANTITY) count')).toEqual([['12', 6]]);
    expect(await groupsOf('(having: [{ measure: SUM, column: LINE_COUNT, number: { is: 6 } }])', 'count')).toEqual([
      [6],
    ]);
  });
});

describe('what is refused', () => {
  it.each([
    [
      '(groupBy: [{ column: ID, attribute: "a" }])',
      '"groupBy[0]" names "column" and "attribute": give exactly one of "column", "attribute", "customerColumn" and "customerAttribute".',
    ],
    ['(groupBy: [{ grain: DAY }])', '"groupBy[0]" names nothing: give exactly one of'],
    ['(groupBy: [{ column: ID, grain: DAY }])', '"groupBy[0].grain" asks for the day of "id", which is neither'],
    ['(groupBy: [{ attribute: "\\u0000" }])', '"attribute" holds a NUL'],
    ['(groupBy: [{ customerAttribute: "NONE" }])', 'There is no attribute "NONE".'],
    ['(having: [{ measure: SUM, number: { gt: 1 } }])', '"having[0]" names nothing: give "column".'],
    ['(having: [{ measure: SUM, column: ID, number: { gt: 1 } }])', 'asks for the sum of "id", which is a text'],
    [
      '(having: [{ measure: CUSTOMERS, column: ID, number: { gt: 1 } }])',
      '"having[0]" asks for the customers of "ID": customers are counted by themselves; leave "column" out, or ask for "DISTINCT".',
    ],
    ['(orderBy: [{ measure: COUNT, column: ID }])', '"orderBy[0]" asks for the count of "ID": a count is of orders;'],
    ['(orderBy: [{ key: 1 }])', '"orderBy[0].key" is 1: it is the place of a key in "groupBy", which has 0'],
    ['(filter: { customer: {} })', '"filter.customer" says nothing: give it a condition, or leave it out.'],
    ['(filter: { customer: { city: { is: null } } })', '"filter.customer.city.is" is null'],
    ['(filter: { customer: null })', '"filter.customer" is null'],
    [
      '(filter: { customer: { attributes: [{ name: "VISITS", text: { is: "1" } }] } })',
      '"VISITS" is INTEGER: filter it with "number", not "text" ("filter.customer.attributes[0]").',
    ],
    ['(filter: { attributes: [{ name: "a", text: {} }] })', '"filter.attributes[0].text" says nothing'],
    ['(first: 1001)', '"first" is 1001, and 1000 is the most.'],
    ['(after: "x")', 'The cursor given as "after" is not a cursor of this server.'],
  ])('%s', async (given, message) => {
    const { errors, statements } = await graph.ask(`{ ordersAggregate${given} { edges { node { count } } } }`);
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringContaining(message) })]);
    expect(statements.filter(({ text }) => text.includes('unified_transactions'))).toEqual([]);
  });

  it('a filter deeper or larger than the most, with those of customers in it', async () => {
    const deep = (levels: number): object => (levels === 0 ? { city: { is: 'a' } } : { not: deep(levels - 1) });
    const ask = async (filter: object) =>
      (await graph.ask('query ($f: FacetOrderFilter) { ordersAggregate(filter: $f) { totalCount } }', { f: filter }))
        .errors;
    expect(await ask({ customer: deep(18) })).toEqual([]);
    expect(await ask({ customer: deep(19) })).toMatchObject([{ code: 'FILTER_TOO_LARGE' }]);
    const wide = Array.from({ length: 251 }, (_, n) => ({ customer: { city: { is: String(n) } } }));
    expect(await ask({ or: wide })).toMatchObject([{ code: 'FILTER_TOO_LARGE' }]);
  });

  it('a variable without a value, which would ask for more', async () => {
    const { errors, statements } = await graph.ask(
      'query ($x: Decimal) { ordersAggregate(filter: { revenue: { gt: $x } }) { edges { node { count } } } }',
    );
    expect(errors).toMatchObject([
      { message: expect.stringContaining('The variable "$x" at "filter.revenue.gt" has no value') },
    ]);
    expect(statements).toEqual([]);
  });

  it('a cursor of another question', async () => {
    const { data } = await graph.ask('{ ordersAggregate(groupBy: [{ column: ID }]) { pageInfo { endCursor } } }');
    const { endCursor } = (data['ordersAggregate'] as { pageInfo: { endCursor: string } }).pageInfo;
    for (const other of [
      'ordersAggregate(groupBy: [{ column: BRAND }]',
      'orderLinesAggregate(groupBy: [{ column: ORDER_ID }]',
    ]) {
      const { errors } = await graph.ask(`{ ${other}, after: "${endCursor}") { edges { node { count } } } }`);
      expect(errors).toMatchObject([{ code: 'INVALID_CURSOR' }]);
    }
  });
});
