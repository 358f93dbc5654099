import type { World } from '../World.js';

type Ref = Readonly<Record<string, unknown>>;
const orgs = [
  { id: 'o1', code: 'X', name: 'Ex' },
  { id: 'o2', code: 'Y', name: 'Why' },
];
const items = [
  { id: 'i1', sku: 's1', pid: 'p1', org: orgs[0], parts: [{ no: 1 }, { no: 2 }], name: 'one', price: 1.5, next: 'i2' },
  { id: 'i2', sku: 's2', pid: null, org: orgs[1], parts: [], name: 'two', price: null, next: null },
  { id: 'i3', sku: 's3', pid: 'p3', org: null, parts: [{ no: 3 }], name: 'three', price: null, next: 'i1' },
];
const find = (by: (one: (typeof items)[number]) => boolean) => items.find(by) ?? null;
const category = (id: string) => ({ id, name: `category ${id}`, size: id.length });

/** Keys: several, compound, nested, of lists, null; entities that lead to each other through several subgraphs. */
export const keys: World = {
  subgraphs: {
    base: {
      sdl: `
        type Query { items: [Item!]! item(id: ID!): Item }
        type Item @key(fields: "id") @key(fields: "sku org { id }") @key(fields: "pid") {
          id: ID! sku: String! pid: ID org: Org next: Item category: Category
        }
        type Org @key(fields: "id") { id: ID! code: String @shareable }
        type Category @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: { items: () => items, item: (_, { id }: { id: string }) => find((one) => one.id === id) },
        Item: {
          __resolveReference: (sent: Ref) =>
            find(
              (one) =>
                one.id === sent['id'] || one.sku === sent['sku'] || (one.pid !== null && one.pid === sent['pid']),
            ),
          next: ({ next }: { next: string | null }) => find((one) => one.id === next),
          category: ({ id }: Ref) => (id === 'i2' ? null : { id: 'c1' }),
        },
        Org: { __resolveReference: (sent: Ref) => orgs.find(({ id }) => id === sent['id']) },
      },
    },
    names: {
      sdl: `
        type Query { named: [Item] }
        type Item @key(fields: "sku org { id }") { sku: String! org: Org name: String! label: String }
        type Org @key(fields: "id") @key(fields: "code") { id: ID! code: String @shareable name: String }`,
      resolvers: {
        Query: { named: () => [items[0], items[1]] },
        Item: {
          __resolveReference: (sent: Ref) =>
            find((one) => one.sku === sent['sku'] && one.org?.id === (sent['org'] as Ref)['id']),
          label: ({ name, org }: { name: string; org: { name: string } }) => `${name} of ${org.name}`,
        },
        Org: {
          __resolveReference: (sent: Ref) => orgs.find(({ id, code }) => id === sent['id'] || code === sent['code']),
        },
      },
    },
    prices: {
      sdl: `
        type Query { cheap: Item }
        type Item @key(fields: "pid") { pid: ID price: Float parts: [Part!] }
        type Part @key(fields: "no") { no: Int! }`,
      resolvers: {
        Query: { cheap: () => items[0] },
        Item: { __resolveReference: (sent: Ref) => find((one) => one.pid === sent['pid']) },
        Part: { __resolveReference: (sent: Ref) => sent },
      },
    },
    more: {
      sdl: `
        type Part @key(fields: "no") { no: Int! text: String items: [Item!] }
        type Item @key(fields: "id", resolvable: false) { id: ID! }
        type Category @key(fields: "id") { id: ID! name: String parent: Category size: Int! }`,
      resolvers: {
        Part: {
          __resolveReference: (sent: Ref) => sent,
          text: ({ no }: Ref) => (no === 2 ? null : `part ${String(no)}`),
          items: () => [{ id: 'i2' }],
        },
        Category: {
          __resolveReference: (sent: Ref) => category(String(sent['id'])),
          parent: () => ({ ...category('c22') }),
        },
      },
    },
  },
  whole: {
    sdl: `
      type Query { items: [Item!]! item(id: ID!): Item named: [Item] cheap: Item }
      type Item {
        id: ID! sku: String! pid: ID org: Org next: Item category: Category name: String! label: String
        price: Float parts: [Part!]
      }
      type Org { id: ID! code: String name: String }
      type Part { no: Int! text: String items: [Item!] }
      type Category { id: ID! name: String parent: Category size: Int! }`,
    resolvers: {
      Query: {
        items: () => items,
        item: (_, { id }: { id: string }) => find((one) => one.id === id),
        named: () => [items[0], items[1]],
        cheap: () => items[0],
      },
      Item: {
        next: ({ next }: { next: string | null }) => find((one) => one.id === next),
        category: ({ id }: Ref) => (id === 'i2' ? null : category('c1')),
        label: ({ name, org }: { name: string; org: { name: string } }) => `${name} of ${org.name}`,
      },
      Part: { text: ({ no }: Ref) => (no === 2 ? null : `part ${String(no)}`), items: () => [items[1]] },
      Category: { parent: () => category('c22') },
    },
  },
  // What a subgraph cannot be asked for, because the key is null, is null here and known to the one schema.
  leaveOut: ['Item.name', 'Item.label', 'Item.price', 'Item.parts'],
  documents: [
    '{ items { id sku org { id code name } } }',
    '{ item(id: "i1") { name label price parts { no text } } }',
    '{ named { label price next { id org { name } } } }',
    '{ cheap { price name parts { items { id org { name } label } } } }',
    '{ item(id: "i1") { parts { text items { next { id } name } } } }',
    '{ items { category { name parent { name size parent { id } } } } }',
    '{ named { id: sku sku: id org { id: code code: id } } }',
    '{ cheap { id next { sku category { size } } } }',
    '{ item(id: "none") { name price } }',
  ],
};
