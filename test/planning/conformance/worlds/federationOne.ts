import type { World } from '../World.js';

type Ref = { readonly id: string };
const users = [
  { id: 'u1', name: 'Ada', rid: 'r1' },
  { id: 'u2', name: 'Bo', rid: null },
];
const user = ({ id }: Ref) => users.find((one) => one.id === id) ?? null;

/** Federation 1: `extend type`, `@extends`, `@external` on keys, and beside it a subgraph of federation 2 that has fields it does not serve. */
export const federationOne: World = {
  subgraphs: {
    first: {
      sdl: `# federation 1
        extend type Query { randomUser: User }
        type User @key(fields: "id") { id: ID! name: String }`,
      resolvers: { Query: { randomUser: () => users[0] }, User: { __resolveReference: user } },
    },
    second: {
      sdl: `# federation 1
        extend type Query { userById(id: ID!): User }
        extend type User @key(fields: "id") { id: ID! @external rid: ID }
        type Log @extends @key(fields: "id") { id: ID! @external lines: Int }`,
      resolvers: {
        Query: { userById: (_, ref: Ref) => ({ id: ref.id, rid: user(ref)?.rid }) },
        User: { __resolveReference: (sent: Ref) => ({ ...sent, rid: user(sent)?.rid }) },
        Log: { __resolveReference: (sent: Ref) => ({ ...sent, lines: 3 }) },
      },
    },
    third: {
      sdl: `
        type Query { logs: [Log] }
        type Log @key(fields: "id") { id: ID! of: User title: String }
        type User @key(fields: "id") { id: ID! logs: [Log] }`,
      resolvers: {
        Query: { logs: () => [{ id: 'l1', title: 'one', of: { id: 'u2' } }, null] },
        Log: { __resolveReference: (sent: Ref) => ({ ...sent, title: 'one', of: { id: 'u2' } }) },
        User: { __resolveReference: (sent: Ref) => sent, logs: () => [{ id: 'l1', title: 'one', of: { id: 'u2' } }] },
      },
    },
  },
  whole: {
    sdl: `
      type Query { randomUser: User userById(id: ID!): User logs: [Log] }
      type User { id: ID! name: String rid: ID logs: [Log] }
      type Log { id: ID! lines: Int of: User title: String }`,
    resolvers: {
      Query: {
        randomUser: () => users[0],
        userById: (_, ref: Ref) => user(ref),
        logs: () => [{ id: 'l1', title: 'one', lines: 3, of: users[1] }, null],
      },
      User: { logs: () => [{ id: 'l1', title: 'one', lines: 3, of: users[1] }] },
    },
  },
  documents: [
    '{ randomUser { id name rid logs { lines of { name rid } } } }',
    '{ userById(id: "u2") { name id rid } }',
    '{ logs { id: title title: id lines of { logs { title } rid: name } } }',
  ],
  leaveOut: ['Query.userById'],
};
