import type { SubgraphParts } from '../../src/subgraph.js';
import type { SubgraphContext } from '../support/federation/startSubgraph.js';

/** A customer's tier as another team knows it: of every id. */
export const tierOf = (id: string): string => `tier of ${id}`;

interface Key {
  readonly id: string;
}

const typeDefs = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])

  type Query {
    "So many members, the first ones."
    members(first: Int!): [Customer!]!
    loyaltyStatus: String
  }
  type Mutation {
    grantPoints(id: ID!, points: Int!): Customer
  }
  type Customer @key(fields: "id") {
    id: ID!
    tier: String
    points: Int!
  }
`;

/** What another team says of customers: fields of ours, and a list of their own; with one more field of customers where it is named. */
export const loyaltyWith = (field?: string): SubgraphParts<SubgraphContext> => ({
  typeDefs: field === undefined ? typeDefs : `${typeDefs}\nextend type Customer { ${field}: String }`,
  resolvers: {
    Query: {
      members: (_: unknown, { first }: { first: number }) =>
        Array.from({ length: first }, (_one, n) => ({ id: `C${n}` })),
      loyaltyStatus: () => 'open',
    },
    Mutation: { grantPoints: (_: unknown, { id }: Key) => ({ id }) },
    Customer: {
      tier: ({ id }: Key) => tierOf(id),
      points: ({ id }: Key) => id.length * 10,
    },
  },
  references: { Customer: (keys) => keys },
});

/** What another team says of customers, as it is at first. */
export const loyalty = loyaltyWith();
