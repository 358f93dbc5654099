import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { Topic } from '../../src/lib/async/Topic.js';
import { openEventStream } from '../gateway/streams/eventStream.js';
import { createLiveSchema, limits, startTestServer, until, type TestServer } from '../gateway/testServer.js';
import { clientNamed } from '../support/viewers.js';
import { rolesOf } from './openForRoles.js';

interface Person {
  readonly name: string;
  readonly phone: string;
}

const people = new Topic<Person>();
const schema = makeExecutableSchema({
  typeDefs: /* GraphQL */ `
    directive @pii(class: String!) on FIELD_DEFINITION
    type Query {
      hello: String @pii(class: "NONE")
    }
    type Subscription {
      person: Person!
    }
    type Person {
      name: String! @pii(class: "NONE")
      phone: String! @pii(class: "CONTACT")
      street: String @pii(class: "LOCATION")
    }
  `,
  resolvers: { Subscription: { person: { subscribe: () => people.listen(), resolve: (one: Person) => one } } },
});

const some = { apps: 'all' };
const roles = rolesOf({
  masked: { ...some, pii: { CONTACT: 'mask', LOCATION: 'hide' }, contract: false },
  refused: { ...some, contract: false },
  contract: { ...some },
});

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({
    config: { host: '127.0.0.1', port: 0, limits, subscriptions: { most: 10, mostPerKey: 10 } },
    schema: createLiveSchema(schema),
    admit: async ({ authorization = '' }) => {
      const role = roles.get(authorization.replace('Bearer ', ''));
      const viewer = clientNamed('one', role && { role });
      return { viewer, contextOn: () => ({ masked: new Set<string>() }) };
    },
  });
});
afterAll(() => server?.stop());

/** Subscribes by both ways, and gives what each was told of two people. */
async function told(role: string, query: string, isRefused = false): Promise<unknown[][]> {
  const authorization = `Bearer ${role}`;
  const stream = await openEventStream(`${server.url}/graphql/stream`, { query }, { headers: { authorization } });
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql/stream`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
    retryAttempts: 0,
  });
  const bySocket: unknown[] = [];
  client.subscribe({ query }, { next: (one) => void bySocket.push(one), error: () => {}, complete: () => {} });
  if (!isRefused) {
    await until(() => people.size === 2);
    people.publish({ name: 'Ann', phone: '+49 30 1234' });
    people.publish({ name: 'Bob', phone: '12' });
  }
  const wanted = isRefused ? 1 : 2;
  await until(() => stream.results().length === wanted && bySocket.length === wanted);
  stream.request.destroy();
  await client.dispose();
  await until(() => people.size === 0);
  return [stream.results(), JSON.parse(JSON.stringify(bySocket)) as unknown[]];
}

describe('a subscription', () => {
  it('has masked values, and each event says so by itself', async () => {
    const results = [
      { data: { person: { name: 'Ann', tel: '***34', street: null } }, extensions: { masked: ['person.tel'] } },
      { data: { person: { name: 'Bob', tel: '***', street: null } }, extensions: { masked: ['person.tel'] } },
    ];
    expect(await told('masked', 'subscription { person { name tel: phone street } }')).toEqual([results, results]);
  });
  it('is as it comes for who sees everything', async () => {
    const results = ['Ann', 'Bob'].map((name) => ({ data: { person: { name } } }));
    expect(await told('full', 'subscription { person { name } }')).toEqual([results, results]);
  });
  it('is refused where it asks for what may not be read', async () => {
    const query = 'subscription { person { phone ...F } } fragment F on Person { a: phone street }';
    const of = (field: string, known: string) =>
      `"Person.${field}" is personal (${known}): the role "refused" may not read it.`;
    for (const [result] of await told('refused', query, true))
      expect(result).toMatchObject({
        errors: [
          { message: of('phone', 'CONTACT'), extensions: { code: 'FIELD_NOT_READABLE' } },
          { message: of('street', 'LOCATION'), extensions: { code: 'FIELD_NOT_READABLE' } },
        ],
      });
    for (const [result] of await told('contract', 'subscription { person { phon } }', true))
      expect(result).toMatchObject({ errors: [{ message: 'Cannot query field "phon" on type "Person".' }] });
  });
});
