import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { addOrders } from './sampleOrders.js';

let database: TestDatabase;
let graph: Awaited<ReturnType<typeof openGraph>>;

beforeAll(async () => {
  database = await cloneDatabase();
  await addOrders(database);
  graph = await openGraph(database);
});
afterAll(() => database?.drop());

async function answerOf(question: string, variables = {}, asked = graph) {
  const { data, errors, statements } = await asked.ask(question, variables);
  expect(errors).toEqual([]);
  return { data, statements };
}

describe('order', () => {
  it('has every field of the contract', async () => {
    const { data, statements } = await answerOf(`{ order(id: " 1 ", customerId: " A ") {
      id customerId sourceCustomerId orderedAt quantity revenue returnedQuantity returnedRevenue cancelledQuantity
      cancelledRevenue netRevenue listPrice discountAmount discountPercent subtotal taxAmount cost lineRevenue
      lineDiscountAmount lineCount currency purchaseChannel digitalChannel purchaseBrand brand paymentMethod storeId attributes
      customer { givenName } } }`);
    expect(data['order']).toEqual({
      id: '1',
      customerId: 'A',
      sourceCustomerId: 'W-1',
      orderedAt: '2026-03-01T09:00:00.000001Z',
      quantity: '4',
      revenue: '150.50',
      returnedQuantity: '-1',
      returnedRevenue: '-55.00',
      cancelledQuantity: '-1',
      cancelledRevenue: '-20.50',
      netRevenue: '70.00',
      listPrice: '160.30',
      discountAmount: '5',
      discountPercent: '0.0312',
      subtotal: '150.5',
      taxAmount: '24.03',
      cost: '80',
      lineRevenue: '75.00',
      lineDiscountAmount: '9.80',
      lineCount: 5,
      currency: 'EUR',
      purchaseChannel: 'web',
      digitalChannel: 'email',
      purchaseBrand: 'Nordhang Outlet',
      brand: 'Nordhang',
      paymentMethod: 'card',
      storeId: 'DE-01',
      attributes: { mode: 'air', 'Gift wrap': 'yes' },
      customer: { givenName: 'Ann' },
    });
    expect(statements).toHaveLength(2);
  });

  it('is found by its number alone, and is null of what is not there', async () => {
    const { data, statements } = await answerOf(`{
      two: order(id: "2") { id customerId discountAmount currency customer { id } }
      five: order(id: "5") { customerId } six: order(id: "6") { customerId customer { id } }
      nobody: order(id: "7") { id } none: order(id: "8") { id } blank: order(id: " ") { id }
      another: order(id: "2", customerId: "B") { id } blanks: order(id: "7", customerId: "") { id }
      same: order(id: "2", customerId: null) { lineCount } }`);
    expect(data).toEqual({
      two: { id: '2', customerId: 'A', discountAmount: null, currency: null, customer: { id: 'A' } },
      five: { customerId: 'B' },
      six: { customerId: 'X', customer: null },
      nobody: null,
      none: null,
      blank: null,
      another: null,
      blanks: null,
      same: { lineCount: 1 },
    });
    // Orders by number, orders by key, and their customers.
    expect(statements).toHaveLength(3);
  });

  it('is refused where several customers have one of its number, and says how many', async () => {
    const { data, errors } = await graph.ask('{ order(id: "1") { id } two: order(id: "2") { id } }');
    expect(data).toEqual({ order: null, two: { id: '2' } });
    expect(errors).toEqual([
      {
        code: 'AMBIGUOUS_ORDER',
        message:
          'The order number "1" belongs to orders of 2 customers, so it does not say which is meant: name the customer as ' +
          '"customerId".',
        path: ['order'],
      },
    ]);
  });

  it.each([
    ['id: "a\\u0000"', '"id" holds a NUL or half a character, which no text in the database can hold.'],
    [
      'id: "1", customerId: "\\u0000"',
      '"customerId" holds a NUL or half a character, which no text in the database can hold.',
    ],
    [`id: "${'x'.repeat(1001)}"`, '"id" is a key of 1001 bytes, and 1000 are the most.'],
  ])('refuses %s', async (given, message) => {
    expect((await graph.ask(`{ order(${given}) { id } }`)).errors).toMatchObject([{ message }]);
  });
});

