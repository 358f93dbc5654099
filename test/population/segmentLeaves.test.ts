import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { addOrderHistory } from '../segments/support/orderHistory.js';
import { addRows, addTargetingRows } from '../subgraphs/campaigns/sampleCampaigns.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openGraph } from '../support/graph.js';
import { addDay } from './people.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

const group = (...conditions: readonly unknown[]) => ({ include: { groups: [{ conditions }] } });

/** Saved segments: by an attribute, by orders, and one that is made of these. */
const segments = {
  grown: group({ attribute: { name: 'AGE', number: { gt: 35 } } }),
  recent: group({ purchase: { behaviour: 'HAS_PURCHASED', date: { gt: '6 months ago' } } }),
  both: group({ segment: { id: 'grown' } }, { segment: { id: 'recent' } }),
};

/** In the snapshots of two days; Ann is in none. */
const ages = [
  ['Bob', '2026-03-01', 30],
  ['Bob', '2026-11-20', 40],
  ['Cid', '2026-03-01', 50],
  ['Cid', '2026-11-20', 50],
] as const;

async function addSegments(): Promise<void> {
  const { client } = database;
  for (const [id, definition] of Object.entries(segments)) {
    const by = { created_by: 'test', created_at: '2026-01-01' };
    await addRows(database, 'segments', [
      {
        segment_id: id,
        name: id,
        status: 'ACTIVE',
        version: 2,
        materialise: 'NONE',
        from_config: false,
        app: 'default',
        ...by,
        updated_by: 'test',
        updated_at: '2026-01-01',
      },
    ]);
    await client`
      insert into facet.segment_versions (segment_id, version, name, definition, sentence, created_by, created_at)
      values (${id}, 1, ${id}, '{}', '', 'test', now()), (${id}, 2, ${id}, ${client.json(definition as never)}, '', 'test', now())`;
  }
}

beforeAll(async () => {
  database = await cloneDatabase();
  await addOrderHistory(database);
  await addTargetingRows(database, [
    ['Ann', '2026-02-05', 'P1', 'P1-2', { app: 'default' }],
    ['Bob', '2026-11-23', 'P1', null, { app: 'default' }],
    ['Gus', '2026-02-05', 'P1', 'P1-2', { app: 'default' }],
  ]);
  const { client } = database;
  await changeCatalogue(client, () => [{ kind: 'add', alias: 'AGE', dataType: 'integer', description: 'Years.' }], {
    today: '2026-01-01',
  });
  for (const day of ['2026-03-01', '2026-11-20']) await addDay(database, day);
  for (const [customer_id, profile_date, field1] of ages)
    await client`insert into facet.customer_profiles ${client({ customer_id, profile_date, load_id: 1, field1 })}`;
  await addSegments();
  graph = await openGraph(database, '2026-11-23', 'Europe/Berlin');
});
afterAll(() => database.drop());

type Given = Readonly<Record<string, unknown>>;

const dairy = { where: { product: { category: { is: 'Dairy' } } } };

/** A filter, the customers that fit, and how many statements have to be run beside the one of the answer. */
const asked: [name: string, filter: Given, ids: string, statements: number][] = [
  ['orders', { orders: { behaviour: 'HAS_PURCHASED', ...dairy } }, 'Ann Bob Cid', 0],
  ['no orders', { orders: { behaviour: 'HAS_NOT_PURCHASED', date: { gt: '2026-05-01' } } }, 'Dot Eve Fay', 0],
  ['a number of orders', { orders: { behaviour: 'HAS_PURCHASED', number: { gt: 2 } } }, 'Ann', 0],
  ['campaigns', { campaign: { states: ['TARGETED'] } }, 'Ann', 0],
  ['no campaigns', { campaign: { has: false, executed: { is: 'today' } } }, 'Ann Cid Dot Eve Fay', 0],
  ['what is not so', { not: { campaign: { has: true } } }, 'Cid Dot Eve Fay', 0],
  [
    'one or the other',
    { or: [{ campaign: { states: ['EXCLUDED'] } }, { orders: { behaviour: 'TOTAL_VALUE', number: { gt: 40 } } }] },
    'Bob Eve',
    0,
  ],
  ['both', { campaign: { has: true }, orders: { behaviour: 'FIRST_PURCHASE', ...dairy } }, 'Ann', 0],
  ['a segment of attributes', { segment: { id: 'grown' } }, 'Bob Cid', 2],
  ['a segment of orders', { segment: { id: 'recent' } }, 'Ann Bob', 2],
  ['a segment of segments', { segment: { id: 'both' } }, 'Bob', 2],
  [
    'two segments',
    { or: [{ segment: { id: 'both' } }, { segment: { id: 'grown', is: false } }] },
    'Ann Bob Dot Eve Fay',
    2,
  ],
  [
    'a segment and an attribute',
    { segment: { id: 'recent' }, attributes: [{ name: 'AGE', number: { gt: 1 } }] },
    'Bob',
    2,
  ],
];

