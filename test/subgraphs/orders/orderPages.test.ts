import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { addCustomers } from '../../support/sample.js';

const zone = 'Europe/Berlin';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

/** 150 orders of each of two customers, up to six of one instant, about the change to summer time; the first of W has 150 lines. */
beforeAll(async () => {
  database = await cloneDatabase();
  const { client } = database;
  await addCustomers(database, [{ id: 'W' }, { id: 'V' }]);
  await client`
    insert into facet.unified_transactions (customer_id, order_id, order_datetime, order_quantity, order_revenue,
      order_returned_quantity, order_returned_revenue, order_canceled_quantity, order_canceled_revenue, net_order_revenue,
      lines, load_id)
    select c, 'O' || n, '2026-03-28T20:00:00.000003Z'::timestamptz + n % 25 * interval '73 minutes', 1, n, 0, 0, 0, 0, n, 1, 0
    from unnest(array['W', 'V']) as c, generate_series(1, 150) as n`;
  await client`
    insert into facet.unified_itemized_transactions (customer_id, order_id, line_id, order_datetime, item_quantity, load_id)
    select 'W', 'O1', n, '2026-03-28T21:13:00.000003Z'::timestamptz + n % 7 * interval '1 microsecond', n, 0
    from generate_series(1, 150) as n`;
  graph = await openGraph(database, '2026-11-23', zone);
});
afterAll(() => database?.drop());

