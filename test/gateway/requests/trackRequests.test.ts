import type { AbortNotice } from '../../../src/lib/async/LightAborter.js';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from '@jest/globals';
import { requestIdOf } from '../../../src/gateway/requests/trackRequests.js';
import { rawRequest, codeIn } from '../rawRequest.js';
import { waiting } from '../testSchema.js';
import { startTestServer, until, type TestServer, limits } from '../testServer.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.lines.length = 0;
  waiting.aborted = 0;
});

const requestLine = () => server.lines.find(({ msg }) => msg === 'request');

describe('requestIdOf', () => {
  const idOf = (given?: string | string[]): string => {
    const message = new IncomingMessage(new Socket());
    message.headers['x-request-id'] = given;
    return requestIdOf(message);
  };

  it.each(['a', 'A-1_b.c', '0', '-', 'x'.repeat(64)])('keeps %s', (id) => expect(idOf(id)).toBe(id));

  it.each([[undefined], [''], ['x'.repeat(65)], ['a b'], ['a"b'], ['é'], ['a\n'], ['a/b'], [['a', 'b']]])(
    'makes one where %j came, another each time',
    (given) => {
      const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
      expect(idOf(given)).toMatch(uuid);
      expect(idOf(given)).not.toBe(idOf(given));
    },
  );
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
  const other = await startTestServer({ admit: async () => ({ client: 'shop', contextOn: () => ({}) }) });
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

test('a client that goes away aborts its request, and nothing is logged as an error', async () => {
  const leaving = new AbortController();
  const body = JSON.stringify({ query: '{ wait(milliseconds: 60000) }' });
  const headers = { 'content-type': 'application/json' };
  const sent = fetch(server.endpoint, { method: 'POST', body, headers, signal: leaving.signal });
  await until(() => waiting.running === 1);
  leaving.abort();
  await expect(sent).rejects.toThrow();
  await until(() => waiting.aborted === 1 && requestLine() !== undefined);
  expect(requestLine()).toMatchObject({ status: 499, path: '/graphql' });
  await delay(20);
  expect(server.lines.filter(({ level }) => Number(level) >= 40)).toEqual([]);
});

test('a signal is aborted by an answer: what still runs has nobody to run for', async () => {
  let signal: AbortNotice | undefined;
  const other = await startTestServer({
    admit: async (facts) => {
      signal = facts.signal;
      return { contextOn: () => ({}) };
    },
  });
  await other.post('{ hello }');
  await until(() => other.lines.some(({ msg }) => msg === 'request'));
  await other.stop();
  expect(signal?.aborted).toBe(true);
});

const start = (more: Partial<typeof limits> & { memory?: number; totalMemory?: number }, options = {}) =>
  startTestServer({ config: { host: '127.0.0.1', port: 0, limits: { ...limits, ...more } }, ...options });

const repeated = (count: number, field: string): string =>
  Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ');

const strict = { accept: 'application/graphql-response+json' };

describe.each([
  ['by plans', true],
  ['by graphql-js', false],
])('the memory of one request that is executed %s', (_by, plans) => {
  let server: TestServer;
  beforeAll(async () => {
    const config = { host: '127.0.0.1', port: 0, limits: { ...limits, memory: 3_000_000 }, execution: { plans } };
    server = await startTestServer({ config });
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    waiting.aborted = 0;
  });

  test.each([
    ['a page under many aliases', `{ ${repeated(60, 'many(count: 100) { id x: id y: id }')} }`],
    [
      'fields of fragments',
      `{ many(count: 1000) { ...A } } fragment A on Node { nodes { ...B } } fragment B on Node { ${repeated(40, 'id')} }`,
    ],
    ['a long text under many aliases', `{ ${repeated(60, 'text(length: 50000)')} }`],
    ['a long alias of many values', `{ many(count: 100) { ${'x'.repeat(50_000)}: id } }`],
    ['type names', `{ many(count: 1000) { ${repeated(60, '__typename')} } }`],
    [
      'introspection',
      `{ ${repeated(60, '__schema { types { fields { name type { fields { name description } } } } }')} }`,
    ],
    ['failures', '{ later(count: 500) { stumble } }'],
    ['fields that wait', `{ later(count: 1000) { ${repeated(5, 'wait(milliseconds: 60000)')} } }`],
  ])('counts %s', async (_, query) => {
    const { status, data, errors } = await server.post(query);
    expect({ status, data, errors }).toEqual({
      status: 200,
      data: undefined,
      errors: [
        {
          message:
            'The answer would take more than 3 MB of memory, which is the most that one request may take; ask for smaller ' +
            'pages, fewer fields or fewer aliases.',
          extensions: { code: 'TOO_MANY_VALUES' },
        },
      ],
    });
  });

  test('leaves room for what an ordinary answer holds', async () => {
    const { data, errors } = await server.post('{ many(count: 1000) { id x: id y: id } }');
    expect(errors).toBeUndefined();
    expect(data?.['many']).toHaveLength(1000);
  });

  test('stops the rest of the work at once', async () => {
    const query = `{ wait(milliseconds: 60000) ${repeated(60, 'many(count: 1000) { id x: id y: id }')} }`;
    const body = JSON.stringify({ query });
    const headers = { 'content-type': 'application/json', ...strict };
    const answer = await rawRequest(server.endpoint, { method: 'POST', headers, body });
    expect([answer.status, codeIn(answer)]).toEqual([400, 'TOO_MANY_VALUES']);
    expect(waiting).toEqual({ running: 0, aborted: 1 });
  });

  test('an item that fails at once leaves no failure of the others behind', async () => {
    const { data, errors } = await server.post('{ later(count: 4) { fail } }');
    expect([data, errors?.length]).toEqual([{ later: null }, 1]);
    await delay(50);
    expect((await server.post('{ hello }')).data).toEqual({ hello: 'Hello world' });
  });
});

describe('the deadline of a request', () => {
  const late = {
    message: 'The request was not answered within 0.3 s, which is the limit; ask for less at once.',
    extensions: { code: 'REQUEST_TIMEOUT' },
  };

  test('holds for fields that never answer', async () => {
    const server = await start({ seconds: 0.3 });
    waiting.aborted = 0;
    const { status, data, errors } = await server.post('{ hello never wait(milliseconds: 60000) }');
    await server.stop();
    expect({ status, data, errors }).toEqual({ status: 503, data: undefined, errors: [late] });
    expect(waiting).toEqual({ running: 0, aborted: 1 });
  });

  test('holds for the admission', async () => {
    const server = await start({ seconds: 0.3 }, { admit: () => new Promise(() => {}) });
    const { status, errors } = await server.post('{ hello }');
    await server.stop();
    expect([status, errors]).toEqual([503, [late]]);
  });
});

test('what runs beside a failed field that takes its parent with it is stopped by the answer', async () => {
  const server = await start({});
  waiting.aborted = 0;
  const { data } = await server.post('{ strict { wait(milliseconds: 60000) fail } hello }');
  await until(() => waiting.running === 0);
  await server.stop();
  expect(data).toEqual({ strict: null, hello: 'Hello world' });
  expect(waiting.aborted).toBe(1);
});