describe('customers', () => {
  const source = `query ($filter: CustomerFilter, $asOf: Date) {
    customers(filter: $filter, asOf: $asOf) { edges { node { id } } } }`;

  it.each(asked)('by %s', async (_, filter, ids, more) => {
    const { data, errors, statements } = await graph.ask(source, { filter });
    expect(errors).toEqual([]);
    const { edges } = data['customers'] as { edges: { node: { id: string } }[] };
    expect(edges.map(({ node }) => node.id).toSorted()).toEqual(ids.split(' ').toSorted());
    expect(statements).toHaveLength(1 + more);
  });

  it.each<[string, Given, string, string]>([
    ['orders', { orders: { behaviour: 'HAS_PURCHASED' } }, '2026-01-31', 'Ann'],
    ['a segment of attributes', { segment: { id: 'grown' } }, '2026-04-01', 'Cid'],
    ['a segment of attributes before any snapshot', { segment: { id: 'grown' } }, '2026-01-31', ''],
    ['what is relative in a segment', { segment: { id: 'recent' } }, '2026-02-15', 'Ann Bob'],
    ['campaigns', { campaign: { has: true } }, '2026-11-22', 'Ann'],
  ])('as of a day by %s', async (_, filter, asOf, ids) => {
    const { data, errors } = await graph.ask(source, { filter, asOf });
    expect(errors).toEqual([]);
    const { edges } = data['customers'] as { edges: { node: { id: string } }[] };
    expect(edges.map(({ node }) => node.id).join(' ')).toBe(ids);
  });

  it('page by page, in an order, behind cursors of the same question alone', async () => {
    const page = `query ($filter: CustomerFilter, $after: String) {
      customers(filter: $filter, after: $after, first: 1, orderBy: [{ column: ID, direction: DESC }]) {
        totalCount pageInfo { endCursor } edges { node { id } } } }`;
    const filter = { segment: { id: 'grown' } };
    const first = (await graph.ask(page, { filter })).data['customers'] as { pageInfo: { endCursor: string } };
    expect(first).toMatchObject({ totalCount: 2, edges: [{ node: { id: 'Cid' } }] });
    const after = first.pageInfo.endCursor;
    expect((await graph.ask(page, { filter, after })).data['customers']).toMatchObject({
      edges: [{ node: { id: 'Bob' } }],
    });
    const other = await graph.ask(page, { filter: { segment: { id: 'both' } }, after });
    expect(other.errors.map(({ code }) => code)).toEqual(['INVALID_CURSOR']);
  });
});

it.each(asked)('customersAggregate counts customers by %s', async (_, filter, ids, more) => {
  const { data, errors, statements } = await graph.ask(
    'query ($filter: CustomerFilter) { customersAggregate(filter: $filter) { edges { node { count } } } }',
    { filter },
  );
  expect(errors).toEqual([]);
  expect(data['customersAggregate']).toEqual({ edges: [{ node: { count: ids.split(' ').length } }] });
  expect(statements).toHaveLength(1 + more);
});

/** Orders as a whole are known of Ann (15 and 20), Cid (300) and of Gus (9), who is no customer: what he did not do is not known. */
const revenues: Readonly<Record<string, number>> = { Ann: 35, Cid: 300 };

