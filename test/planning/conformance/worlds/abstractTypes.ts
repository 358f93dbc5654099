import type { World } from '../World.js';

type Ref = { readonly id: string };
const things = [
  { __typename: 'Oven', id: 'o1', watts: 900, warranty: 2, owner: { __typename: 'Person', id: 'u1', name: 'Ada' } },
  {
    __typename: 'Toaster',
    id: 't1',
    slots: 4,
    warranty: 3,
    owner: { __typename: 'Firm', id: 'c1', name: 'Acme', staff: 7 },
  },
];
const [oven, toaster] = things;
const owners = things.map(({ owner }) => owner);
const byId =
  <T extends Ref>(all: readonly T[]) =>
  ({ id }: Ref) =>
    all.find((one) => one.id === id) ?? null;
const age = ({ id }: Ref): number => id.length * 20;

/** Interfaces and unions of which subgraphs know different types, members and fields. */
export const abstractTypes: World = {
  subgraphs: {
    kitchen: {
      sdl: `
        type Query { things: [Thing!]! nodes: [Node] anything: Any kitchenAny: [Any] @shareable oven: Oven }
        interface Node { id: ID! }
        union Thing = Oven | Toaster
        union Any = Oven | Person
        union Owner = Person | Firm
        type Oven implements Node @key(fields: "id") { id: ID! watts: Int owner: Owner! @shareable }
        type Toaster @key(fields: "id") { id: ID! slots: Int }
        type Person @key(fields: "id") { id: ID! name: String! @shareable }
        type Firm @key(fields: "id") { id: ID name: String @shareable staff: Int }`,
      resolvers: {
        Query: {
          things: () => things,
          nodes: () => [oven, null],
          anything: () => oven,
          kitchenAny: () => [oven],
          oven: () => oven,
        },
        Oven: { __resolveReference: byId(things) },
        Toaster: { __resolveReference: byId(things) },
        Person: { __resolveReference: byId(owners) },
        Firm: { __resolveReference: byId(owners) },
      },
    },
    care: {
      sdl: `
        type Query { warranted: [Warranted!]! kitchenAny: [Any] @shareable owners: [Owner] known: [Named!]! }
        interface Node { id: ID! }
        interface Warranted { warranty: Int! owner: Owner }
        interface Named { name: String }
        union Any = Oven | Toaster | Person
        union Owner = Person | Firm
        type Oven implements Node & Warranted @key(fields: "id") { id: ID! warranty: Int! owner: Owner! @shareable }
        type Toaster implements Node & Warranted @key(fields: "id") { id: ID! warranty: Int! owner: Owner }
        type Person implements Named @key(fields: "id") { id: ID! name: String! @shareable age: Int }
        type Firm implements Named @key(fields: "id") { id: ID name: String @shareable age: Int }`,
      resolvers: {
        Query: {
          warranted: () => things,
          kitchenAny: () => [oven],
          owners: () => owners,
          known: () => owners,
        },
        Oven: { __resolveReference: byId(things) },
        Toaster: { __resolveReference: byId(things) },
        Person: { __resolveReference: byId(owners), age },
        Firm: { __resolveReference: byId(owners), age },
      },
    },
  },
  whole: {
    sdl: `
      type Query {
        things: [Thing!]! nodes: [Node] anything: Any kitchenAny: [Any] oven: Oven
        warranted: [Warranted!]! owners: [Owner] known: [Named!]!
      }
      interface Node { id: ID! }
      interface Warranted { warranty: Int! owner: Owner }
      interface Named { name: String }
      union Thing = Oven | Toaster
      union Any = Oven | Person | Toaster
      union Owner = Person | Firm
      type Oven implements Node & Warranted { id: ID! watts: Int owner: Owner! warranty: Int! }
      type Toaster implements Node & Warranted { id: ID! slots: Int warranty: Int! owner: Owner }
      type Person implements Named { id: ID! name: String! age: Int }
      type Firm implements Named { id: ID name: String staff: Int age: Int }`,
    resolvers: {
      Query: {
        things: () => things,
        nodes: () => [oven, null],
        anything: () => oven,
        kitchenAny: () => [oven],
        oven: () => oven,
        warranted: () => [oven, toaster],
        owners: () => owners,
        known: () => owners,
      },
      Person: { age },
      Firm: { age },
    },
  },
  documents: [
    '{ things { ... on Node { id } } }',
    '{ things { ... on Oven { id watts } ... on Toaster { id slots warranty } } }',
    '{ things { ... on Warranted { warranty owner { ... on Named { name } } } } }',
    '{ nodes { id ... on Warranted { warranty } ... on Node { ... on Toaster { slots } ... on Oven { watts } } } }',
    '{ anything { ... on Toaster { slots } } kitchenAny { ... on Toaster { slots } } }',
    '{ anything { __typename ... on Oven { owner { __typename ... on Person { age } } } ... on Person { age } } }',
    '{ owners { ... on Person { id age } ... on Firm { no: id staff } } }',
    '{ owners { ... on Person { x: id name } ... on Firm { y: id } } }',
    '{ owners { ... on Person { a: name b: age } ... on Firm { b: staff id: name } } }',
    '{ known { name ... on Firm { staff age } ... on Person { age } } }',
    '{ warranted { owner { ...O } ... on Oven { watts has: owner { ...O } } } } fragment O on Owner { ... on Firm { staff age } ... on Person { age } }',
    '{ known { __typename: name name: __typename } }',
    '{ things { ... { __typename } ... on Oven @skip(if: true) { id } ... on Toaster @include(if: true) { id } } }',
  ],
  unstitched: {
    '{ things { ... on Warranted { warranty owner { ... on Named { name } } } } }':
      'stitching asks a subgraph for fields of two types that conflict',
  },
};
