import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket, type ClientOptions } from 'ws';
import { UserError } from '../../../src/lib/errors/UserError.js';
import { until, type TestServer } from '../testServer.js';
import { openEventStream, type EventStream } from './eventStream.js';
import { lateness, listening, numbers, revoked, startStreamServer } from './streamServer.js';

let server: TestServer;
const servers: TestServer[] = [];
const start = async (...options: Parameters<typeof startStreamServer>): Promise<TestServer> => {
  const started = await startStreamServer(...options);
  servers.push(started);
  return started;
};

beforeAll(async () => {
  server = await start();
});
afterAll(() => Promise.all(servers.map((one) => one.stop())));

const opened: { end(): void }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) one.end();
  await listening(0);
});

const path = (one: TestServer = server) => `${one.url}/graphql/stream`;

interface SseOptions {
  readonly to?: TestServer;
  readonly key?: string;
  readonly paused?: boolean;
}

async function bySse(
  query: string,
  { to = server, key = 'anybody', paused = false }: SseOptions = {},
): Promise<EventStream> {
  const stream = await openEventStream(path(to), { query }, { headers: { authorization: `Bearer ${key}` }, paused });
  opened.push({ end: () => stream.request.destroy() });
  return stream;
}

/** A WebSocket with every message that came, and how it was closed. */
interface Socket {
  readonly socket: WebSocket;
  readonly messages: { readonly type: string; readonly id?: string; readonly payload?: unknown }[];
  send(message: object | string): void;
  readonly closed: { code?: number };
}

function openSocket(
  url: string,
  protocols: string[] = ['graphql-transport-ws'],
  options: ClientOptions = {},
): Promise<Socket> {
  const socket = new WebSocket(url.replace('http', 'ws'), protocols, options);
  opened.push({ end: () => socket.terminate() });
  const one: Socket = {
    socket,
    messages: [],
    closed: {},
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
  };
  socket.on('message', (data: Buffer) => one.messages.push(JSON.parse(data.toString('utf8')) as Socket['messages'][0]));
  socket.on('close', (code) => (one.closed.code = code));
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(one));
    socket.once('unexpected-response', (_, response) => reject(new Error(`Status ${response.statusCode}`)));
    socket.once('error', reject);
  });
}

async function connected(to: TestServer = server, key = 'anybody'): Promise<Socket> {
  const one = await openSocket(path(to));
  one.send({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } });
  await until(() => one.messages.length === 1);
  expect(one.messages).toEqual([{ type: 'connection_ack' }]);
  one.messages.length = 0;
  return one;
}

const number = 'subscription Numbers { number { value } }';