it.each(asked)('ordersAggregate adds up the orders of customers by %s', async (_, filter, ids, more) => {
  const { data, errors, statements } = await graph.ask(
    `query ($filter: CustomerFilter) { ordersAggregate(filter: { customer: $filter }) {
      edges { node { count sum(column: REVENUE) } } } }`,
    { filter },
  );
  expect(errors).toEqual([]);
  const isOfAll = JSON.stringify(filter).startsWith('{"not"');
  const sum = ids.split(' ').reduce((total, id) => total + (revenues[id] ?? 0), isOfAll ? 9 : 0);
  expect(data['ordersAggregate']).toMatchObject({ edges: [{ node: { sum: sum === 0 ? null : String(sum) } }] });
  expect(statements).toHaveLength(1 + more);
});

it('orderLinesAggregate takes the same conditions', async () => {
  const { data, errors } = await graph.ask(
    'query ($filter: CustomerFilter) { orderLinesAggregate(filter: { customer: $filter }) { edges { node { count } } } }',
    { filter: { orders: { behaviour: 'HAS_PURCHASED', number: { gt: 2 } } } },
  );
  expect(errors).toEqual([]);
  // Ann's lines, with the one that came back and the one that was cancelled.
  expect(data['orderLinesAggregate']).toEqual({ edges: [{ node: { count: 6 } }] });
});

describe('what cannot be asked is refused with its place', () => {
  it.each<[Given, string]>([
    [{ segment: { id: 'none' } }, '"filter.segment.id" is "none", and there is no such segment.'],
    [{ and: [{ campaign: {} }] }, '"filter.and[0].campaign" says nothing: give it "has", or what else must hold.'],
    [{ orders: { behaviour: 'TOTAL_VALUE' } }, '"filter.orders.number" is missing: TOTAL_VALUE is compared with it.'],
    [
      { not: { orders: { behaviour: 'REPEAT_PURCHASE', number: { gt: '1' } } } },
      '"filter.not.orders.number" says nothing of REPEAT_PURCHASE: leave it out.',
    ],
    [
      { orders: { behaviour: 'MOST_FREQUENT_ORDER' } },
      '"filter.orders.values" is missing: MOST_FREQUENT_ORDER is compared with it.',
    ],
    [
      { orders: { behaviour: 'HAS_PURCHASED', values: { category: 'Dairy' } } },
      '"filter.orders.values" says nothing of HAS_PURCHASED: leave it out.',
    ],
    [
      { orders: { behaviour: 'HAS_PURCHASED', where: { product: {} } } },
      '"filter.orders.where.product" says nothing: name a column, or leave it out.',
    ],
    [
      { campaign: { planIds: [] } },
      '"filter.campaign.planIds" is empty, which fits nobody: give it an entry, or leave it out.',
    ],
    [
      { campaign: { planIds: ['P1', 'P\u0000'] } },
      '"filter.campaign.planIds[1]" holds a NUL or half a character, which no text in the database can hold.',
    ],
    [
      { segment: { id: '\ud800' } },
      '"filter.segment.id" holds a NUL or half a character, which no text in the database can hold.',
    ],
    [
      { orders: { behaviour: 'MOST_FREQUENT_ORDER', values: { category: '\u0000' } } },
      '"filter.orders.values.category" holds a NUL or half a character, which no text in the database can hold.',
    ],
    [
      {
        orders: {
          behaviour: 'HAS_PURCHASED',
          where: { lineAttributes: [{ name: 'x'.repeat(101), text: { is: 'a' } }] },
        },
      },
      '"filter.orders.where.lineAttributes[0].name" has more than 100 characters, which are the most.',
    ],
    [
      { campaign: { channelIds: Array.from({ length: 101 }, (_, n) => n) } },
      '"filter.campaign.channelIds" has more than 100 entries, which are the most.',
    ],
    [
      { orders: { behaviour: 'HAS_PURCHASED', date: null } },
      '"filter.orders.date" is null, which would ask for nothing in particular: leave it out, or ask for what has no value with "isNull: true".',
    ],
    [
      { orders: { behaviour: 'HAS_PURCHASED', date: { is: 'some day' } } },
      '"filter.orders.date.is" is no day such as 2026-03-31, "today", "yesterday", "tomorrow", "30 days ago", "in 2 weeks" or "today - 1 month", a century away at the most.',
    ],
  ])('%j', async (filter, message) => {
    const { errors } = await graph.ask(
      'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }',
      { filter },
    );
    expect(errors.map((error) => error.message)).toEqual([message]);
  });
});