describe('orders of a customer', () => {
  const idsOf = (data: unknown): string[] =>
    (data as { customer: { orders: { edges: { node: { id: string } }[] } } }).customer.orders.edges.map(
      ({ node }) => node.id,
    );
  const ask = async (given: string, zone = 'UTC') => {
    const asked = zone === 'UTC' ? graph : await openGraph(database, '2026-11-23', zone);
    const { data } = await answerOf(`{ customer(id: "A") { orders${given} { edges { node { id } } } } }`, {}, asked);
    return idsOf(data);
  };

  it('come the newest first, to the microsecond, those of one instant by number', async () => {
    expect(await ask('')).toEqual(['3', '2', '1', '4']);
  });

  it.each([
    ['(from: "2026-03-01")', 'UTC', ['3', '2', '1']],
    ['(to: "2026-02-28")', 'UTC', ['4']],
    ['(from: "2026-03-01")', 'Europe/Berlin', ['3', '2', '1', '4']],
    ['(to: "2026-02-28")', 'Europe/Berlin', []],
    // Half past eleven in the evening is half past six there.
    ['(from: "2026-02-28", to: "2026-02-28")', 'America/New_York', ['4']],
    ['(from: "2026-03-01", to: "2026-03-01")', 'America/New_York', ['3', '2', '1']],
    ['(from: "2026-03-02", to: "2026-03-04")', 'UTC', []],
    ['(to: "9999-12-31")', 'UTC', ['3', '2', '1', '4']],
  ])('of %s are put on days in %s', async (given, zone, ids) => {
    expect(await ask(given, zone)).toEqual(ids);
  });

  it('are counted where that is asked, without a page', async () => {
    const question = (more: string) => `{ customers { edges { node { id
      orders { totalCount ${more} } march: orders(from: "2026-03-01", first: 1) { totalCount } } } } }`;
    const { data, statements } = await answerOf(question(''));
    const counts = (data['customers'] as { edges: { node: unknown }[] }).edges.map(({ node }) => node);
    expect(counts).toEqual([
      { id: 'A', orders: { totalCount: 4 }, march: { totalCount: 3 } },
      { id: 'B', orders: { totalCount: 2 }, march: { totalCount: 2 } },
      { id: 'C', orders: { totalCount: 0 }, march: { totalCount: 0 } },
    ]);
    expect(statements).toHaveLength(3);
    expect(statements.filter(({ text }) => text.includes('lateral'))).toHaveLength(0);
    expect((await answerOf(question('edges { node { id } }'))).statements).toHaveLength(4);
  });

  it('are read with their lines and products in one statement each, however many there are', async () => {
    const question = `query ($first: Int) { customers(first: $first) { edges { node { id orders { edges { node { id
      lines { edges { node { lineId product { name } } } } } } } } } } }`;
    const [one, all] = [await answerOf(question, { first: 1 }), await answerOf(question, { first: 3 })];
    expect(all.statements).toHaveLength(4);
    expect(all.statements.map(({ text }) => text)).toEqual(one.statements.map(({ text }) => text));
    const line = (lineId: string, name: string | null) => ({
      node: { lineId, product: name === null ? null : { name } },
    });
    const order = (id: string, ...edges: unknown[]) => ({ node: { id, lines: { edges } } });
    const customer = (id: string, ...edges: unknown[]) => ({ node: { id, orders: { edges } } });
    expect(all.data['customers']).toEqual({
      edges: [
        customer(
          'A',
          order('3'),
          order('2', line('a', null)),
          order('1', line('a', 'Red Hat'), line('b', 'Blue Shoe'), line('00', null), line('0', 'Blue Shoe')),
          order('4'),
        ),
        customer('B', order('1', line('c', 'Red Hat')), order('5', line('a', 'Lace for SHOÉS, 100%'))),
        customer('C'),
      ],
    });
  });

  it('are read by the key and what is asked', async () => {
    const namesOf = async (question: string, table: string) => {
      const { statements } = await answerOf(question);
      const texts = statements.map(({ text }) => text).filter((text) => text.includes(`facet.${table}`));
      return texts.map((text) => [...text.matchAll(/ as "(\w+)"/g)].map(([, name]) => name));
    };
    const orders = (node: string) => `{ customer(id: "A") { orders { edges { node { ${node} } } } } }`;
    expect(await namesOf(orders('revenue'), 'unified_transactions')).toEqual([
      ['customerId', 'id', 'revenue', '_at', '_place'],
    ]);
    expect(await namesOf('{ order(id: "2") { currency } }', 'unified_transactions')).toEqual([
      ['currency', 'customerId', 'id'],
    ]);
    expect(
      await namesOf(
        orders('lines { edges { node { isReturn product { id brand } } } }'),
        'unified_itemized_transactions',
      ),
    ).toEqual([['customerId', 'isReturn', 'lineId', 'orderId', 'productId', '_at', '_place']]);
    expect(await namesOf(orders('lines { edges { node { product { id brand } } } }'), 'products')).toEqual([
      ['brand', 'id'],
    ]);
  });

  it('on a page lead to the lines of its orders alone', async () => {
    const { statements } = await answerOf(
      '{ customer(id: "A") { orders(first: 1) { edges { node { lines { edges { node { lineId } } } } } } } }',
    );
    expect(statements.at(-1)?.values).toContainEqual(['3']);
    expect(statements).toHaveLength(3);
  });
});
