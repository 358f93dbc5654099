import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { UserError } from '../../../src/lib/errors/UserError.js';
import { rawRequest } from '../rawRequest.js';
import { startTestServer, type TestServer } from '../testServer.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

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
  const other = await startTestServer({ fault: () => reason });
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
