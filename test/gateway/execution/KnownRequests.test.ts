import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { KnownRequests } from '../../../src/gateway/execution/KnownRequests.js';
import { UserError } from '../../../src/lib/errors/UserError.js';
import { rawRequest } from '../rawRequest.js';
import { testSchema } from '../testSchema.js';
import { createLiveSchema, limits, startTestServer, until, type TestServer } from '../testServer.js';

const schema = buildSchema('type Query { a: Int } type Mutation { b: Int }');
const query = 'query A { a } query B { a } mutation C { b }';
const json = { headers: new Map([['content-type', 'application/json; charset=utf-8']]) } as never;

/** That one document, asked for without an `accept` header. */
function oneKnown(): KnownRequests {
  const known = new KnownRequests(100, () => 1);
  known.addDocument(query, schema, parse(query));
  known.addContentType(undefined, json);
  return known;
}

const asked = (body: unknown, more = {}) => ({ method: 'POST', accept: undefined, body, ...more });

describe('a request', () => {
  it('is known by its document and its media type', () => {
    const variables = { n: 1 };
    expect(oneKnown().find(asked({ query, variables, operationName: 'B' }), schema)).toMatchObject({
      schema,
      variables,
      operationName: 'B',
      name: 'B',
      contentType: 'application/json; charset=utf-8',
    });
    const nulls = { query, operationName: 'A', variables: null, extensions: null };
    expect(oneKnown().find(asked(nulls), schema)).toMatchObject({ variables: undefined, name: 'A' });
  });

  it.each<[string, object]>([
    ['by GET', asked({ query, operationName: 'A' }, { method: 'GET' })],
    ['in a media type that was not asked for before', asked({ query, operationName: 'A' }, { accept: '*/*' })],
    ['of another document', asked({ query: `${query} `, operationName: 'A' })],
    ['without a document', asked({ operationName: 'A' })],
    ['of several', asked([{ query, operationName: 'A' }])],
    ['of a text', asked(query)],
    ['of nothing', asked(null)],
    ['that names none of several operations', asked({ query })],
    ['of an operation that is not there', asked({ query, operationName: 'D' })],
    ['of a mutation', asked({ query, operationName: 'C' })],
    ['of an operation whose name is no text', asked({ query, operationName: 1 })],
    ['with variables that are a list', asked({ query, operationName: 'A', variables: [] })],
    ['with variables that are a text', asked({ query, operationName: 'A', variables: '{}' })],
    ['with extensions', asked({ query, operationName: 'A', extensions: {} })],
  ])('is Apollo’s to look at: one %s', (_, request) =>
    expect(oneKnown().find(request as never, schema)).toBeUndefined(),
  );

  it('is not known on another schema, or after all was forgotten', () => {
    const request = asked({ query, operationName: 'A' });
    expect(oneKnown().find(request, buildSchema('type Query { a: Int }'))).toBeUndefined();
    const known = oneKnown();
    known.clear();
    expect(known.find(request, schema)).toBeUndefined();
  });

  it('is forgotten where others take the room', () => {
    const known = new KnownRequests(2, () => 1);
    known.addContentType(undefined, json);
    const names = ['{ a }', '{ b: a }', '{ c: a }'];
    for (const text of names) known.addDocument(text, schema, parse(text));
    expect(names.map((text) => known.find(asked({ query: text }), schema) !== undefined)).toEqual([false, true, true]);
  });

  it('tells no media type by a refusal', () => {
    const known = new KnownRequests(100, () => 1);
    known.addDocument('{ a }', schema, parse('{ a }'));
    known.addContentType(undefined, { status: 401, headers: new Map([['content-type', 'text/plain']]) } as never);
    expect(known.find(asked({ query: '{ a }' }), schema)).toBeUndefined();
  });
});

