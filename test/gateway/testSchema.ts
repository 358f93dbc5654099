import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLError } from 'graphql';
import { countValues } from '../../src/lib/budget/countValues.js';
import { UserError } from '../../src/lib/errors/UserError.js';
import type { ErrorCode } from '../../src/words/errorCodes.js';

export const typeDefs = /* GraphQL */ `
  type Query {
    hello(name: String): String!
    node: Node!
    wait(milliseconds: Int!): String
    fail(how: String!): String
    count: Int
    filtered(filter: Filter): String
    many(count: Int!): [Node!]!
    text(length: Int!): String
    refuse(code: String!): String
    never: String
    strict: Strict
    later(count: Int!): [Strict!]
  }
  type Mutation {
    change: String
  }
  type Node {
    id: ID!
    node: Node!
    nodes: [Node!]!
    valueFormatted: String
  }
  type Strict {
    fail: String!
    stumble: String
    soon: String!
    wait(milliseconds: Int!): String
  }
  input Filter {
    and: [Filter!]
    is: String
  }
`;

const failures: Readonly<Record<string, () => Error>> = {
  user: () => new UserError('The day "x" is not a day.', 'TOO_MANY_DAYS'),
  secret: () => new Error('connection to 10.0.0.7 refused for password hunter2'),
  timeout: () => Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' }),
  graphql: () => new GraphQLError('Not for you.', { extensions: { code: 'FORBIDDEN' } }),
  codeless: () => new GraphQLError('internal wording'),
};

/** How many `wait` fields run, and how many were aborted. */
export const waiting = { running: 0, aborted: 0 };

const wait = (milliseconds: number, signal: AbortSignal): Promise<string> => {
  let stop = (): void => {};
  const done = new Promise<string>((resolve, reject) => {
    waiting.running += 1;
    const timer = setTimeout(() => resolve('done'), milliseconds);
    stop = () => {
      clearTimeout(timer);
      waiting.aborted += 1;
      reject(new Error('aborted'));
    };
    signal.addEventListener('abort', stop);
  });
  return done.finally(() => {
    waiting.running -= 1;
    signal.removeEventListener('abort', stop);
  });
};

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
    many: (_: unknown, { count }: { count: number }) =>
      Array.from({ length: count }, (_item, n) => ({ id: String(n) })),
    text: (_: unknown, { length }: { length: number }) => 'x'.repeat(length),
    refuse: (_: unknown, { code }: { code: ErrorCode }) => {
      throw new UserError('Not now.', code);
    },
    never: () => new Promise(() => {}),
    strict: () => ({}),
    later: (_: unknown, { count }: { count: number }) => Array.from({ length: count }, (_item, n) => ({ n })),
  },
  Mutation: { change: () => 'changed' },
  Strict: {
    // The last of some fails at once, those before it later.
    fail: ({ n }: { n?: number }) => {
      if (n === undefined || n > 2) throw new Error('at once');
      return new Promise((_, reject) => setTimeout(() => reject(new Error('later')), 20));
    },
    stumble: () => Promise.reject(new Error('stumbles')),
    soon: () => new Promise((resolve) => setTimeout(() => resolve('soon'), 20)),
    wait: (_: unknown, { milliseconds }: { milliseconds: number }, { signal }: { signal: AbortSignal }) =>
      wait(milliseconds, signal),
  },
  Node: { node: () => ({ id: '2' }), nodes: () => [{ id: '3' }] },
};

export const testSchema = makeExecutableSchema({ typeDefs, resolvers });
countValues(testSchema);
