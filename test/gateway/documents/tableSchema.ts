import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLScalarType } from 'graphql';
import { countValues } from '../../../src/lib/budget/countValues.js';
import { UserError } from '../../../src/lib/errors/UserError.js';

/** A text as it is: exact decimals, whole numbers of any size, anything. */
const asGiven = (name: string): GraphQLScalarType => new GraphQLScalarType({ name, serialize: (value) => value });

/** What a test's rows are; set by tests. */
export const rows: { all: readonly Record<string, unknown>[] } = { all: [] };

/** The arguments that a field was asked with last. */
export const seen: { last?: unknown } = {};

const pageOf = ({ first = 2, after }: { first?: number; after?: string }) => {
  const begin = after === undefined ? 0 : Number(after);
  const nodes = rows.all.slice(begin, begin + first);
  return {
    edges: nodes.map((node, n) => ({ node, cursor: String(begin + n + 1), rank: begin + n })),
    nodes,
    pageInfo: { hasNextPage: begin + first < rows.all.length, endCursor: String(begin + nodes.length) },
    totalCount: rows.all.length,
  };
};

/** A schema whose answers are tables, and some that are none. */
export const tableSchema = makeExecutableSchema({
  typeDefs: /* GraphQL */ `
    scalar Decimal
    scalar Big
    scalar JSON
    type Query {
      buyers(first: Int, after: String): Buyers!
      group: Group
      names: [String!]
      grid: [[Int]]
      one: Buyer
      things: [Thing!]
      echo(
        int: Int
        float: Float
        flag: Boolean
        text: String
        id: ID
        kind: Kind
        ints: [Int!]
        texts: [String]
        where: Where
        wheres: [Where!]
        json: JSON
        format: String
        matrix: [[Int]]
      ): Boolean
      fails: [Buyer!]
      broken(how: String): [Buyer]
    }
    type Mutation {
      change: Boolean
    }
    enum Kind {
      GOLD
      BLUE
    }
    input Where {
      is: Int
      and: [Where!]
    }
    type Buyers {
      edges: [Edge!]!
      nodes: [Buyer!]!
      pageInfo: PageInfo!
      totalCount: Int
    }
    type Edge {
      node: Buyer!
      cursor: String!
      rank: Int!
    }
    type PageInfo {
      hasNextPage: Boolean!
      endCursor: String
    }
    type Group {
      label: String
      buyers(first: Int, after: String): Buyers!
    }
    union Thing = Buyer | Address
    type Buyer {
      id: ID
      name: String
      spent: Decimal
      big: Big
      count: Int
      share: Float
      isNew: Boolean
      since: String
      address: Address
      tags: [String!]
      any: JSON
    }
    type Address {
      city: String
      zip: String
      lines: [String!]
    }
  `,
  resolvers: {
    Decimal: asGiven('Decimal'),
    Big: asGiven('Big'),
    JSON: new GraphQLScalarType({ name: 'JSON' }),
    Thing: { __resolveType: (value: object) => ('city' in value ? 'Address' : 'Buyer') },
    Query: {
      buyers: (_: unknown, args: object) => pageOf(args),
      group: () => ({ label: 'g', buyers: pageOf }),
      names: () => rows.all.map(({ name }) => name),
      one: () => rows.all[0] ?? null,
      things: () => rows.all,
      echo: (_: unknown, args: object) => {
        seen.last = { ...args };
        return true;
      },
      fails: () => {
        throw new UserError('Nobody is there.', 'UNKNOWN_SEGMENT');
      },
      broken: () => [{ id: '1' }, new Error('password hunter2')],
    },
    Mutation: { change: () => true },
  },
});
countValues(tableSchema);
