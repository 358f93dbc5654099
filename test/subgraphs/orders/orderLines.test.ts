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

type Line = Readonly<Record<string, unknown>>;

async function linesOf(fields: string): Promise<Line[]> {
  const { data, errors } = await graph.ask(
    `{ order(id: "1", customerId: "A") { lines { edges { node { ${fields} } } } } }`,
  );
  expect(errors).toEqual([]);
  return (data['order'] as { lines: { edges: { node: Line }[] } }).lines.edges.map(({ node }) => node);
}

describe('lines of an order', () => {
  it('have every field of the contract', async () => {
    const [, line] = await linesOf(`lineId orderedAt isReturn isCancellation productId product { name } quantity revenue
      listPrice discountAmount discountPercent subtotal cost profit taxAmount orderDiscountAmount currency purchaseChannel
      digitalChannel purchaseBrand brand paymentMethod storeId attributes`);
    expect(line).toEqual({
      lineId: 'b',
      orderedAt: '2026-03-01T09:00:00.000001Z',
      isReturn: false,
      isCancellation: false,
      productId: 'P1',
      product: { name: 'Blue Shoe' },
      quantity: '2',
      revenue: '110.00',
      listPrice: '119.80',
      discountAmount: '9.80',
      discountPercent: '0.0818',
      subtotal: '110',
      cost: '60.5',
      profit: '49.50',
      taxAmount: '17.56',
      orderDiscountAmount: '5',
      currency: 'EUR',
      purchaseChannel: 'web',
      digitalChannel: 'email',
      purchaseBrand: 'Nordhang Outlet',
      brand: 'Nordhang',
      paymentMethod: 'card',
      storeId: 'DE-01',
      attributes: { mode: 'air' },
    });
  });

  it('come the oldest first, returns and cancellations as lines of their own, without those that name another', async () => {
    expect(await linesOf('lineId isReturn isCancellation quantity revenue cost productId product { id }')).toEqual([
      {
        lineId: 'a',
        isReturn: null,
        isCancellation: null,
        quantity: '2',
        revenue: '40.5',
        cost: null,
        productId: 'P2',
        product: { id: 'P2' },
      },
      {
        lineId: 'b',
        isReturn: false,
        isCancellation: false,
        quantity: '2',
        revenue: '110.00',
        cost: '60.5',
        productId: 'P1',
        product: { id: 'P1' },
      },
      {
        lineId: '00',
        isReturn: false,
        isCancellation: true,
        quantity: '-1',
        revenue: '-20.50',
        cost: null,
        productId: 'gone',
        product: null,
      },
      {
        lineId: '0',
        isReturn: true,
        isCancellation: false,
        quantity: '-1',
        revenue: '-55.00',
        cost: null,
        productId: 'P1',
        product: { id: 'P1' },
      },
    ]);
  });

  it('have no product where they name one that is longer than any key', async () => {
    const productId = 'ü'.repeat(501);
    await database.client`
      update facet.unified_itemized_transactions set product_id = ${productId} where customer_id = 'B' and order_id = '5'`;
    const { data, errors } = await graph.ask(
      '{ order(id: "5") { lines { edges { node { productId product { name } } } } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ order: { lines: { edges: [{ node: { productId, product: null } }] } } });
  });

  it('are given by themselves where something was given back, with pages of their own', async () => {
    const selection = 'edges { cursor node { lineId isReturn isCancellation } } pageInfo { hasNextPage }';
    const { data, errors, statements } = await graph.ask(`{
      order(id: "1", customerId: "A") { returns(first: 1) { ${selection} } lines(first: 1) { edges { cursor } } }
      none: order(id: "1", customerId: "B") { returns { ${selection} } } }`);
    expect(errors).toEqual([]);
    const { returns, lines } = data['order'] as Record<
      'returns' | 'lines',
      { edges: { cursor: string; node: Line }[] }
    >;
    expect([returns.edges.map(({ node }) => node), data['none']]).toEqual([
      [{ lineId: '00', isReturn: false, isCancellation: true }],
      { returns: { edges: [], pageInfo: { hasNextPage: false } } },
    ]);
    // Two sizes of pages and all lines: one each.
    expect(statements).toHaveLength(4);
    const after = (cursor: string | undefined) =>
      graph.ask(`{ order(id: "1", customerId: "A") { returns(after: "${cursor}") { ${selection} } } }`);
    expect((await after(returns.edges[0]?.cursor)).data).toMatchObject({
      order: { returns: { edges: [{ node: { lineId: '0', isReturn: true } }], pageInfo: { hasNextPage: false } } },
    });
    expect((await after(lines.edges[0]?.cursor)).errors).toMatchObject([{ code: 'INVALID_CURSOR' }]);
  });

  it('are read for orders of one number by customer', async () => {
    const { data, errors, statements } = await graph.ask(`{
      a: order(id: "1", customerId: "A") { lines(first: 1) { edges { node { lineId } } pageInfo { hasNextPage } } }
      b: order(id: "1", customerId: "B") { lines(first: 1) { edges { node { lineId } } pageInfo { hasNextPage } } } }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      a: { lines: { edges: [{ node: { lineId: 'a' } }], pageInfo: { hasNextPage: true } } },
      b: { lines: { edges: [{ node: { lineId: 'c' } }], pageInfo: { hasNextPage: false } } },
    });
    expect(statements).toHaveLength(2);
  });
});
