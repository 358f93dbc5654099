import type { World } from '../World.js';

type Ref = { readonly id: string };
const post = ({ id }: Ref) => ({
  __typename: id === 'p2' ? 'TextPost' : 'ImagePost',
  id,
  made: `old ${id}`,
  body: `body ${id}`,
  score: 3,
});
const wrong = (): never => {
  throw new Error('is overridden');
};

/** `@override`: alone, with `@requires`, on what implements an interface. */
export const overriding: World = {
  subgraphs: {
    old: {
      sdl: `
        type Query { feed: [Post!]! post(id: ID!): ImagePost }
        interface Post { id: ID! made: String! }
        type ImagePost implements Post @key(fields: "id") { id: ID! made: String! body: String score: Int! rank: Int }
        type TextPost implements Post @key(fields: "id") { id: ID! made: String! body: String }`,
      resolvers: {
        Query: { feed: () => [post({ id: 'p1' }), post({ id: 'p2' })], post: (_, ref: Ref) => post(ref) },
        ImagePost: { __resolveReference: post, body: wrong, rank: wrong },
        TextPost: { __resolveReference: post },
      },
    },
    young: {
      sdl: `
        type Query { newest: ImagePost }
        type ImagePost @key(fields: "id") {
          id: ID!
          made: String! @override(from: "old")
          body: String @override(from: "old")
          score: Int! @external
          rank: Int @override(from: "old") @requires(fields: "score")
          gone: String @override(from: "nobody")
        }`,
      resolvers: {
        Query: { newest: () => ({ id: 'p3' }) },
        ImagePost: {
          __resolveReference: (sent: Ref) => sent,
          made: ({ id }: Ref) => `new ${id}`,
          body: ({ id }: Ref) => `new body ${id}`,
          rank: ({ score }: { score: number }) => score * 2,
          gone: () => 'here',
        },
      },
    },
  },
  whole: {
    sdl: `
      type Query { feed: [Post!]! post(id: ID!): ImagePost newest: ImagePost }
      interface Post { id: ID! made: String! }
      type ImagePost implements Post { id: ID! made: String! body: String score: Int! rank: Int gone: String }
      type TextPost implements Post { id: ID! made: String! body: String }`,
    resolvers: {
      Query: {
        feed: () => [post({ id: 'p1' }), post({ id: 'p2' })],
        post: (_, ref: Ref) => post(ref),
        newest: () => post({ id: 'p3' }),
      },
      ImagePost: {
        made: ({ id }: Ref) => `new ${id}`,
        body: ({ id }: Ref) => `new body ${id}`,
        rank: ({ score }: { score: number }) => score * 2,
        gone: () => 'here',
      },
    },
  },
  documents: [
    '{ feed { id made } }',
    '{ feed { made ... on ImagePost { body score rank } ... on TextPost { body } } }',
    '{ newest { id made body score rank gone } post(id: "p7") { rank } }',
    '{ feed { ... on Post { id: made } } newest { made: id id: body body: rank } }',
  ],
  unstitched: {
    '{ feed { ... on Post { id: made } } newest { made: id id: body body: rank } }':
      'stitching asks for no key where it stands under an alias behind an interface',
  },
};
