import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLError } from 'graphql';
import { UserError } from '../../src/lib/UserError.js';

export const typeDefs = /* GraphQL */ `
  type Query {
    hello(name: String): String!
    node: Node!
    wait(milliseconds: Int!): String
    fail(how: String!): String
    count: Int
    filtered(filter: Filter): String
  }
  type Mutation {
    change: String
  }
  type Node {
    id: ID!
    node: Node!
    nodes: [Node!]!
  }
  input Filter {
    and: [Filter!]
    is: String
  }
`;

const failures: Readonly<Record<string, () => Error>> = {
  user: () => new UserError('The day "x" is not a day.', 'BAD_DAY'),
  secret: () => new Error('connection to 10.0.0.7 refused for password hunter2'),
  timeout: () => Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' }),
  graphql: () => new GraphQLError('Not for you.', { extensions: { code: 'FORBIDDEN' } }),
  codeless: () => new GraphQLError('internal wording'),
};

/** How many `wait` fields run, and how many were aborted. */
export const waiting = { running: 0, aborted: 0 };

const wait = (milliseconds: number, signal: AbortSignal): Promise<string> =>
  new Promise((resolve, reject) => {
    waiting.running += 1;
    const timer = setTimeout(() => resolve('done'), milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      waiting.aborted += 1;
      reject(new Error('aborted'));
    });
  }).finally(() => (waiting.running -= 1)) as Promise<string>;

export const resolvers = {
  Query: {
    hello: (_: unknown, { name }: { name?: string }) => `Hello ${name ?? 'world'}`,
    node: () => ({ id: '1' }),
    wait: (_: unknown, { milliseconds }: { milliseconds: number }, { signal }: { signal: AbortSignal }) =>
      wait(milliseconds, signal),
    fail: (_: unknown, { how }: { how: string }) => {
      throw failures[how]?.() ?? new Error(how);
    },
    count: () => 'not a number with a secret',
    filtered: () => 'ok',
  },
  Mutation: { change: () => 'changed' },
  Node: { node: () => ({ id: '2' }), nodes: () => [{ id: '3' }] },
};

export const testSchema = makeExecutableSchema({ typeDefs, resolvers });
