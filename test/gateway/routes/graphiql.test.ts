import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sendGraphiql } from '../../../src/gateway/routes/graphiql.js';
import { httpKeys } from '../../../src/config/httpKeys.js';
import { codeIn, rawRequest } from '../rawRequest.js';
import { limits, startTestServer, type TestServer } from '../testServer.js';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test.each([
  [browser, true],
  ['text/html', true],
  ['application/json;q=0.5, text/html;q=0.6', true],
  ['application/json, text/html', false],
  ['application/graphql-response+json, text/html;q=0.9', false],
  ['text/html;q=0', false],
  ['*/*', false],
  ['application/json', false],
])('Accept %s: page %s', async (accept, isPage) => {
  const answer = await rawRequest(`${server.endpoint}?query={hello}`, { headers: { accept } });
  expect(answer.headers['content-type']?.startsWith('text/html')).toBe(isPage);
  if (isPage) expect(answer.text).not.toContain('Hello world');
});

test('a link on another site may lead to the page, which allows itself no host but its own', async () => {
  const headers = { accept: browser, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  const answer = await rawRequest(server.endpoint, { headers });
  expect(answer.status).toBe(200);
  const policy = String(answer.headers['content-security-policy']);
  expect(policy).toMatch(/^default-src 'none'; /);
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
});

test('there is no page where the config says so, whatever a browser would like to have', async () => {
  const http = httpKeys.parse({ graphiql: false });
  const without = await startTestServer({ config: { host: '127.0.0.1', port: 0, limits, http } });
  try {
    for (const accept of [browser, 'text/html', 'text/html, */*']) {
      const { headers, text } = await rawRequest(`${without.endpoint}?query={hello}`, { headers: { accept } });
      expect(headers['content-type']).toMatch(/^application\/(graphql-response\+)?json; charset=utf-8$/);
      expect(text).not.toMatch(/graphiql|<html/i);
    }
    const led = { accept: browser, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect(codeIn(await rawRequest(`${without.endpoint}?query={hello}`, { headers: led }))).toBe('CSRF_BLOCKED');
  } finally {
    await without.stop();
  }
});

test('a page is sent whole, and not again while it is the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'facet-test-page-'));
  const page = join(folder, 'graphiql.html');
  const app = fastify();
  app.get('/', (request, reply) => sendGraphiql(request, reply, page));
  try {
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const missing = await rawRequest(url);
    expect([missing.status, missing.text.includes('npm run build')]).toEqual([200, true]);
    await writeFile(page, '<!doctype html>é'.repeat(5000));
    const whole = await rawRequest(url);
    expect([whole.status, whole.text]).toEqual([200, '<!doctype html>é'.repeat(5000)]);
    const again = await rawRequest(url, { headers: { 'if-none-match': String(whole.headers['etag']) } });
    expect([again.status, again.text]).toEqual([304, '']);
    await writeFile(`${page}.gz`, gzipSync('<!doctype html>small'));
    const zipped = await fetch(url, { headers: { 'accept-encoding': 'br, gzip;q=0.8' } });
    expect([zipped.headers.get('content-encoding'), await zipped.text()]).toEqual(['gzip', '<!doctype html>small']);
    expect(zipped.headers.get('vary')).toBe('accept, accept-encoding');
    expect(zipped.headers.get('etag')).not.toBe(whole.headers['etag']);
    const refused = await rawRequest(url, { headers: { 'accept-encoding': 'br, gzip;q=0' } });
    expect([refused.headers['content-encoding'], refused.text]).toEqual([undefined, whole.text]);
  } finally {
    await app.close();
    await rm(folder, { recursive: true });
  }
});
