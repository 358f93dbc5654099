import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { UserError } from '../../src/lib/UserError.js';
import { codeIn, rawLine, rawRequest } from './rawRequest.js';
import { startTestServer, until, type TestServer } from './testServer.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.lines.length = 0;
});

const post = (body: string | Buffer, headers: Record<string, string>) =>
  rawRequest(server.endpoint, { method: 'POST', headers, body });

test.each([
  ['malformed JSON', '{ "query', { 'content-type': 'application/json' }, 400, 'BAD_REQUEST'],
  [
    'bytes that are no UTF-8',
    Buffer.from('{"query":"{ hello(name: \\"Zo\xeb\\") }"}', 'latin1'),
    { 'content-type': 'application/json' },
    400,
    'BAD_REQUEST',
  ],
  [
    'half of a character',
    String.raw`{"query":"{ hello }","variables":{"a":[{"b":"\uD83D"}]}}`,
    { 'content-type': 'application/json' },
    400,
    'BAD_REQUEST',
  ],
  ['an empty body', '', { 'content-type': 'application/json' }, 400, 'BAD_REQUEST'],
  ['a number', '1', { 'content-type': 'application/json' }, 400, 'BAD_REQUEST'],
  ['text', '{ hello }', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['a form', 'query={hello}', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['a bad type', '{}', { 'content-type': '/;,' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['no type', '{"query":"{ hello }"}', {}, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['an unknown charset', '{}', { 'content-type': 'application/json; charset=x-odd' }, 415, 'UNSUPPORTED_CHARSET'],
  [
    'a compressed body',
    '{}',
    { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    415,
    'UNSUPPORTED_CONTENT_ENCODING',
  ],
])('%s is refused as GraphQL-shaped JSON without a stack', async (_, body, headers, status, code) => {
  const answer = await post(body, headers);
  expect([answer.status, codeIn(answer)]).toEqual([status, code]);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.text).not.toMatch(/stack|node_modules|\.js:/);
});

test('a client that asks for graphql-response+json gets refusals in it, and 400 for a bad query', async () => {
  const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
  const malformed = await post('{', headers);
  expect(malformed.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
  const bad = await post('{"query":"{ nothing }"}', headers);
  expect([bad.status, bad.headers['content-type']]).toEqual([400, 'application/graphql-response+json; charset=utf-8']);
});

test('a GET answers, but never runs a mutation', async () => {
  const read = await rawRequest(`${server.endpoint}?query={hello}`);
  expect([read.status, read.text]).toEqual([200, '{"data":{"hello":"Hello world"}}\n']);
  const write = await rawRequest(`${server.endpoint}?query=mutation{change}`);
  expect([write.status, write.headers['allow'], codeIn(write)]).toEqual([405, 'POST', 'BAD_REQUEST']);
});

test('search parameters that are no UTF-8 are refused, and those that are answered', async () => {
  const get = async (search: string) => {
    const { status, text } = await rawRequest(`${server.endpoint}?${search}`);
    return [status, /"message":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1]];
  };
  expect(await get('query={hello}&variables={"name":"Zo%C3%AB%F0%9F%98%80"}&extensions={"a":"100%"}')).toEqual([
    200,
    undefined,
  ]);
  const refusal = (name: string) =>
    String.raw`The search parameter \"${name}\" is not percent-encoded UTF-8, such as %C3%BC for ü.`;
  expect(await get('query={hello}&variables={"name":"Zo%EB"}')).toEqual([400, refusal('variables')]);
  expect(await get('query={hello(name:"%C3")}')).toEqual([400, refusal('query')]);
  expect(await get('operationName=%80')).toEqual([400, refusal('operationName')]);
  expect(await get(String.raw`query={hello}&variables={"a":"\ud800"}`)).toEqual([
    400,
    String.raw`The search parameter \"variables\" holds half of a character: a lone surrogate such as \\ud800.`,
  ]);
  expect(await rawLine(new URL(server.endpoint), 'GET /graphql?query={hello(name:"Zo\xeb")} HTTP/1.1')).toContain(
    '400 Bad Request',
  );
});

test('other methods, paths and bad URLs', async () => {
  const removed = await rawRequest(server.endpoint, { method: 'DELETE' });
  expect([removed.status, removed.headers['allow'], codeIn(removed)]).toEqual([405, 'GET, POST', 'METHOD_NOT_ALLOWED']);
  const elsewhere = await rawRequest(`${server.url}/elsewhere?secret=1`);
  expect([elsewhere.status, codeIn(elsewhere)]).toEqual([404, 'NOT_FOUND']);
  const bad = await rawRequest(`${server.url}/%zz`);
  expect([bad.status, codeIn(bad)]).toEqual([400, 'BAD_REQUEST']);
});

test('a request id that fits is kept, another is replaced; headers protect', async () => {
  const kept = await server.post('{ hello }', {}, { 'x-request-id': 'A-1_b.c' });
  expect(kept.headers.get('x-request-id')).toBe('A-1_b.c');
  const replaced = await server.post('{ hello }', {}, { 'x-request-id': 'a b"<script>' });
  expect(replaced.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(kept.headers.get('x-content-type-options')).toBe('nosniff');
  expect(kept.headers.get('x-powered-by')).toBeNull();
  const refused = await rawRequest(`${server.url}/elsewhere`, { headers: { 'x-request-id': 'r1' } });
  expect(refused.headers['x-request-id']).toBe('r1');
});

test('one log line per request, without query, variables and authorization', async () => {
  const headers = { 'x-request-id': 'log1', authorization: 'Bearer facet_hidden1' };
  await server.post('query Greet($name: String) { hello(name: $name) }', { variables: { name: 'hidden2' } }, headers);
  await rawRequest(`${server.endpoint}?query={hello(name:"hidden3")}`);
  await rawRequest(`${server.url}/elsewhere?key=hidden4`);
  await rawRequest(`${server.url}/%zz?key=hidden5`);
  const requestLines = () => server.lines.filter(({ msg }) => msg === 'request');
  await until(() => requestLines().length >= 3);
  const requests = requestLines();
  expect(requests.slice(0, 3)).toMatchObject([
    { method: 'POST', path: '/graphql', status: 200, operationName: 'Greet', requestId: 'log1' },
    { method: 'GET', path: '/graphql', status: 200 },
    { method: 'GET', path: '/elsewhere', status: 404, codes: ['NOT_FOUND'] },
  ]);
  expect(typeof requests[0]?.['ms']).toBe('number');
  expect(server.logText()).not.toContain('hidden');
});

test('the log line tells whose key it was and the codes of the errors, each once', async () => {
  const other = await startTestServer({ createContext: async () => ({ viewer: { name: 'shop' } }) });
  await other.post('{ hello }');
  await other.post('{ hello nobody }');
  await other.post('{ a: refuse(code: "LATE") b: refuse(code: "LATE") fail(how: "secret") }');
  const lines = () => other.lines.filter(({ msg }) => msg === 'request');
  await until(() => lines().length >= 3);
  await other.stop();
  expect(lines().map(({ client, codes }) => [client, codes])).toEqual([
    ['shop', undefined],
    ['shop', ['GRAPHQL_VALIDATION_FAILED']],
    ['shop', ['LATE', 'INTERNAL_SERVER_ERROR']],
  ]);
});

test('health tells the newest complete day', async () => {
  expect((await rawRequest(`${server.url}/health/live`)).status).toBe(200);
  const ready = await rawRequest(`${server.url}/health/ready`);
  expect([ready.status, JSON.parse(ready.text)]).toEqual([200, { status: 'ready', newestCompleteDay: '2026-11-22' }]);
});

test.each([
  [{ ready: true, newestCompleteDay: null }, 200, { status: 'ready', newestCompleteDay: 'no snapshot' }],
  [
    { ready: false, newestCompleteDay: null, reason: 'The schema is too old.' },
    503,
    { status: 'not ready', newestCompleteDay: 'no snapshot', reason: 'The schema is too old.' },
  ],
  [
    new Error('connect ECONNREFUSED'),
    503,
    { status: 'not ready', newestCompleteDay: 'no snapshot', reason: 'The database does not answer.' },
  ],
  [
    new UserError('The database is not available: it is starting.', 'DATABASE_UNAVAILABLE'),
    503,
    {
      status: 'not ready',
      newestCompleteDay: 'no snapshot',
      reason: 'The database is not available: it is starting.',
    },
  ],
])('readiness %#', async (found, status, body) => {
  const other = await startTestServer({
    readiness: async () => {
      if (found instanceof Error) throw found;
      return found;
    },
  });
  try {
    const ready = await rawRequest(`${other.url}/health/ready`);
    expect([ready.status, JSON.parse(ready.text)]).toEqual([status, body]);
    expect((await rawRequest(`${other.url}/health/live`)).status).toBe(200);
  } finally {
    await other.stop();
  }
});

test('a process that cannot get well by itself is not live, and says why', async () => {
  let reason: string | undefined;
  const other = await startTestServer({ alive: () => reason });
  const live = async () => {
    const { status, text } = await rawRequest(`${other.url}/health/live`);
    return [status, JSON.parse(text)];
  };
  try {
    expect(await live()).toEqual([200, { status: 'live' }]);
    reason = 'No connection to the database could be opened again.';
    expect(await live()).toEqual([503, { status: 'not live', reason }]);
  } finally {
    await other.stop();
  }
});
