import type { World } from '../World.js';

type Ref = { readonly id: string };
const users = [
  { id: 'u1', kind: 'STAFF', mood: 'GLAD', secret: 's1', pet: { __typename: 'Cat', name: 'Tom' } },
  { id: 'u2', kind: 'GUEST', mood: 'SAD', secret: 's2', pet: { __typename: 'Dog', name: 'Rex' } },
];
const user = ({ id }: Ref) => users.find((one) => one.id === id) ?? null;
type Wanted = { readonly filter?: { readonly first?: number; readonly kind?: string } };
const filtered = ({ filter }: Wanted) =>
  users.slice(0, filter?.first ?? 5).filter(({ kind }) => filter?.kind === undefined || kind === filter.kind);
const hidden = (): never => {
  throw new Error('is hidden');
};

/** `@inaccessible`: fields, arguments, types and input fields; enums and inputs of which composition leaves the intersection. */
export const hiding: World = {
  subgraphs: {
    people: {
      sdl: `
        type Query {
          users(filter: Filter): [User!]!
          secretUsers: [User!]! @inaccessible
          pets: [Pet]
          kindOf(id: ID!, loud: Boolean @inaccessible): Kind
        }
        input Filter { first: Int kind: Kind only: Int @inaccessible }
        enum Kind { STAFF GUEST GHOST @inaccessible }
        type User @key(fields: "id") { id: ID! kind: Kind secret: String @inaccessible pet: Pet friend: User }
        union Pet = Cat | Dog | Bird
        type Cat { name: String }
        type Dog { name: String }
        type Bird @inaccessible { name: String }`,
      resolvers: {
        Query: {
          users: (_, wanted: Wanted) => filtered(wanted),
          secretUsers: hidden,
          pets: () => users.map(({ pet }) => pet),
          kindOf: (_, ref: Ref) => user(ref)?.kind,
        },
        User: { __resolveReference: user, friend: ({ id }: Ref) => user({ id: id === 'u1' ? 'u2' : 'u1' }) },
      },
    },
    moods: {
      sdl: `
        type Query { moody(filter: Filter, mood: Mood = GLAD): [User!]! }
        input Filter { first: Int kind: Kind }
        enum Kind { STAFF GUEST GHOST }
        enum Mood { GLAD SAD }
        type User @key(fields: "id") { id: ID! mood: Mood secret: String @external hint: String @requires(fields: "secret") }`,
      resolvers: {
        Query: {
          moody: (_, { mood, ...wanted }: Wanted & { mood?: string }) =>
            filtered(wanted).filter((one) => one.mood === mood),
        },
        User: {
          __resolveReference: (sent: Ref) => ({ ...user(sent), ...sent }),
          hint: ({ secret }: { secret: string }) => `starts with ${secret[0]}`,
        },
      },
    },
  },
  whole: {
    sdl: `
      type Query {
        users(filter: Filter): [User!]! pets: [Pet] kindOf(id: ID!): Kind moody(filter: Filter, mood: Mood = GLAD): [User!]!
      }
      input Filter { first: Int kind: Kind }
      enum Kind { STAFF GUEST }
      enum Mood { GLAD SAD }
      type User { id: ID! kind: Kind pet: Pet friend: User mood: Mood hint: String }
      union Pet = Cat | Dog
      type Cat { name: String }
      type Dog { name: String }`,
    resolvers: {
      Query: {
        users: (_, wanted: Wanted) => filtered(wanted),
        pets: () => users.map(({ pet }) => pet),
        kindOf: (_, ref: Ref) => user(ref)?.kind,
        moody: (_, { mood, ...wanted }: Wanted & { mood?: string }) =>
          filtered(wanted).filter((one) => one.mood === mood),
      },
      User: {
        friend: ({ id }: Ref) => user({ id: id === 'u1' ? 'u2' : 'u1' }),
        hint: ({ secret }: { secret: string }) => `starts with ${secret[0]}`,
      },
    },
  },
  documents: [
    '{ users { id kind mood hint friend { id hint } } }',
    '{ users(filter: { first: 1 }) { kind } moody { id kind } sad: moody(mood: SAD, filter: { kind: GUEST }) { hint } }',
    [
      'query ($f: Filter, $m: Mood) { users(filter: $f) { mood } moody(filter: $f, mood: $m) { id } }',
      { f: { kind: 'STAFF' } },
    ],
    ['query ($f: Filter!, $m: Mood! = SAD) { moody(filter: $f, mood: $m) { kind: id id: kind } }', { f: { first: 2 } }],
    '{ pets { __typename ... on Cat { name } ... on Dog { call: name } } kindOf(id: "u2") }',
    ['query ($id: ID!) { kindOf(id: $id) }', { id: 2 }],
    ['query ($id: ID!) { kindOf(id: $id) }', {}],
    ['query ($f: Filter) { users(filter: $f) { id } }', { f: { only: 1 } }],
    ['query ($f: Filter) { users(filter: $f) { id } }', { f: { kind: 'GHOST' } }],
  ],
};
