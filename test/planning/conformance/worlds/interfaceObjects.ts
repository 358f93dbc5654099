import type { World } from '../World.js';

type Ref = { readonly id: string };
const media = [
  { __typename: 'Book', id: 'm1', title: 'One', pages: 3 },
  { __typename: 'Film', id: 'm2', title: 'Two', minutes: 50 },
  { __typename: 'Film', id: 'm3', title: 'Three', minutes: null },
];
const medium = ({ id }: Ref) => media.find((one) => one.id === id) ?? null;
const likes = ({ id }: Ref): number => Number(id.slice(1)) * 10;
const shout = ({ title }: { title: string }): string => title.toUpperCase();
const lists = [{ id: 'l1', name: 'mine', media: [media[1], media[0]] }];

/** `@interfaceObject`: fields for all types of an interface, required fields, entered from every side. */
export const interfaceObjects: World = {
  subgraphs: {
    catalogue: {
      sdl: `
        type Query { media: [Media!]! medium(id: ID!): Media film: Film }
        interface Media @key(fields: "id") { id: ID! title: String! }
        type Book implements Media @key(fields: "id") { id: ID! title: String! pages: Int }
        type Film implements Media @key(fields: "id") { id: ID! title: String! minutes: Int }`,
      resolvers: {
        Query: { media: () => media, medium: (_, ref: Ref) => medium(ref), film: () => media[1] },
        Media: { __resolveReference: medium },
        Book: { __resolveReference: medium },
        Film: { __resolveReference: medium },
      },
    },
    opinions: {
      sdl: `
        type Query { liked: [Media] best: Media! }
        type Media @key(fields: "id") @interfaceObject {
          id: ID!
          title: String! @external
          likes: Int!
          shout: String! @requires(fields: "title")
          similar: [Media!]!
        }`,
      resolvers: {
        Query: { liked: () => [{ id: 'm3' }, { id: 'm1' }], best: () => ({ id: 'm2' }) },
        Media: {
          __resolveReference: (sent: Ref) => sent,
          likes,
          shout,
          similar: ({ id }: Ref) => [{ id: id === 'm1' ? 'm2' : 'm1' }],
        },
      },
    },
    playlists: {
      sdl: `
        type Query { lists: [List!]! }
        type List @key(fields: "id") { id: ID! name: String media: [Media] }
        type Media @key(fields: "id") @interfaceObject { id: ID! inLists: Int }`,
      resolvers: {
        Query: { lists: () => lists },
        Media: { __resolveReference: (sent: Ref) => sent, inLists: ({ id }: Ref) => (id === 'm3' ? 0 : 1) },
        List: { __resolveReference: () => lists[0], media: () => [{ id: 'm2' }, { id: 'm1' }] },
      },
    },
  },
  whole: {
    sdl: `
      type Query {
        media: [Media!]! medium(id: ID!): Media film: Film liked: [Media] best: Media! lists: [List!]!
      }
      interface Media { id: ID! title: String! likes: Int! shout: String! similar: [Media!]! inLists: Int }
      type Book implements Media {
        id: ID! title: String! pages: Int likes: Int! shout: String! similar: [Media!]! inLists: Int
      }
      type Film implements Media {
        id: ID! title: String! minutes: Int likes: Int! shout: String! similar: [Media!]! inLists: Int
      }
      type List { id: ID! name: String media: [Media] }`,
    resolvers: {
      Query: {
        media: () => media,
        medium: (_, ref: Ref) => medium(ref),
        film: () => media[1],
        liked: () => [media[2], media[0]],
        best: () => media[1],
        lists: () => lists,
      },
      ...Object.fromEntries(
        ['Book', 'Film'].map((name) => [
          name,
          {
            likes,
            shout,
            similar: ({ id }: Ref) => [medium({ id: id === 'm1' ? 'm2' : 'm1' })],
            inLists: ({ id }: Ref) => (id === 'm3' ? 0 : 1),
          },
        ]),
      ),
    },
  },
  // Behind objects that stand for an interface the planner loses keys that are asked for by an alias, which is told as an error.
  leaveOut: ['Query.liked', 'Query.best', 'List.media', 'Media.similar', 'Book.similar', 'Film.similar'],
  documents: [
    '{ media { id likes } }',
    '{ media { __typename title likes shout ... on Book { pages likes } } }',
    '{ liked { id likes } best { likes } }',
    '{ liked { __typename id ... on Film { minutes } ... on Book { pages } } }',
    '{ liked { title shout likes } }',
    '{ liked { ... on Book { title shout } } }',
    '{ film { id likes shout inLists } medium(id: "m1") { inLists shout } }',
    '{ best { similar { __typename title likes } } }',
    '{ lists { name media { id likes inLists title ... on Film { minutes } } } }',
    '{ lists { media { t: __typename id: title title: id likes: inLists } } }',
    '{ medium(id: "m9") { likes } }',
    '{ media { id similar { ... on Book { id } } } }',
    '{ media { ... on Book { inLists } } lists { media { __typename ... on Film { id } ... on Book { id inLists } } } }',
  ],
  unstitched: {
    '{ film { id likes shout inLists } medium(id: "m1") { inLists shout } }':
      'stitching takes a field that is required of an object type from its interface alone',
  },
};
