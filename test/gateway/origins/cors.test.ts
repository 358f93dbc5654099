import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { allowsOrigin } from '../../../src/gateway/origins/cors.js';
import { codeIn, rawRequest } from '../rawRequest.js';
import { limits, startTestServer, type TestServer } from '../testServer.js';

const app = 'https://app.example.com';
const local = 'http://localhost:3000';

const start = (origins: readonly string[]) =>
  startTestServer({ config: { host: '127.0.0.1', port: 0, limits, cors: { origins: [...origins] } } });

const preflight = ({ endpoint }: TestServer, origin: string) =>
  rawRequest(endpoint, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });

const ask = ({ endpoint }: TestServer, origin: string) =>
  rawRequest(`${endpoint}?query={hello}`, { headers: { origin, 'sec-fetch-site': 'cross-site' } });

describe('a server with two origins', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await start([app, local]);
  });
  afterAll(() => server.stop());

  it.each([app, local])('gives %s leave', async (origin) => {
    const { status, headers } = await preflight(server, origin);
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST',
      'access-control-max-age': '600',
    });
    expect(headers['access-control-allow-headers']).toContain('authorization');
    expect(headers['access-control-allow-headers']).toContain('content-type');
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('lets its pages read answers, and refusals too', async () => {
    const answer = await ask(server, app);
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, app]);
    expect(answer.headers['access-control-expose-headers']).toBe(
      'x-request-id, retry-after, ratelimit, ratelimit-policy, x-cost-estimated, x-cost-actual, x-cost-max, link, x-facet-document, x-facet-masked',
    );
    expect(answer.headers.vary).toContain('Origin');
    const refused = await rawRequest(server.endpoint, {
      method: 'POST',
      headers: { origin: app, 'content-type': 'text/plain' },
      body: '{hello}',
    });
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([415, app]);
  });

  it.each(['https://app.example.com.evil.example', 'https://evil.example', 'http://app.example.com', 'null'])(
    'gives %s none',
    async (origin) => {
      for (const { headers } of [await preflight(server, origin), await ask(server, origin)]) {
        expect(headers['access-control-allow-origin']).toBeUndefined();
      }
      const answer = await ask(server, origin);
      expect([answer.status, codeIn(answer)]).toEqual([403, 'CSRF_BLOCKED']);
    },
  );
});

test('a server for all pages says so', async () => {
  const server = await start(['*']);
  const [leave, answer] = [await preflight(server, 'https://any.example'), await ask(server, 'https://any.example')];
  await server.stop();
  expect([leave.status, leave.headers['access-control-allow-origin']]).toEqual([204, '*']);
  expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, '*']);
});

describe('allowsOrigin', () => {
  it.each([
    [[], app, false],
    [[app], app, true],
    [[local, app], app, true],
    [['*'], 'https://anybody.example', true],
    [['*'], 'null', true],
    [[app], 'https://app.example.com:8443', false],
    [[app], 'http://app.example.com', false],
    [[app], 'https://APP.example.com', false],
    [[app], 'https://app.example.com.evil.example', false],
    [[app], 'null', false],
    [[app], '', false],
    [[app], undefined, false],
    [['*'], undefined, false],
  ])('of %j for %p is %p', (origins, origin, allowed) => expect(allowsOrigin(origins, origin)).toBe(allowed));
});
