import type { World } from '../World.js';

type Ref = Readonly<Record<string, unknown>>;
const categories = [
  { id: 'c1', tag: 't1', name: 'tools', mainId: 'p2' },
  { id: 'c2', tag: 't2', name: 'toys', mainId: 'p1' },
];
const products = [
  { id: 'p1', pid: 'x1', category: categories[0], price: 5, relatedIds: ['p2', 'p3'] },
  { id: 'p2', pid: 'x2', category: categories[1], price: 7, relatedIds: [] },
  { id: 'p3', pid: 'x3', category: categories[0], price: null, relatedIds: ['p1'] },
];
const product = (sent: Ref) =>
  products.find(({ id, pid }) => id === sent['id'] || (sent['pid'] !== undefined && pid === sent['pid'])) ?? null;
const category = (sent: Ref) =>
  categories.find(({ id, tag }) => id === sent['id'] || (sent['tag'] !== undefined && tag === sent['tag'])) ?? null;
const related = ({ relatedIds }: { relatedIds: string[] }) => relatedIds.map((id) => product({ id }));
const actions = {
  a: [
    { __typename: 'Common', label: 'both' },
    { __typename: 'OnlyA', a: 1 },
  ],
  b: [
    { __typename: 'Common', label: 'both' },
    { __typename: 'OnlyB', b: 2 },
  ],
};

/** Entities that only other entities lead to, keys that only a third subgraph knows, unions of which each subgraph knows a part. */
export const chains: World = {
  subgraphs: {
    lists: {
      sdl: `
        directive @loud(how: Int = 1) on FIELD
        type Query { top: [Product!]! fromA: [Action!]! }
        type Product @key(fields: "id") { id: ID! related: [Product!] category: Category }
        type Category @key(fields: "id") { id: ID! }
        union Action = Common | OnlyA
        type Common @shareable { label: String }
        type OnlyA { a: Int }`,
      resolvers: {
        Query: { top: () => products, fromA: () => actions.a },
        Product: { __resolveReference: product, related },
        Category: { __resolveReference: category },
      },
    },
    links: {
      sdl: `
        directive @loud(how: Int = 1) on FIELD
        type Query { fromB: [Action!]! }
        type Product @key(fields: "id") @key(fields: "id pid") { id: ID! pid: ID! }
        type Category @key(fields: "id") @key(fields: "tag") @key(fields: "id tag") { id: ID! tag: String! main: Product! }
        union Action = Common | OnlyB
        type Common @shareable { label: String }
        type OnlyB { b: Int }`,
      resolvers: {
        Query: { fromB: () => actions.b },
        Product: { __resolveReference: product },
        Category: {
          __resolveReference: category,
          main: ({ mainId }: { mainId: string }) => product({ id: mainId }),
        },
      },
    },
    prices: {
      sdl: `
        directive @loud(how: Int = 1) on FIELD
        type Product @key(fields: "id pid") { id: ID! pid: ID! price: Price samePrice: [Product] }
        type Price { amount: Int of: Product }
        type Category @key(fields: "id tag") { id: ID! tag: String! details: Details }
        type Details { count: Int first: Product }`,
      resolvers: {
        Product: {
          __resolveReference: product,
          price: (one: { price: number | null }) => (one.price === null ? null : { amount: one.price, of: one }),
          samePrice: ({ id }: Ref) => [product({ id }), null],
        },
        Category: { __resolveReference: category, details: () => ({ count: 2, first: products[0] }) },
      },
    },
    names: {
      sdl: `
        directive @loud(how: Int = 1) on FIELD
        type Category @key(fields: "tag") { tag: String! name: String siblings: [Category] }`,
      resolvers: {
        Category: { __resolveReference: category, siblings: () => categories },
      },
    },
  },
  whole: {
    sdl: `
      directive @loud(how: Int = 1) on FIELD
      type Query { top: [Product!]! fromA: [Action!]! fromB: [Action!]! }
      type Product { id: ID! related: [Product!] category: Category pid: ID! price: Price samePrice: [Product] }
      type Price { amount: Int of: Product }
      type Category { id: ID! tag: String! main: Product! details: Details name: String siblings: [Category] }
      type Details { count: Int first: Product }
      union Action = Common | OnlyA | OnlyB
      type Common { label: String }
      type OnlyA { a: Int }
      type OnlyB { b: Int }`,
    resolvers: {
      Query: { top: () => products, fromA: () => actions.a, fromB: () => actions.b },
      Product: {
        related,
        price: (one: { price: number | null }) => (one.price === null ? null : { amount: one.price, of: one }),
        samePrice: ({ id }: Ref) => [product({ id }), null],
      },
      Category: {
        main: ({ mainId }: { mainId: string }) => product({ id: mainId }),
        details: () => ({ count: 2, first: products[0] }),
        siblings: () => categories,
      },
    },
  },
  documents: [
    '{ top { id pid price { amount } category { tag name details { count } } } }',
    '{ top { related { price { amount of { category { name } } } category { main { price { amount } } } } } }',
    '{ top { category { siblings { id main { id price { amount } } } details { first { related { pid } } } } } }',
    '{ top { samePrice { id category { name id: tag } } } }',
    '{ top { price { of { samePrice { price { of { pid } } } } } } }',
    '{ fromA { __typename ... on Common { label } ... on OnlyA { a } ... on OnlyB { b } } }',
    '{ fromB { ... on OnlyA { a } ... on OnlyB { x: b } ... on Common { x: __typename } } }',
    '{ fromA { ... on OnlyB { b } } top @loud { id @loud(how: 2) category { name @loud } } }',
    'query ($n: Int) { top { id @loud(how: $n) pid @loud } }',
  ],
};
