import { makeExecutableSchema } from '@graphql-tools/schema';
import { pino } from 'pino';
import { createBudgets } from '../../../src/access/budgets/createBudgets.js';
import { fullRole, type Role } from '../../../src/config/access/Role.js';
import type { ServerOptions } from '../../../src/gateway/startServer.js';
import { UserError } from '../../../src/lib/errors/UserError.js';
import { clientNamed } from '../../support/viewers.js';
import { limits, startTestServer, type TestServer } from '../testServer.js';

/** What `slow` waits for, and how many wait. */
export const slowness = { waiting: 0, end: (): void => {} };

/** Five things, however many are asked for. */
export const costSchema = makeExecutableSchema({
  typeDefs: /* GraphQL */ `
    directive @cost(weight: Int!) on FIELD_DEFINITION
    directive @listSize(
      assumedSize: Int
      slicingArguments: [String!]
      sizedFields: [String!]
      requireOneSlicingArgument: Boolean = true
    ) on FIELD_DEFINITION
    type Query {
      things(first: Int): [Thing!]!
        @listSize(assumedSize: 20, slicingArguments: ["first"], requireOneSlicingArgument: false)
      byIds(ids: [ID!]!): [Thing]! @listSize(slicingArguments: ["ids"])
      report: Thing @cost(weight: 30)
      slow: Thing @cost(weight: 30)
      never: Thing @cost(weight: 30)
      strict: Thing!
    }
    type Mutation {
      touch: Thing
    }
    type Thing {
      id: ID!
      things(first: Int): [Thing!]!
        @listSize(assumedSize: 20, slicingArguments: ["first"], requireOneSlicingArgument: false)
    }
  `,
  resolvers: {
    Query: {
      things: () => five,
      byIds: (_: unknown, { ids }: { ids: string[] }) => ids.map((id) => (id === 'none' ? null : { id })),
      report: () => Promise.reject(new UserError('There is no report.', 'TOO_MANY_DAYS')),
      slow: () =>
        new Promise((resolve) => {
          slowness.waiting += 1;
          slowness.end = () => resolve({ id: 'slow' });
        }),
      never: () => new Promise(() => {}),
      strict: () => null,
    },
    Mutation: { touch: () => ({ id: 'touched' }) },
    Thing: { things: () => five },
  },
});

const five = Array.from({ length: 5 }, (_, n) => ({ id: String(n) }));

/** A server where the key is the name of the role and of the viewer, with a dash between. */
export function startCostServer(
  roles: Readonly<Record<string, Partial<Role>>>,
  given: Partial<ServerOptions['config']['limits']> = {},
  more: Partial<Pick<Awaited<ReturnType<ServerOptions['admit']>>, 'findSources' | 'documents'>> = {},
): Promise<TestServer> {
  const known = new Map(Object.entries(roles).map(([name, role]) => [name, { ...fullRole, name, ...role }]));
  return startTestServer({
    config: {
      host: '127.0.0.1',
      port: 0,
      limits: { ...limits, ...given },
      cors: { origins: ['https://shop.example'] },
    },
    schema: { current: costSchema, onChange: () => () => {} },
    budgets: createBudgets({ sql: undefined, log: pino({ level: 'silent' }) }),
    admit: async ({ authorization = '', signal, requestId, budget }) => {
      const [name = '', viewer = name] = authorization.replace('Bearer ', '').split('-');
      const role = known.get(name);
      if (role === undefined) throw new UserError('This needs a valid API key.', 'UNAUTHENTICATED');
      return {
        client: viewer,
        viewer: clientNamed(viewer, { role }),
        contextOn: () => ({ signal, requestId, budget }),
        ...more,
      };
    },
  });
}
