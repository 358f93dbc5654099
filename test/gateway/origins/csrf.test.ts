import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { refuseForeignPages } from '../../../src/gateway/origins/csrf.js';
import { loopbackHosts } from '../../../src/gateway/startServer.js';
import { httpRefused } from '../httpRefused.js';
import { codeIn, rawRequest } from '../rawRequest.js';
import { startTestServer, type TestServer } from '../testServer.js';

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

describe('refuseForeignPages', () => {
  const host = 'facet.example:4000';
  const check =
    (headers: IncomingHttpHeaders, origins: readonly string[] = []) =>
    () =>
      refuseForeignPages({ host, ...headers }, origins);
  const refused = httpRefused(
    403,
    'CSRF_BLOCKED',
    'This request comes from another web site. Send it with the header "apollo-require-preflight: true" if that is meant.',
  );

  it.each<[IncomingHttpHeaders]>([
    [{}],
    [{ 'sec-fetch-site': 'none' }],
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ origin: 'http://facet.example:4000' }],
    [{ origin: 'https://FACET.example:4000' }],
    [{ origin: 'http://facet.example', host: 'FACET.EXAMPLE' }],
    // The port of its scheme is no part of an origin.
    [{ origin: 'https://facet.example:443', host: 'facet.example' }],
  ])('lets %j pass', (headers) => expect(check(headers)).not.toThrow());

  const foreign: [IncomingHttpHeaders][] = [
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'cross-site', origin: 'http://facet.example:4000' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'http://facet.example' }],
    [{ origin: 'http://facet.example:4001' }],
    [{ origin: 'http://facet.example.evil.example:4000' }],
    [{ origin: 'null' }],
    [{ origin: '' }],
    [{ origin: 'facet.example:4000' }],
    [{ origin: 'http://facet.example:4000', host: undefined }],
  ];

  it.each(foreign)('refuses %j', (headers) => expect(check(headers)).toThrow(refused));

  it.each(foreign)('lets %j pass with what a browser asks leave for', (headers) => {
    expect(check({ ...headers, 'apollo-require-preflight': '' })).not.toThrow();
    expect(check({ ...headers, 'x-apollo-operation-name': 'A' })).not.toThrow();
    for (const type of ['application/json', 'APPLICATION/JSON; charset=utf-8', 'application/json ;x'])
      expect(check({ ...headers, 'content-type': type })).not.toThrow();
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
    'text/plain; application/json',
    ' application/json',
    '',
  ])('takes %j for what a form can send', (type) => {
    expect(check({ 'sec-fetch-site': 'cross-site', 'content-type': type })).toThrow(refused);
  });

  it('lets pages of an origin pass that may ask, and no others', () => {
    const origin = 'https://app.example.com';
    const site = { origin, 'sec-fetch-site': 'cross-site' };
    expect(check(site, [origin])).not.toThrow();
    expect(check(site, ['*'])).not.toThrow();
    expect(check(site, ['https://other.example.com'])).toThrow(refused);
    // Without an origin nobody can tell.
    expect(check({ 'sec-fetch-site': 'cross-site' }, ['*'])).toThrow(refused);
  });
});
