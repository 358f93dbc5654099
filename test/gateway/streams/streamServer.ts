import { makeExecutableSchema } from '@graphql-tools/schema';
import { Topic } from '../../../src/lib/async/Topic.js';
import { UserError } from '../../../src/lib/errors/UserError.js';
import type { ServerOptions } from '../../../src/gateway/startServer.js';
import { createLiveSchema, limits, startTestServer, until, type TestServer } from '../testServer.js';

/** Numbers that a test publishes, for all who subscribe. */
export const numbers = new Topic<number>();

/** What `late` waits for before it listens. */
export const lateness = { begun: 0, until: Promise.resolve() };

/** Numbers, as they are published. */
export const streamSchema = makeExecutableSchema({
  typeDefs: /* GraphQL */ `
    type Query {
      hello: String
    }
    type Mutation {
      change: String
    }
    type Subscription {
      number(above: Int! = 0): Number!
      refused: Number
      broken: Number
      late: Number!
    }
    type Number {
      value: Int!
      text(length: Int!): String!
      fail(how: String!): String
      itself: Number!
    }
  `,
  resolvers: {
    Subscription: {
      number: { subscribe: () => numbers.listen(), resolve: (value: number) => value },
      refused: {
        subscribe: () => {
          throw new UserError('There is no number "x".', 'UNKNOWN_SEGMENT');
        },
      },
      late: {
        subscribe: async () => {
          lateness.begun += 1;
          await lateness.until;
          return numbers.listen();
        },
        resolve: (value: number) => value,
      },
      broken: {
        subscribe: () => Promise.reject(new Error('password hunter2')),
      },
    },
    Number: {
      value: (value: number) => value,
      text: (value: number, { length }: { length: number }) => String(value).padEnd(length, 'x'),
      itself: (value: number) => value,
      fail: (_: number, { how }: { how: string }) => {
        throw how === 'user' ? new UserError('Not this one.', 'TOO_MANY_DAYS') : new Error('password hunter2');
      },
    },
  },
});

/** The key of a test's client is its name; `nobody` has none. */
const admit: ServerOptions['admit'] = async ({ authorization = 'Bearer anybody' }) => {
  const client = authorization.replace('Bearer ', '');
  if (revoked.has(client)) throw new UserError('This needs a valid API key.', 'UNAUTHENTICATED');
  return { client, contextOn: () => ({}) };
};

/** Keys that are none. */
export const revoked = new Set(['nobody']);

export interface StreamServerOptions {
  readonly most?: number;
  readonly mostPerKey?: number;
  readonly seconds?: number;
  readonly origins?: readonly string[];
}

/** A server whose schema has subscriptions to `numbers`. */
export function startStreamServer(
  { most = 100, mostPerKey = 100, seconds = 30, origins = [] }: StreamServerOptions = {},
  more: Partial<ServerOptions> = {},
): Promise<TestServer> {
  return startTestServer({
    config: {
      host: '127.0.0.1',
      port: 0,
      limits: { ...limits, seconds },
      cors: { origins: [...origins] },
      subscriptions: { most, mostPerKey },
    },
    schema: createLiveSchema(streamSchema),
    admit,
    ...more,
  });
}

/** Waits until so many listen to the numbers. */
export const listening = (count: number): Promise<void> => until(() => numbers.size === count);
