import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { memoryLimits } from '../../src/gateway/memoryLimits.js';
import { UserError } from '../../src/lib/UserError.js';
import { codeIn, rawRequest } from './rawRequest.js';
import { waiting } from './testSchema.js';
import { limits, startTestServer, until, type TestServer } from './testServer.js';

// The reason may name hosts and users: it is for the log.
const away = 'The database cannot be reached at present; ask again in a moment.';

const start = (more: Partial<typeof limits> & { memory?: number; totalMemory?: number }, options = {}) =>
  startTestServer({ config: { host: '127.0.0.1', port: 0, limits: { ...limits, ...more } }, ...options });

const repeated = (count: number, field: string): string =>
  Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ');

const strict = { accept: 'application/graphql-response+json' };

describe('the memory of one request', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start({ memory: 3_000_000 });
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
    ['failures', '{ later(count: 700) { fail } }'],
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

  test('a null for a variable with a default is refused once, and not by each field', async () => {
    const { errors } = await server.post('query ($c: Int = 1) { many(count: $c) { id } x: many(count: $c) { id } }', {
      variables: { c: null },
    });
    expect(errors).toEqual([
      { message: 'Variable "$c" is null where "Int!" is needed.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('an item that fails at once leaves no failure of the others behind', async () => {
    const { data, errors } = await server.post('{ later(count: 4) { fail } }');
    expect([data, errors?.length]).toEqual([{ later: null }, 1]);
    await delay(50);
    expect((await server.post('{ hello }')).data).toEqual({ hello: 'Hello world' });
  });
});

test('a request that fails as a whole is one error with its status, whatever the fields', async () => {
  const server = await start({});
  try {
    for (const [code, retry] of [
      ['OVERLOADED', '1'],
      ['DATABASE_UNAVAILABLE', '1'],
      ['REQUEST_TIMEOUT', null],
    ] as const) {
      const { status, data, errors, headers } = await server.post(
        `{ hello ${repeated(50, `refuse(code: "${code}")`)} }`,
      );
      expect({ status, data, errors }).toEqual({
        status: 503,
        data: undefined,
        errors: [{ message: code === 'DATABASE_UNAVAILABLE' ? away : 'Not now.', extensions: { code } }],
      });
      expect(headers.get('retry-after')).toBe(retry);
    }
    const { status, data, errors } = await server.post('{ hello refuse(code: "TOO_MANY_VALUES") }');
    expect([status, data, errors?.[0]?.extensions.code]).toEqual([
      200,
      { hello: 'Hello world', refuse: null },
      'TOO_MANY_VALUES',
    ]);
  } finally {
    await server.stop();
  }
});

test('so does one whose context cannot be made', async () => {
  const server = await start(
    {},
    { createContext: () => Promise.reject(new UserError('Away.', 'DATABASE_UNAVAILABLE')) },
  );
  const { status, errors, headers } = await server.post('{ hello }');
  await server.stop();
  expect([status, headers.get('retry-after'), errors]).toEqual([
    503,
    '1',
    [{ message: away, extensions: { code: 'DATABASE_UNAVAILABLE' } }],
  ]);
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

  test('holds for the context', async () => {
    const server = await start({ seconds: 0.3 }, { createContext: () => new Promise(() => {}) });
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

test('an answer larger than its limit is refused', async () => {
  const server = await start({ answer: 2000 });
  const largest = '{"data":{"text":""}}\n'.length;
  const whole = await server.post(`{ text(length: ${2000 - largest}) }`);
  const refused = await server.post(`{ text(length: ${2001 - largest}) }`);
  const exact = await server.post(`{ text(length: ${2001 - largest}) }`, {}, strict);
  await server.stop();
  expect([whole.status, whole.errors]).toEqual([200, undefined]);
  expect({ status: refused.status, data: refused.data, errors: refused.errors }).toEqual({
    status: 200,
    data: undefined,
    errors: [
      {
        message:
          'The answer is larger than the limit of 2000 bytes; ask for smaller pages, fewer fields or fewer aliases.',
        extensions: { code: 'ANSWER_TOO_LARGE', limit: 2000 },
      },
    ],
  });
  expect(exact.status).toBe(400);
});

describe('clients that do not read', () => {
  const sockets: Socket[] = [];
  afterEach(() => sockets.splice(0).forEach((socket) => socket.destroy()));

  test('hold their share of the memory until they are cut off', async () => {
    // 20 MB are more than the system keeps for a reader; they count as 40 MB.
    const server = await start({ memory: 60_000_000, totalMemory: 70_000_000, seconds: 1 });
    const large = '{ text(length: 20000000) }';
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1').pause();
    sockets.push(socket.on('error', () => {}));
    socket.write(`GET /graphql?query=${encodeURIComponent(large)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    const lines = () => server.lines.filter(({ msg }) => msg === 'request');
    await delay(300);
    const meanwhile = await server.post(large);
    const small = await server.post('{ hello }');
    expect([meanwhile.status, meanwhile.headers.get('retry-after'), meanwhile.errors?.[0]?.extensions.code]).toEqual([
      503,
      '1',
      'OVERLOADED',
    ]);
    expect(small.data).toEqual({ hello: 'Hello world' });
    await until(() => lines().some(({ status }) => status === 499));
    const { data } = await server.post(large);
    await server.stop();
    expect(String(data?.['text'])).toHaveLength(20_000_000);
  });
});

test.each([
  // A heap of 300 MB: 60 % of what 150 MB leave, half of it for one.
  [{}, 300_000_000, { all: 90_000_000, one: 45_000_000 }],
  [{}, 4_150_000_000, { all: 2_400_000_000, one: 192_000_000 }],
  [{ memory: 5_000_000 }, 300_000_000, { all: 90_000_000, one: 5_000_000 }],
  [{ totalMemory: 30_000_000 }, 300_000_000, { all: 30_000_000, one: 15_000_000 }],
  [{}, 90_000_000, { all: 1_000_000, one: 1_000_000 }],
])('memory of %j with a heap of %i bytes', (configured, heap, expected) =>
  expect(memoryLimits(configured, heap)).toEqual(expected),
);
