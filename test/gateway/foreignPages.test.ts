import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loopbackHosts } from '../../src/gateway/startServer.js';
import { codeIn, rawRequest } from './rawRequest.js';
import { startTestServer, type TestServer } from './testServer.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ allowedHosts: loopbackHosts });
});
afterAll(() => server.stop());

const get = (headers: Record<string, string>) => rawRequest(`${server.endpoint}?query={hello}`, { headers });

describe('a page of another site', () => {
  test.each<[Record<string, string>]>([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'https://evil.example', 'content-type': 'application/jsonp' }],
  ])('is refused a simple request %j', async (headers) => {
    const answer = await get(headers);
    expect([answer.status, codeIn(answer)]).toEqual([403, 'CSRF_BLOCKED']);
  });

  test('cannot post a form or text', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' };
    const answer = await rawRequest(server.endpoint, { method: 'POST', headers, body: '{"query":"{hello}"}' });
    expect([answer.status, codeIn(answer)]).toEqual([403, 'CSRF_BLOCKED']);
  });

  test.each<[Record<string, string>]>([
    [{ 'apollo-require-preflight': '1' }],
    [{ 'x-apollo-operation-name': 'A' }],
    [{ 'content-type': 'application/json; charset=utf-8' }],
  ])('may send what needs a preflight: %j', async (headers) => {
    expect((await get({ 'sec-fetch-site': 'cross-site', ...headers })).status).toBe(200);
  });

  test('gets no leave by a preflight', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const answer = await rawRequest(server.endpoint, { method: 'OPTIONS', headers });
    expect(answer.status).toBe(405);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

test('the own page, the address bar and programs pass', async () => {
  const own = new URL(server.url);
  for (const headers of [
    { origin: own.origin },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
    {},
  ]) {
    expect((await get(headers as Record<string, string>)).status).toBe(200);
  }
});

test.each([
  ['localhost', 200],
  ['LOCALHOST:4000', 200],
  ['127.0.0.1:1', 200],
  ['[::1]:4000', 200],
  ['evil.example', 403],
  ['evil.example:4000', 403],
  ['localhost.evil.example', 403],
  ['127.0.0.1@evil.example', 400],
  ['a b', 400],
])('Host %s: %i', async (host, status) => {
  const answer = await get({ host });
  expect(answer.status).toBe(status);
  if (status !== 200) expect(codeIn(answer)).toBe(status === 403 ? 'HOST_NOT_ALLOWED' : 'BAD_REQUEST');
});