interface Page {
  readonly totalCount?: number;
  readonly edges: readonly { readonly node: { readonly id?: string; readonly lineId?: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string | null;
  };
}

/** All pages of a list, by the keys of their nodes. */
async function walk(ask: (after: string | null) => Promise<Page>): Promise<string[][]> {
  const pages: string[][] = [];
  let after: string | null = null;
  for (;;) {
    const page: Page = await ask(after);
    pages.push(page.edges.map(({ node }) => String(node.id ?? node.lineId)));
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    if (!page.pageInfo.hasNextPage) return pages;
    after = page.pageInfo.endCursor;
  }
}

const pageInfo = 'pageInfo { hasNextPage hasPreviousPage endCursor }';

describe('pages of orders, walked to their end,', () => {
  it.each([
    [null, null, 150],
    ['2026-03-29', null, undefined],
    ['2026-03-29', '2026-03-29', undefined],
    [null, '2026-03-28', undefined],
  ])('are from %s to %s what SQL finds', async (from, to, expected) => {
    const rows = await database.client<{ id: string }[]>`
      select order_id as id from facet.unified_transactions
      where customer_id = 'W'
        and (${from}::date is null or (order_datetime at time zone ${zone})::date >= ${from}::date)
        and (${to}::date is null or (order_datetime at time zone ${zone})::date <= ${to}::date)
      order by order_datetime desc, order_id desc`;
    expect(rows.length).toBe(expected ?? rows.length);
    expect(rows.length).toBeGreaterThan(0);
    let total: number | undefined;
    const pages = await walk(async (after) => {
      const { data, errors } = await graph.ask(
        `query ($from: Date, $to: Date, $after: String) { customer(id: "W") { orders(from: $from, to: $to, first: 7, after: $after) {
          totalCount edges { node { id } } ${pageInfo} } } }`,
        { from, to, after },
      );
      expect(errors).toEqual([]);
      const { orders } = data['customer'] as { orders: Page };
      total = orders.totalCount;
      return orders;
    });
    expect(pages.flat()).toEqual(rows.map(({ id }) => id));
    expect(total).toBe(rows.length);
    expect(pages.slice(0, -1).every((page) => page.length === 7)).toBe(true);
  });
});

describe('pages of lines, walked to their end,', () => {
  it('are what SQL finds', async () => {
    const rows = await database.client<{ id: string }[]>`
      select line_id as id from facet.unified_itemized_transactions order by order_datetime, line_id`;
    const pages = await walk(async (after) => {
      const { data, errors } = await graph.ask(
        `query ($after: String) { order(id: "O1", customerId: "W") { lines(first: 40, after: $after) {
          edges { node { lineId } } ${pageInfo} } } }`,
        { after },
      );
      expect(errors).toEqual([]);
      return (data['order'] as { lines: Page }).lines;
    });
    expect(pages.map(({ length }) => length)).toEqual([40, 40, 40, 30]);
    expect(pages.flat()).toEqual(rows.map(({ id }) => id));
  });
});

describe('questions for too much', () => {
  const codesOf = async (question: string, variables = {}) =>
    (await graph.ask(question, variables)).errors.map(({ code }) => code);

  it('are refused: pages of very many orders, and answers of very many rows', async () => {
    const orders = (first: number) =>
      `{ customers { edges { node { orders(first: 150) { edges { node { lines(first: ${first}) { edges { cursor } } } } } } } } }`;
    // 300 orders are on the pages.
    expect(await codesOf(orders(166))).toEqual([]);
    const { errors } = await graph.ask(orders(167));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({
      code: 'TOO_MANY_VALUES',
      message:
        'The question asks for up to 50100 order lines (300 pages of 167), and 50000 are the most; ask for smaller pages.',
    });
    const shown = (count: number) =>
      `{ customer(id: "W") { ${Array.from({ length: count }, (_, n) => `a${n}: orders(first: 150) { edges { cursor } }`).join(' ')} } }`;
    // 666 × 150 are 99,900.
    expect(await codesOf(shown(666))).toEqual([]);
    expect(await codesOf(shown(667))).toEqual(['TOO_MANY_VALUES']);
  });

  it.each([
    ['orders(first: 1001)', 'PAGE_SIZE_EXCEEDED'],
    ['orders(first: -1)', 'BAD_USER_INPUT'],
    ['orders(from: "2026-03-02", to: "2026-03-01")', 'BAD_USER_INPUT'],
  ])('of a customer in %s are refused', async (field, code) => {
    expect(await codesOf(`{ customer(id: "W") { ${field} { edges { cursor } } } }`)).toEqual([code]);
  });

  const cursor = (...parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

  it.each([
    ['no cursor', 'x'],
    ['one of another list', cursor('order lines', '', null, '2026-03-01 09:00:00+00', 'O1')],
    ['one without an instant', cursor('order lines', '', null, 'O1', 'O1')],
  ])('orders behind %s are refused', async (_, after) => {
    const question = 'query ($after: String) { customer(id: "W") { orders(after: $after) { edges { cursor } } } }';
    expect(await codesOf(question, { after })).toEqual(['INVALID_CURSOR']);
  });

  it.each([
    ['no cursor', 'x'],
    ['one without an instant', cursor('order lines', '', null, 'O1', '1')],
    ['one without a key', cursor('order lines', '', null, '2026-03-01 09:00:00+00', null)],
    ['one of a day that there is not', cursor('order lines', '', null, '2026-02-30 09:00:00+00', '1')],
    ['one with a NUL', cursor('order lines', '', null, '2026-03-01 09:00:00+00', '\0')],
  ])('lines behind %s are refused', async (_, after) => {
    const question =
      'query ($after: String) { order(id: "O1", customerId: "W") { lines(after: $after) { edges { cursor } } } }';
    expect(await codesOf(question, { after })).toEqual(['INVALID_CURSOR']);
  });

  it('a cursor of orders between two days is none of all orders', async () => {
    const { data } = await graph.ask(
      '{ customer(id: "W") { orders(from: "2026-03-01", first: 1) { pageInfo { endCursor } } } }',
    );
    const { endCursor } = (data['customer'] as { orders: Page }).orders.pageInfo;
    const question = 'query ($after: String) { customer(id: "W") { orders(after: $after) { edges { cursor } } } }';
    expect(await codesOf(question, { after: endCursor })).toEqual(['INVALID_CURSOR']);
  });
});