describe('server-sent events', () => {
  it('tell each result, and end when the client leaves', async () => {
    const stream = await bySse(number);
    expect([stream.status, stream.headers['content-type'], stream.headers['cache-control']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store',
    ]);
    expect(stream.headers['x-request-id']).toMatch(/./);
    await listening(1);
    numbers.publish(1);
    numbers.publish(2);
    await until(() => stream.results().length === 2);
    expect(stream.results()).toEqual([{ data: { number: { value: 1 } } }, { data: { number: { value: 2 } } }]);
    stream.request.destroy();
    await listening(0);
  });

  it('come for a GET too, with variables', async () => {
    const search = new URLSearchParams({
      query: 'subscription ($a: Int!) { number(above: $a) { value } }',
      variables: '{"a":1}',
    });
    const stream = await openEventStream(`${path()}?${String(search)}`, undefined, { method: 'GET' });
    opened.push({ end: () => stream.request.destroy() });
    await listening(1);
    numbers.publish(7);
    await until(() => stream.results().length === 1);
  });

  it('are not ended by the deadline of requests', async () => {
    const hasty = await start({ seconds: 0.2 });
    const stream = await bySse(number, { to: hasty });
    await listening(1);
    await new Promise((resolve) => setTimeout(resolve, 500));
    numbers.publish(1);
    await until(() => stream.results().length === 1);
    expect(stream.state).toEqual({ completed: false, closed: false });
  });

  it.each([
    ['an accept of JSON', { accept: 'application/json' }, { query: number }, 406, 'BAD_REQUEST'],
    ['no JSON', {}, '{', 400, 'BAD_REQUEST'],
    ['a list', {}, [], 400, 'BAD_REQUEST'],
    ['no query', {}, {}, 400, 'BAD_REQUEST'],
    ['variables that are a list', {}, { query: number, variables: [] }, 400, 'BAD_REQUEST'],
    ['a name that is a number', {}, { query: number, operationName: 5 }, 400, 'BAD_REQUEST'],
    ['a large body', {}, { query: number, more: 'x'.repeat(1_000_001) }, 413, 'BODY_TOO_LARGE'],
    ['no key', { authorization: 'Bearer nobody' }, { query: number }, 401, 'UNAUTHENTICATED'],
    ['a page of elsewhere', { origin: 'https://evil.example', 'content-type': 'text/plain' }, 'x', 403, 'CSRF_BLOCKED'],
  ])('are refused for %s', async (_, headers, body, status, code) => {
    const response = await fetch(path(), {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect([response.status, errors[0]?.extensions.code]).toEqual([status, code]);
  });

  it('are for pages of the origins that may ask, who can read them', async () => {
    const open = await start({ origins: ['https://app.example'] });
    const stream = await openEventStream(path(open), { query: number }, { headers: { origin: 'https://app.example' } });
    opened.push({ end: () => stream.request.destroy() });
    expect([stream.status, stream.headers['access-control-allow-origin']]).toEqual([200, 'https://app.example']);
  });
});

const refusals = [
  ['subscription {', 'GRAPHQL_PARSE_FAILED', 'Syntax Error'],
  ['subscription { nmuber { value } }', 'GRAPHQL_VALIDATION_FAILED', 'nmuber'],
  ['{ hello }', 'OPERATION_NOT_SUPPORTED', 'Only subscriptions are answered here; send a query to /graphql.'],
  ['mutation { change }', 'OPERATION_NOT_SUPPORTED', 'send a mutation to /graphql'],
  [`${number} subscription Others { number { value } }`, 'BAD_REQUEST', 'name one of them'],
  ['subscription { number { value } refused { value } }', 'GRAPHQL_VALIDATION_FAILED', 'must select only one'],
  ['subscription ($a: Int!) { number(above: $a) { value } }', 'BAD_USER_INPUT', '$a'],
  [`subscription { number { ${'itself { '.repeat(20)} value ${'}'.repeat(20)} } }`, 'MAX_DEPTH_LIMIT', 'deep'],
  [`subscription { number { ${'value '.repeat(2100)} } }`, 'TOKEN_LIMIT_EXCEEDED', '2000 tokens'],
  ['subscription { refused { value } }', 'UNKNOWN_SEGMENT', 'There is no number "x".'],
  ['subscription { broken { value } }', 'INTERNAL_SERVER_ERROR', 'Internal error'],
] as const;

describe('documents that are refused', () => {
  it.each(refusals)('over server-sent events: %s', async (query, code, message) => {
    const stream = await bySse(query);
    await until(() => stream.state.completed);
    const fault = { message: expect.stringContaining(message), extensions: expect.objectContaining({ code }) };
    expect(stream.results()).toMatchObject([{ errors: [fault] }]);
    expect(stream.text()).not.toContain('hunter2');
  });

  it.each(refusals)('over a WebSocket: %s', async (query, code, message) => {
    const one = await connected();
    one.send({ type: 'subscribe', id: '1', payload: { query } });
    await until(() => one.messages.some(({ type }) => type === 'complete'));
    const fault = { message: expect.stringContaining(message), extensions: expect.objectContaining({ code }) };
    expect(one.messages).toMatchObject([
      { id: '1', type: 'next', payload: { errors: [fault] } },
      { type: 'complete', id: '1' },
    ]);
    expect(JSON.stringify(one.messages)).not.toContain('hunter2');
    expect(one.closed).toEqual({});
  });

  it('hide what failed in a result, and go on', async () => {
    const stream = await bySse('subscription { number { value a: fail(how: "user") b: fail(how: "secret") } }');
    await listening(1);
    numbers.publish(1);
    numbers.publish(2);
    await until(() => stream.results().length === 2);
    const [first] = stream.results() as {
      data: unknown;
      errors: { message: string; path: unknown; extensions: unknown }[];
    }[];
    expect(first?.data).toEqual({ number: { value: 1, a: null, b: null } });
    expect(first?.errors).toMatchObject([
      { message: 'Not this one.', path: ['number', 'a'], extensions: { code: 'TOO_MANY_DAYS' } },
      { path: ['number', 'b'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
    expect(stream.text()).not.toContain('hunter2');
  });

  it('are sent to the stream by /graphql', async () => {
    expect((await server.post(number)).errors).toMatchObject([
      { message: 'Subscriptions are answered at /graphql/stream.', extensions: { code: 'OPERATION_NOT_SUPPORTED' } },
    ]);
  });
});

describe('a WebSocket', () => {
  it('tells the results of several subscriptions, each until it is ended', async () => {
    const one = await connected();
    for (const id of ['a', 'b']) one.send({ type: 'subscribe', id, payload: { query: number } });
    await listening(2);
    one.send({ type: 'complete', id: 'a' });
    await listening(1);
    numbers.publish(5);
    await until(() => one.messages.length === 1);
    expect(one.messages).toEqual([{ id: 'b', type: 'next', payload: { data: { number: { value: 5 } } } }]);
    one.socket.close();
    await listening(0);
  });

  it('takes the key of its request, where its first message shows none', async () => {
    const refused = await openSocket(path(), undefined, { headers: { authorization: 'Bearer nobody' } });
    refused.send({ type: 'connection_init' });
    await until(() => refused.closed.code !== undefined);
    expect(refused.closed.code).toBe(4403);
  });

  it.each([
    ['no JSON', 4400, ['{']],
    ['no message of the protocol', 4400, ['{"type":"other"}']],
    ['a subscription before the key', 4401, [{ type: 'subscribe', id: '1', payload: { query: number } }]],
    ['two first messages', 4429, [{ type: 'connection_init' }, { type: 'connection_init' }]],
    ['a message larger than a body may be', 1009, ['x'.repeat(1_000_001)]],
    ['a key that is none', 4403, [{ type: 'connection_init', payload: { Authorization: 'Bearer nobody' } }]],
  ])('is closed for %s', async (_, code, messages) => {
    const one = await openSocket(path());
    for (const message of messages) one.send(message);
    await until(() => one.closed.code !== undefined);
    expect(one.closed.code).toBe(code);
  });

  it('is closed for a while where nobody can tell whose key it is', async () => {
    const away = await start({}, { admit: () => Promise.reject(new UserError('Away.', 'DATABASE_UNAVAILABLE')) });
    const one = await openSocket(path(away));
    one.send({ type: 'connection_init' });
    await until(() => one.closed.code !== undefined);
    expect(one.closed.code).toBe(1013);
  });

  it('is closed for another protocol, and for an id that is in use', async () => {
    const other = await openSocket(path(), []);
    await until(() => other.closed.code !== undefined);
    expect(other.closed.code).toBe(4406);
    const one = await connected();
    for (let n = 0; n < 2; n += 1) one.send({ type: 'subscribe', id: 'a', payload: { query: number } });
    await until(() => one.closed.code !== undefined);
    expect(one.closed.code).toBe(4409);
  });

  it.each([
    ['another path', '/graphql', {}, 404],
    ['a page of elsewhere', '/graphql/stream', { origin: 'https://evil.example' }, 403],
    ['a page of elsewhere, as browsers say it', '/graphql/stream', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a name that is not of this server', '/graphql/stream', { host: 'evil.example' }, 403],
  ])('is refused for %s', async (_, at, headers, status) => {
    const own = await start({}, { allowedHosts: ['127.0.0.1'] });
    await expect(openSocket(`${own.url}${at}`, undefined, { headers })).rejects.toThrow(`Status ${status}`);
  });

  it.each([
    ['is refused', '/graphql'],
    ['shows no key in time', '/graphql/stream'],
  ])(
    'is closed where it %s, also for a client that never closes',
    async (_, at) => {
      const { hostname, port } = new URL(server.url);
      const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
      opened.push({ end: () => socket.destroy() });
      const state = { wasReset: false };
      socket.on('error', () => (state.wasReset = true)).resume();
      socket.write(
        `GET ${at} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n` +
          `sec-websocket-protocol: graphql-transport-ws\r\nsec-websocket-key: ${'A'.repeat(22)}==\r\n\r\n`,
      );
      await new Promise((resolve) => socket.once('end', resolve));
      // The other side has gone where it takes nothing more.
      await until(() => {
        if (!state.wasReset) socket.write('x');
        return state.wasReset;
      });
    },
    10_000,
  );

  it('is for pages of the origins that may ask', async () => {
    const open = await start({ origins: ['https://app.example'] });
    const one = await openSocket(path(open), undefined, { headers: { origin: 'https://app.example' } });
    expect(one.socket.readyState).toBe(WebSocket.OPEN);
  });
});

describe('limits', () => {
  it('are of all subscriptions, and free again for others', async () => {
    const small = await start({ most: 2 });
    const first = await bySse(number, { to: small, key: 'a' });
    const socket = await connected(small, 'b');
    socket.send({ type: 'subscribe', id: '1', payload: { query: number } });
    await listening(2);
    const third = await bySse(number, { to: small, key: 'c' });
    expect(third.status).toBe(429);
    socket.send({ type: 'subscribe', id: '2', payload: { query: number } });
    await until(() => socket.messages.length === 1);
    expect(socket.messages).toMatchObject([
      { id: '2', type: 'error', payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }] },
    ]);
    first.request.destroy();
    await listening(1);
    expect((await bySse(number, { to: small, key: 'c' })).status).toBe(200);
  });

  it('are of one key, whatever others have', async () => {
    const small = await start({ mostPerKey: 1 });
    const asked = ['a', 'b', 'a'].map((key) => bySse(number, { to: small, key }));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 200, 429]);
  });

  it('are of the connections of one key, so that it takes none from others', async () => {
    const small = await start({ most: 4, mostPerKey: 2 });
    const first = await connected(small, 'a');
    await connected(small, 'a');
    const third = await openSocket(path(small));
    third.send({ type: 'connection_init', payload: { authorization: 'Bearer a' } });
    await until(() => third.closed.code !== undefined);
    expect([third.closed.code, third.messages]).toEqual([1013, []]);
    await connected(small, 'b');
    first.socket.close();
    await until(() => first.closed.code !== undefined);
    await connected(small, 'a');
  });

  it('are not passed by many who ask at once', async () => {
    const small = await start({ most: 5, mostPerKey: 3 });
    const asked = Array.from({ length: 40 }, (_, n) => bySse(number, { to: small, key: `key ${n % 2}` }));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBe(5);
    await listening(5);
  });

  it('answer none where none is wanted', async () => {
    const none = await start({ most: 0 });
    expect((await bySse(number, { to: none })).status).toBe(429);
    await expect(openSocket(path(none))).rejects.toThrow('Status 429');
  });
});

describe('who does not read', () => {
  const large = 'subscription { number { text(length: 200000) } }';

  it('is cut off over server-sent events', async () => {
    const stream = await bySse(large, { paused: true });
    await listening(1);
    for (let n = 0; n < 300 && numbers.size > 0; n += 1) {
      numbers.publish(n);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await listening(0);
    stream.response.resume();
    await until(() => stream.state.closed);
  });

  it('is cut off over a WebSocket', async () => {
    const one = await connected();
    one.send({ type: 'subscribe', id: '1', payload: { query: large } });
    await listening(1);
    one.socket.pause();
    for (let n = 0; n < 300 && numbers.size > 0; n += 1) {
      numbers.publish(n);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await listening(0);
    one.socket.resume();
    await until(() => one.closed.code !== undefined);
  });

  it('is cut off where it asks on and on over a WebSocket', async () => {
    const one = await connected();
    one.socket.pause();
    // Each is answered with what it sent.
    const ping = JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(100_000) } });
    for (let n = 0; n < 300 && one.socket.readyState === WebSocket.OPEN; n += 1) {
      one.send(ping);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    one.socket.resume();
    await until(() => one.closed.code !== undefined);
    expect(one.closed.code).toBe(1006);
  });

  it('is cut off where it takes nothing for as long as an answer may take', async () => {
    const hasty = await start({ seconds: 0.3 });
    const stream = await bySse(large, { to: hasty, paused: true });
    await listening(1);
    for (let n = 0; n < 60; n += 1) numbers.publish(n);
    await listening(0);
    stream.response.resume();
    await until(() => stream.state.closed);
  });

  it('costs those who read nothing', async () => {
    await bySse(large, { paused: true });
    const reader = await bySse(number);
    await listening(2);
    for (let n = 0; n < 50; n += 1) numbers.publish(n);
    await until(() => reader.results().length === 50);
  });
});

describe('a client that leaves before it is known', () => {
  it('is told nothing, and nothing is left of it', async () => {
    let admitted = 0;
    const slow = await start(
      { most: 2 },
      {
        admit: async () => {
          await new Promise((resolve) => setTimeout(resolve, 200));
          admitted += 1;
          return { client: 'slow', contextOn: () => ({}) };
        },
      },
    );
    const socket = await openSocket(path(slow));
    socket.send({ type: 'connection_init' });
    await until(() => socket.messages.length === 1);
    const gone = new AbortController();
    const asked = fetch(path(slow), {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ query: number }),
      signal: gone.signal,
    }).catch(() => undefined);
    socket.send({ type: 'subscribe', id: '1', payload: { query: number } });
    await new Promise((resolve) => setTimeout(resolve, 30));
    gone.abort();
    socket.socket.terminate();
    await asked;
    await until(() => admitted === 3);
    await listening(0);
    // Both places are free again.
    for (const status of [200, 200, 429]) expect((await bySse(number, { to: slow })).status).toBe(status);
  });
});

describe('keys that are revoked', () => {
  it('end their subscriptions when they are looked at again, and no others', async () => {
    const own = await start();
    const [gone, stays] = [
      await bySse(number, { to: own, key: 'gone' }),
      await bySse(number, { to: own, key: 'stays' }),
    ];
    const socket = await connected(own, 'gone');
    socket.send({ type: 'subscribe', id: '1', payload: { query: number } });
    await listening(3);
    revoked.add('gone');
    await own.recheck();
    await until(() => gone.state.completed && socket.messages.length === 2);
    expect(gone.results()).toMatchObject([{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
    expect(socket.messages.map(({ type }) => type)).toEqual(['next', 'complete']);
    expect(stays.state).toEqual({ completed: false, closed: false });
    revoked.delete('gone');
  });
});

describe('a key that is revoked while its subscription begins', () => {
  it('leaves nothing that listens, and is told', async () => {
    const own = await start();
    let go = (): void => {};
    lateness.until = new Promise((resolve) => (go = resolve));
    const begun = lateness.begun;
    const late = bySse('subscription { late { value } }', { to: own, key: 'going' });
    await until(() => lateness.begun > begun);
    revoked.add('going');
    await own.recheck();
    go();
    const stream = await late;
    await until(() => stream.state.completed);
    expect(stream.results()).toMatchObject([{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
    await listening(0);
    revoked.delete('going');
  });
});

describe('a server that stops', () => {
  it('ends all of them at once, and takes no more', async () => {
    const own = await startStreamServer();
    const stream = await bySse(number, { to: own });
    const socket = await connected(own);
    const idle = await connected(own);
    socket.send({ type: 'subscribe', id: '1', payload: { query: number } });
    await listening(2);
    const begin = performance.now();
    await own.stop();
    expect(performance.now() - begin).toBeLessThan(4000);
    await until(() => stream.state.closed && socket.closed.code !== undefined && idle.closed.code !== undefined);
    expect(stream.state.completed).toBe(true);
    expect([socket.closed.code, idle.closed.code]).toEqual([1001, 1001]);
    expect(numbers.size).toBe(0);
  });

  it('lets them go on while it drains', async () => {
    const own = await startStreamServer();
    const stream = await bySse(number, { to: own });
    await listening(1);
    const stopped = own.stop(600);
    await new Promise((resolve) => setTimeout(resolve, 200));
    numbers.publish(1);
    await until(() => stream.results().length === 1);
    expect(stream.state.completed).toBe(false);
    await stopped;
    expect(stream.state.completed).toBe(true);
  });
});