describe('a server that knows a request answers it as it did before', () => {
  let server: TestServer;
  let executed = 0;
  beforeAll(async () => {
    const config = { host: '127.0.0.1', port: 0, limits: { ...limits, answer: 2000, memory: 3_000_000 } };
    server = await startTestServer({
      config,
      admit: async ({ signal, budget }) => ({
        contextOn: () => {
          executed += 1;
          return { signal, budget };
        },
      }),
    });
  });
  afterAll(() => server.stop());

  const named = 'query Greet($name: String! = "you") { hello(name: $name) } query Text { text(length: 2) }';
  const accepts = [
    undefined,
    '*/*',
    'application/json',
    'application/graphql-response+json',
    'application/graphql-response+json, application/json;q=0.9',
    'text/plain',
  ];
  const bodies: readonly (readonly [string, object])[] = [
    ['an answer', { query: '{ hello }' }],
    ['one with variables', { query: named, operationName: 'Greet', variables: { name: 'é😀' } }],
    ['one of another operation', { query: named, operationName: 'Text' }],
    ['no operation named', { query: named }],
    ['a variable that is null', { query: named, operationName: 'Greet', variables: { name: null } }],
    ['a variable of another type', { query: named, operationName: 'Greet', variables: { name: {} } }],
    ['a field that fails', { query: '{ hello fail(how: "user") }' }],
    ['a failure that is masked', { query: '{ fail(how: "secret") }' }],
    ['a required field that fails', { query: '{ strict { fail } }' }],
    ['a request that is refused as a whole', { query: '{ refuse(code: "OVERLOADED") }' }],
    ['an answer that is too large', { query: '{ text(length: 3000) }' }],
    [
      'one that takes too much memory',
      { query: `{ ${Array.from({ length: 60 }, (_, n) => `a${n}: text(length: 50000)`).join(' ')} }` },
    ],
    ['a mutation', { query: 'mutation { change }' }],
    ['a document that is not valid', { query: '{ nothing }' }],
    ['introspection', { query: '{ __schema { queryType { name } } }' }],
    ['an extension', { query: '{ hello }', extensions: { a: 1 } }],
  ];

  it.each(bodies.flatMap(([what, body]) => accepts.map((accept) => [what, String(accept), body, accept] as const)))(
    '%s, accepted as %s',
    async (_what, _accepted, body, accept) => {
      const ask = async () => {
        const headers = {
          'content-type': 'application/json',
          'x-request-id': 'same',
          ...(accept !== undefined && { accept }),
        };
        const before = executed;
        const answer = await rawRequest(server.endpoint, { method: 'POST', headers, body: JSON.stringify(body) });
        delete answer.headers.date;
        server.lines.length = 0;
        return { ...answer, executed: executed - before };
      };
      // Documents and media types become known by different requests.
      await rawRequest(server.endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(accept !== undefined && { accept }) },
        body: JSON.stringify({ query: '{ hello }' }),
      });
      const first = await ask();
      expect([await ask(), await ask()]).toEqual([first, first]);
    },
  );

  it('with its name in the log', async () => {
    const more = { operationName: 'Greet' };
    for (let n = 0; n < 3; n += 1) await server.post(named, more);
    server.lines.length = 0;
    await server.post(named, more);
    const line = () => server.lines.find(({ msg }) => msg === 'request');
    await until(() => line() !== undefined);
    expect(line()).toMatchObject({ operationName: 'Greet', status: 200 });
  });
});

describe('a known request', () => {
  it('is refused to who may not ask', async () => {
    const server = await startTestServer({
      admit: async ({ authorization }) => {
        if (authorization === undefined) throw new UserError('Who?', 'UNAUTHENTICATED');
        return { contextOn: () => ({}) };
      },
    });
    const refused = await server.post('{ hello }');
    for (let n = 0; n < 2; n += 1) await server.post('{ hello }', {}, { authorization: 'me' });
    const again = await server.post('{ hello }');
    await server.stop();
    expect([again.status, again.errors, again.headers.get('www-authenticate')]).toEqual([
      401,
      refused.errors,
      'Bearer',
    ]);
  });

  it('is looked at again on another schema', async () => {
    const live = createLiveSchema();
    const server = await startTestServer({ schema: live });
    for (let n = 0; n < 2; n += 1) await server.post('{ hello }');
    live.swap(schema);
    const { errors } = await server.post('{ hello }');
    live.swap(testSchema);
    const { data } = await server.post('{ hello }');
    await server.stop();
    expect([errors?.[0]?.extensions.code, data]).toEqual(['GRAPHQL_VALIDATION_FAILED', { hello: 'Hello world' }]);
  });
});
