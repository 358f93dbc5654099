import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/config.js';
import { limits, startTestServer, until, type TestServer } from '../testServer.js';

const open = (http: Partial<ReturnType<typeof readConfig>['http']>): Promise<TestServer> =>
  startTestServer({
    config: { host: '127.0.0.1', port: 0, limits, http: { ...readConfig({}).http, ...http } },
  });

let server: TestServer;
beforeAll(async () => {
  server = await open({ compressFrom: 2000 });
});
afterAll(() => server.stop());

interface Bytes {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** Asks with exactly these headers, and leaves the body as it comes. */
const ask = (
  query: string,
  headers: Record<string, string>,
  { endpoint }: TestServer = server,
  body?: string,
): Promise<Bytes> =>
  new Promise((resolve, reject) => {
    const url = body === undefined ? `${endpoint}?query=${encodeURIComponent(query)}` : endpoint;
    const sent = request(url, { method: body === undefined ? 'GET' : 'POST', headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on('error', reject).end(body);
  });

const ids = (count: number) => Array.from({ length: count }, (_, n) => ({ id: String(n) }));
const answerOf = (count: number): string => `${JSON.stringify({ data: { many: ids(count) } })}\n`;
const large = '{ many(count: 200) { id } }';
const text = answerOf(200);
const small = '{ text(length: 1900) }';
const vary = 'authorization, accept, accept-encoding';

const readers = { br: brotliDecompressSync, gzip: gunzipSync };

describe('a large answer', () => {
  it.each<[string, keyof typeof readers]>([
    ['gzip', 'gzip'],
    ['br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1, br;q=0.5', 'gzip'],
    ['*', 'gzip'],
  ])('is compressed for a client that takes %s, by %s', async (accepted, encoding) => {
    const { status, headers, body } = await ask(large, { 'accept-encoding': accepted });
    expect([status, headers['content-encoding'], headers['content-length']]).toEqual([
      200,
      encoding,
      String(body.length),
    ]);
    expect(headers).toMatchObject({ vary, 'content-type': 'application/json; charset=utf-8' });
    expect(body.length).toBeLessThan(text.length / 2);
    expect(readers[encoding](body).toString()).toBe(text);
  });

  it.each<keyof typeof readers>(['gzip', 'br'])(
    'is compressed in pieces where it is larger still: %s',
    async (encoding) => {
      const { headers, body } = await ask('{ many(count: 20000) { id } }', { 'accept-encoding': encoding });
      expect([headers['content-encoding'], headers['transfer-encoding']]).toEqual([encoding, 'chunked']);
      expect(readers[encoding](body).toString()).toBe(answerOf(20_000));
    },
  );

  it('is compressed as the answer to a POST too', async () => {
    const headers = { 'content-type': 'application/json', 'accept-encoding': 'gzip' };
    const answer = await ask('', headers, server, JSON.stringify({ query: large }));
    expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(gunzipSync(answer.body).toString()).toBe(text);
  });

  it.each([undefined, 'identity', 'deflate', 'zstd', 'gzip;q=0'])(
    'is sent as it is to one that takes %s',
    async (accepted) => {
      const { headers, body } = await ask(large, accepted === undefined ? {} : { 'accept-encoding': accepted });
      expect([headers['content-encoding'], headers['content-length']]).toEqual([undefined, String(text.length)]);
      expect([body.toString(), headers['vary']]).toEqual([text, vary]);
    },
  );

  it('has the same tag however it is sent, and none of it is sent again', async () => {
    const plain = await ask(large, {});
    const packed = await ask(large, { 'accept-encoding': 'gzip' });
    expect(packed.headers['etag']).toBe(plain.headers['etag']);
    const again = await ask(large, { 'accept-encoding': 'gzip', 'if-none-match': String(packed.headers['etag']) });
    expect([again.status, again.body.length, again.headers['content-encoding']]).toEqual([304, 0, undefined]);
  });

  it('is sent as it is where the configuration says so', async () => {
    const other = await open({ compressFrom: 2000, compress: false });
    const { headers } = await ask(large, { 'accept-encoding': 'gzip' }, other);
    await other.stop();
    expect([headers['content-encoding'], headers['content-length']]).toEqual([undefined, String(text.length)]);
  });

  it('is an answer like any other to a client that leaves meanwhile', async () => {
    server.lines.length = 0;
    const url = `${server.endpoint}?query=${encodeURIComponent('{ text(length: 30000000) }')}`;
    const sent = request(url, { headers: { 'accept-encoding': 'gzip' } }, () => sent.destroy());
    sent.on('error', () => {}).end();
    const lines = () => server.lines.filter(({ msg }) => msg === 'request');
    await until(() => lines().length > 0);
    expect(lines()).toMatchObject([{ status: expect.any(Number), path: '/graphql' }]);
    expect(server.lines.filter(({ level }) => Number(level) >= 40)).toEqual([]);
    expect((await ask(large, { 'accept-encoding': 'gzip' })).status).toBe(200);
  });
});

it('a small answer is sent as it is, and so is a refusal', async () => {
  const { headers, body } = await ask(small, { 'accept-encoding': 'gzip, br' });
  expect([headers['content-encoding'], headers['content-length']]).toEqual([undefined, String(body.length)]);
  expect(headers['vary']).toBe(vary);
  const refused = await ask(large, { 'accept-encoding': 'gzip', 'sec-fetch-site': 'cross-site' });
  expect([refused.status, refused.headers['content-encoding']]).toEqual([403, undefined]);
});

it('a compressed request is refused: what it unpacks to would not be counted', async () => {
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  const { status, body } = await ask('', headers, server, JSON.stringify({ query: large }));
  expect([status, body.toString()]).toEqual([415, expect.stringContaining('UNSUPPORTED_CONTENT_ENCODING')]);
});
