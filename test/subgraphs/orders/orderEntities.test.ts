import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../src/lib/relay/globalId.js';
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

const entities = (representations: readonly unknown[], selection: string) =>
  graph.ask(`query ($r: [_Any!]!) { _entities(representations: $r) { __typename ${selection} } }`, {
    r: representations,
  });

const order = (customerId: unknown, id: unknown) => ({ __typename: 'Order', customerId, id });
const product = (id: unknown) => ({ __typename: 'Product', id });

describe('_entities', () => {
  it('gives orders and products by key, in one statement each, null where unknown', async () => {
    const { data, errors, statements } = await entities(
      [
        order('A', '1'),
        order(' B ', 1),
        order('B', '2'),
        order('', '7'),
        order('X', '6'),
        product('P2'),
        product('none'),
        product(' P1 '),
      ],
      '... on Order { id customerId lineCount } ... on Product { id name }',
    );
    expect(errors).toEqual([]);
    expect(data['_entities']).toEqual([
      { __typename: 'Order', id: '1', customerId: 'A', lineCount: 5 },
      { __typename: 'Order', id: '1', customerId: 'B', lineCount: 1 },
      null,
      null,
      { __typename: 'Order', id: '6', customerId: 'X', lineCount: 1 },
      { __typename: 'Product', id: 'P2', name: 'Red Hat' },
      null,
      { __typename: 'Product', id: 'P1', name: 'Blue Shoe' },
    ]);
    expect(statements).toHaveLength(2);
  });

  it('gives the orders of customers', async () => {
    const { data, errors } = await entities(
      [{ __typename: 'Customer', id: 'B' }],
      '... on Customer { orders { edges { node { id } } } }',
    );
    expect(errors).toEqual([]);
    expect(data['_entities']).toEqual([
      { __typename: 'Customer', orders: { edges: [{ node: { id: '1' } }, { node: { id: '5' } }] } },
    ]);
  });

  it.each([
    [
      { __typename: 'Order', id: '1' },
      'A representation of "Order" must have the fields of a key: "customerId id" or "nodeId".',
    ],
    [
      { __typename: 'Order', customerId: 'A' },
      'A representation of "Order" must have the fields of a key: "customerId id" or "nodeId".',
    ],
    [{ __typename: 'Product' }, 'A representation of "Product" must have the fields of a key: "id" or "nodeId".'],
    [order('A', '\0'), '"id" holds a NUL or half a character, which no text in the database can hold.'],
    [product('\0'), '"id" holds a NUL or half a character, which no text in the database can hold.'],
  ])('refuses %j', async (representation, message) => {
    expect((await entities([representation], '')).errors).toMatchObject([{ message }]);
  });
});

describe('node', () => {
  it('gives orders and products by their global identifiers', async () => {
    const { data: ids } = await graph.ask(
      '{ order(id: "1", customerId: "B") { nodeId } product(id: "P3") { nodeId } }',
    );
    const [ofOrder, ofProduct] = [ids['order'], ids['product']].map((one) => (one as { nodeId: string }).nodeId);
    expect([ofOrder, ofProduct]).toEqual([toGlobalId('Order', 'B', '1'), toGlobalId('Product', 'P3')]);
    const { data, errors, statements } = await graph.ask(
      `query ($ids: [ID!]!) { nodes(nodeIds: $ids) { __typename nodeId ... on Order { id customerId orderedAt }
        ... on Product { id category } } }`,
      { ids: [ofOrder, ofProduct, toGlobalId('Order', 'B', '9'), toGlobalId('Order', '', '7')] },
    );
    expect(errors).toEqual([]);
    expect(data['nodes']).toEqual([
      { __typename: 'Order', nodeId: ofOrder, id: '1', customerId: 'B', orderedAt: '2026-03-05T12:00:00Z' },
      { __typename: 'Product', nodeId: ofProduct, id: 'P3', category: 'Shoes' },
      null,
      null,
    ]);
    expect(statements).toHaveLength(2);
  });

  it.each([['Order', '1'], ['Order'], ['Order', 'A', '1', '2'], ['Product', 'P1', 'P1'], ['OrderLine', 'a']])(
    'refuses an identifier of %s, %s, %s',
    async (...parts) => {
      const [type = '', ...key] = parts;
      const { errors } = await graph.ask('query ($id: ID!) { node(nodeId: $id) { nodeId } }', {
        id: toGlobalId(type, ...key),
      });
      expect(errors).toMatchObject([{ code: 'INVALID_NODE_ID' }]);
    },
  );
});
