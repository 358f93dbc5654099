import type { World } from '../World.js';

type Ref = { readonly id: string };
const ids = ['1', '2', '3'];
const fail =
  (what: string) =>
  ({ id }: Ref) => {
    if (id === '2') throw new Error(`${what} of ${id}`);
    return `${what} ${id}`;
  };
const lacking =
  (what: string) =>
  ({ id }: Ref) =>
    id === '2' ? null : `${what} ${id}`;

/** Resolvers that fail and values that must not be null, near and far, alone and in lists. */
export const failing: World = {
  subgraphs: {
    near: {
      sdl: `
        type Query { all: [One!]! some: [One!] each: [One] one(id: ID!): One sure: One! lists: [[One]!]! }
        type One @key(fields: "id") { id: ID! soft: String hard: String! bad: String group: Group strict: Group! }
        type Group { ones: [One!] loose: [One] }`,
      resolvers: {
        Query: {
          all: () => ids.map((id) => ({ id })),
          some: () => ids.map((id) => ({ id })),
          each: () => ids.map((id) => ({ id })),
          one: (_, { id }: Ref) => ({ id }),
          sure: () => ({ id: '2' }),
          lists: () => [ids.map((id) => ({ id })), [], [null, { id: '2' }]],
        },
        One: {
          __resolveReference: (sent: Ref) => sent,
          soft: lacking('soft'),
          hard: ({ id }: Ref) => `hard ${id}`,
          bad: fail('bad'),
          group: () => ({ ones: [{ id: '1' }, { id: '2' }], loose: [{ id: '2' }, { id: '3' }] }),
          strict: () => ({ ones: [{ id: '3' }], loose: null }),
        },
      },
    },
    far: {
      sdl: `type One @key(fields: "id") { id: ID! mild: String farBad: String farHard: String! }`,
      resolvers: {
        One: {
          __resolveReference: (sent: Ref) => sent,
          mild: lacking('mild'),
          farBad: fail('farBad'),
          farHard: fail('farHard'),
        },
      },
    },
  },
  whole: {
    sdl: `
      type Query { all: [One!]! some: [One!] each: [One] one(id: ID!): One sure: One! lists: [[One]!]! }
      type One {
        id: ID! soft: String hard: String! bad: String group: Group strict: Group! mild: String farBad: String farHard: String!
      }
      type Group { ones: [One!] loose: [One] }`,
    resolvers: {
      Query: {
        all: () => ids.map((id) => ({ id })),
        some: () => ids.map((id) => ({ id })),
        each: () => ids.map((id) => ({ id })),
        one: (_, { id }: Ref) => ({ id }),
        sure: () => ({ id: '2' }),
        lists: () => [ids.map((id) => ({ id })), [], [null, { id: '2' }]],
      },
      One: {
        soft: lacking('soft'),
        hard: ({ id }: Ref) => `hard ${id}`,
        bad: fail('bad'),
        group: () => ({ ones: [{ id: '1' }, { id: '2' }], loose: [{ id: '2' }, { id: '3' }] }),
        strict: () => ({ ones: [{ id: '3' }], loose: null }),
        mild: lacking('mild'),
        farBad: fail('farBad'),
        farHard: fail('farHard'),
      },
    },
  },
  documents: [
    '{ each { soft bad mild farBad } }',
    '{ each { id farHard } }',
    '{ some { farHard } each { mild } }',
    '{ all { farHard } }',
    '{ one(id: 2) { x: farBad y: bad } three: one(id: 3) { farHard } two: one(id: 2) { farHard } }',
    '{ sure { farHard } }',
    '{ sure { id: farBad farBad: id } }',
    '{ lists { farBad id: mild } }',
    '{ each { group { ones { farHard } loose { farBad } } strict { ones { farHard bad } } } }',
    '{ each { group { loose { group { loose { farHard } } } } } }',
    '{ a: each { farBad } b: each { other: farBad } }',
  ],
  unstitched: {
    '{ each { group { ones { farHard } loose { farBad } } strict { ones { farHard bad } } } }':
      'stitching tells one error of several entities without the places of the others',
  },
};
