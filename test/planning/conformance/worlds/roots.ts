import type { World } from '../World.js';

type Ref = { readonly id: string };
let counts = { one: 0, two: 0 };
const product = {
  id: 'p1',
  name: { id: 'n1', brand: 'B', model: 'M' },
  price: { id: 'c1', amount: 9, currency: 'EUR' },
};
const account = { __typename: 'Account', id: 'a1', user: 'ada' };
const chat = { __typename: 'Chat', id: 'c1', text: 'hello', account };
const chats = [chat];
const node = (id: string) => (id === 'a1' ? account : id === 'c1' ? chat : null);
/** Every subgraph and the one schema count for themselves. */
const counting = (start: 'one' | 'two') => ({
  reset: () => {
    counts = { ...counts, [start]: 0 };
    return true;
  },
  add: (_: unknown, { by }: { by: number }) => (counts = { ...counts, [start]: counts[start] + by })[start],
});
const many = counting('one');
const whole = counting('two');

/** Roots: fields that several subgraphs answer, mutations one after the other, `node`, `@skip` and `@include`, the name of the root. */
export const roots: World = {
  subgraphs: {
    names: {
      sdl: `
        type Query { product: Product @shareable products: [Product] @shareable same: Int @shareable node(id: ID!): Node chat(id: ID!): Chat }
        type Mutation { reset: Boolean addFirst(by: Int!): Int rename(name: String!): Account }
        type Product { name: Name @shareable id: ID! @shareable }
        type Name { id: ID! @shareable brand: String @shareable }
        interface Node { id: ID! }
        type Account implements Node @key(fields: "id") { id: ID! chats: [Chat!]! }
        type Chat implements Node @key(fields: "id") { id: ID! text: String account: Account! }`,
      resolvers: {
        Query: {
          product: () => product,
          products: () => [product, product],
          same: () => 1,
          node: (_, { id }: Ref) => node(id),
          chat: (_, { id }: Ref) => node(id),
        },
        Mutation: {
          reset: many.reset,
          addFirst: many.add,
          rename: () => account,
        },
        Account: { __resolveReference: () => account, chats: () => chats },
        Chat: { __resolveReference: () => chat },
      },
    },
    prices: {
      sdl: `
        type Query { product: Product @shareable products: [Product] @shareable same: Int @shareable account(id: ID!): Account }
        type Mutation { addSecond(by: Int!): Int fail: Int }
        type Product { price: Price id: ID! @shareable name: Name @shareable }
        type Name { id: ID! @shareable model: String }
        type Price { id: ID! amount: Int currency: String }
        type Account @key(fields: "id") { id: ID! user: String! }`,
      resolvers: {
        Query: {
          product: () => product,
          products: () => [product, product],
          same: () => 1,
          account: (_, { id }: Ref) => node(id),
        },
        Mutation: {
          addSecond: many.add,
          fail: () => {
            throw new Error('refused');
          },
        },
        Account: { __resolveReference: () => account },
      },
    },
  },
  whole: {
    sdl: `
      type Query {
        product: Product products: [Product] same: Int node(id: ID!): Node chat(id: ID!): Chat account(id: ID!): Account
      }
      type Mutation { reset: Boolean addFirst(by: Int!): Int rename(name: String!): Account addSecond(by: Int!): Int fail: Int }
      type Product { name: Name id: ID! price: Price }
      type Name { id: ID! brand: String model: String }
      type Price { id: ID! amount: Int currency: String }
      interface Node { id: ID! }
      type Account implements Node { id: ID! chats: [Chat!]! user: String! }
      type Chat implements Node { id: ID! text: String account: Account! }`,
    resolvers: {
      Query: {
        product: () => product,
        products: () => [product, product],
        same: () => 1,
        node: (_, { id }: Ref) => node(id),
        chat: (_, { id }: Ref) => node(id),
        account: (_, { id }: Ref) => node(id),
      },
      Mutation: {
        reset: whole.reset,
        addFirst: whole.add,
        addSecond: whole.add,
        rename: () => account,
        fail: () => {
          throw new Error('refused');
        },
      },
      Account: { chats: () => chats },
    },
  },
  documents: [
    '{ __typename }',
    '{ product { id name { id brand model } price { amount currency } } same }',
    '{ products { id name { id: model model: brand } price { id: amount } } t: __typename }',
    '{ node(id: "a1") { id ... on Account { user chats { id account { user } } } ... on Chat { text } } }',
    '{ a: node(id: "a1") { __typename ... on Chat { id } } c: node(id: "c1") { ... on Account { user } ... on Chat { text } } }',
    '{ chat(id: "c1") { account { user } } account(id: "a1") { chats { text } } }',
    [
      'query ($y: Boolean!, $n: Boolean!) { product @include(if: $y) { id @skip(if: $y) price @skip(if: $n) { amount } } same @include(if: $n) }',
      { y: true, n: false },
    ],
    [
      'query ($y: Boolean!) { same @skip(if: $y) product { name @include(if: $y) { model } ... @skip(if: $y) { price { amount } } } }',
      { y: true },
    ],
    [
      'query ($y: Boolean = true) { ...R @include(if: $y) ... on Query @skip(if: $y) { same } } fragment R on Query { account(id: "a1") { user ... @include(if: $y) { chats { text } } } }',
      {},
    ],
    ['query ($y: Boolean!) { same @skip(if: $y) }', { y: true }],
    'mutation { reset a: addFirst(by: 2) addSecond(by: 3) b: addFirst(by: 2) rename(name: "x") { user chats { text } } again: addSecond(by: 5) }',
    'mutation { reset x: addFirst(by: 1) fail y: addFirst(by: 1) fail __typename }',
    '{ __schema { queryType { name } } same }',
    '{ __type(name: "Price") { n: name fields { name } } product { price { __typename } } }',
  ],
  unstitched: {
    '{ products { id name { id: model model: brand } price { id: amount } } t: __typename }':
      'stitching does not join the items of a list that two subgraphs give without keys',
  },
};
