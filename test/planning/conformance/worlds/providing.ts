import type { World } from '../World.js';

const authors = [
  { id: 'a1', name: 'Ada', country: { code: 'GB', name: 'Britain' } },
  { id: 'a2', name: 'Bo', country: { code: 'SE', name: 'Sweden' } },
];
const books = [
  { __typename: 'Book', id: 'b1', title: 'One', pages: 10, author: authors[0] },
  { __typename: 'Book', id: 'b2', title: 'Two', pages: 20, author: authors[1] },
];
const films = [{ __typename: 'Film', id: 'f1', title: 'Three', minutes: 90 }];
type Ref = { readonly id: string };
const byId =
  <T extends Ref>(all: readonly T[]) =>
  ({ id }: Ref) =>
    all.find((one) => one.id === id) ?? null;

/** `@provides`: on fields, nested, on unions and interfaces, and only what it names. */
export const providing: World = {
  subgraphs: {
    library: {
      sdl: `
        type Query { books: [Book!]! media: [Medium] works: [Work!] }
        union Medium = Book | Film
        interface Work { id: ID! title: String }
        type Book implements Work @key(fields: "id") { id: ID! title: String @shareable pages: Int author: Author! }
        type Film implements Work @key(fields: "id") { id: ID! title: String @shareable minutes: Int }
        type Author @key(fields: "id") { id: ID! name: String @shareable country: Country @shareable }
        type Country @key(fields: "code") { code: ID! name: String @shareable }`,
      resolvers: {
        Query: { books: () => books, media: () => [...films, null, ...books], works: () => [...books, ...films] },
        Book: { __resolveReference: byId(books) },
        Film: { __resolveReference: byId(films) },
        Author: { __resolveReference: byId(authors) },
        Country: {
          __resolveReference: ({ code }: { code: string }) => authors.find((one) => one.country.code === code)?.country,
        },
      },
    },
    news: {
      sdl: `
        type Query {
          latest: Book @provides(fields: "title author { name country { name } }")
          featured: Medium @provides(fields: "... on Book { title } ... on Film { title }")
          picked: [Work] @provides(fields: "... on Book { title }")
        }
        union Medium = Book | Film
        interface Work { id: ID! title: String }
        type Book implements Work @key(fields: "id") { id: ID! title: String @external author: Author! @external news: String }
        type Film implements Work @key(fields: "id") { id: ID! title: String @external news: String }
        type Author @key(fields: "id") { id: ID! name: String @external country: Country @external }
        type Country @key(fields: "code") { code: ID! name: String @external }`,
      resolvers: {
        Query: { latest: () => books[1], featured: () => films[0], picked: () => [books[0], films[0]] },
        Book: { __resolveReference: (sent: Ref) => sent, news: ({ id }: Ref) => `news of ${id}` },
        Film: { __resolveReference: (sent: Ref) => sent, news: ({ id }: Ref) => `news of ${id}` },
      },
    },
  },
  whole: {
    sdl: `
      type Query { books: [Book!]! media: [Medium] works: [Work!] latest: Book featured: Medium picked: [Work] }
      union Medium = Book | Film
      interface Work { id: ID! title: String }
      type Book implements Work { id: ID! title: String pages: Int author: Author! news: String }
      type Film implements Work { id: ID! title: String minutes: Int news: String }
      type Author { id: ID! name: String country: Country }
      type Country { code: ID! name: String }`,
    resolvers: {
      Query: {
        books: () => books,
        media: () => [...films, null, ...books],
        works: () => [...books, ...films],
        latest: () => books[1],
        featured: () => films[0],
        picked: () => [books[0], films[0]],
      },
      Book: { news: ({ id }: Ref) => `news of ${id}` },
      Film: { news: ({ id }: Ref) => `news of ${id}` },
    },
  },
  documents: [
    '{ latest { title author { name country { name } } } }',
    '{ latest { title pages news author { id name } } }',
    '{ featured { ... on Film { title minutes } ... on Book { title pages } } }',
    '{ featured { __typename ... on Work { id title } } picked { title ... on Book { pages } ... on Film { minutes } } }',
    '{ picked { id title } works { __typename title } media { ... on Book { news } ... on Film { news minutes } } }',
    '{ books { news author { name: id id: name country { code: name name: code } } } }',
  ],
};
