import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import { readConfig } from '../../../src/config.js';
import type { AnswerSources } from '../../../src/gateway/caching/AnswerSources.js';
import { rawRequest, type RawAnswer } from '../rawRequest.js';
import { testSchema } from '../testSchema.js';
import { limits, startTestServer, type TestServer } from '../testServer.js';

/** What answers are read from: nothing that has versions where it is undefined. */
let sources: AnswerSources | undefined;
/** What was asked of that, in order. */
let asked: [GraphQLSchema, readonly string[] | undefined][] = [];

const open = (pastDaySeconds: number, origins: string[] = []): Promise<TestServer> =>
  startTestServer({
    config: {
      host: '127.0.0.1',
      port: 0,
      limits,
      cors: { origins },
      http: { ...readConfig({}).http, pastDaySeconds },
    },
    admit: async ({ signal, budget }) => ({
      contextOn: () => ({ signal, budget }),
      findSources: async (schema, names) => {
        asked.push([schema, names]);
        return sources;
      },
    }),
  });

let server: TestServer;
beforeAll(async () => {
  server = await open(60);
});
afterAll(() => server.stop());
beforeEach(() => {
  sources = undefined;
  asked = [];
});

const get = (query: string, headers: Record<string, string> = {}, { endpoint } = server): Promise<RawAnswer> =>
  rawRequest(`${endpoint}?query=${encodeURIComponent(query)}`, { headers });

const holding = (tag: unknown) => ({ 'if-none-match': String(tag) });

describe('an answer whose sources have versions', () => {
  const days = { names: ['2026-03-01', 'infinity'], version: 'of load 1', isPast: false };

  it('has their names in its tag, and stands as long as the version', async () => {
    sources = days;
    const { headers } = await get('{ hello }');
    expect(headers).toMatchObject({
      'cache-control': 'private, no-cache',
      etag: expect.stringMatching(/^W\/"2026-03-01~infinity\.[\w-]{27}"$/),
    });
    expect(await get('{ hello }', holding(headers.etag))).toMatchObject({ status: 304, text: '' });
    sources = { ...days, version: 'of load 2' };
    expect(await get('{ hello }', holding(headers.etag))).toMatchObject({
      status: 200,
      text: '{"data":{"hello":"Hello world"}}\n',
    });
  });

  it('is not executed where it stands: its sources are asked for by the names of the tag alone', async () => {
    sources = days;
    const tag = (await get('{ hello }')).headers.etag;
    asked = [];
    const { status } = await get('{ hello }', holding(`"a", ${tag}, "b.c"`));
    expect(status).toBe(304);
    expect(asked).toEqual([[testSchema, days.names]]);
  });

  it('is executed where the request is not valid any more', async () => {
    sources = days;
    const tag = (await get('{ hello }')).headers.etag;
    const answer = await get('{ gone }', holding(tag));
    expect([answer.status, answer.headers.etag]).toEqual([200, undefined]);
    expect(answer.text).toContain('GRAPHQL_VALIDATION_FAILED');
  });

  it('of the past may be kept as long as the configuration says', async () => {
    sources = { ...days, isPast: true };
    const { headers } = await get('{ hello }');
    expect(headers['cache-control']).toBe('private, max-age=60, immutable');
    const held = await get('{ hello }', holding(headers.etag));
    expect([held.status, held.headers['cache-control']]).toEqual([304, 'private, max-age=60, immutable']);
    const strict = await open(0);
    expect((await get('{ hello }', {}, strict)).headers['cache-control']).toBe('private, no-cache');
    await strict.stop();
  });
});

describe('any other answer', () => {
  it('is known by its own hash', async () => {
    const { headers } = await get('{ hello }');
    expect(headers).toMatchObject({
      'cache-control': 'private, no-cache',
      etag: expect.stringMatching(/^W\/"[\w-]{27}"$/),
    });
    const held = await get('{ hello }', holding(headers.etag));
    expect(held).toMatchObject({ status: 304, text: '', headers: { etag: headers.etag } });
    expect(held.headers['content-type']).toBeUndefined();
    expect((await get('{ hello(name: "you") }', holding(headers.etag))).status).toBe(200);
    expect((await get('{ hello }', holding('*'))).status).toBe(200);
  });

  it('is another one in another media type', async () => {
    const accept = 'application/graphql-response+json';
    const { headers } = await get('{ hello }');
    expect((await get('{ hello }', { accept, ...holding(headers.etag) })).status).toBe(200);
  });

  it('is not kept where it is too large for that', async () => {
    const { headers } = await get('{ text(length: 1000001) }');
    expect([headers['cache-control'], headers.etag]).toEqual(['no-store', undefined]);
  });
});

describe('nothing is kept', () => {
  const versioned = { names: ['a'], version: '1', isPast: true };

  it.each([
    ['a document that is refused', '{ nothing }'],
    ['an answer with an error beside its data', '{ hello fail(how: "user") }'],
    ['an answer without data', '{ strict { fail } node { nothing } }'],
    ['an answer that is too large', '{ text(length: 32000000) }'],
    ['a request without a document', ''],
    ['a mutation', 'mutation { change }'],
  ])('of %s', async (_, query) => {
    sources = versioned;
    const { headers } = await get(query);
    expect([headers['cache-control'], headers.etag]).toEqual(['no-store', undefined]);
  });

  it('of a POST', async () => {
    sources = versioned;
    const { status, headers } = await server.post('{ hello }');
    expect([status, headers.get('cache-control'), headers.get('etag')]).toEqual([200, 'no-store', null]);
    const { status: changed, headers: after } = await server.post('mutation { change }');
    expect([changed, after.get('cache-control'), after.get('etag')]).toEqual([200, 'no-store', null]);
    expect(asked).toEqual([]);
  });

  it('of what is refused before its query is read', async () => {
    const { status, headers } = await get('{ hello }', { 'sec-fetch-site': 'cross-site' });
    expect([status, headers['cache-control']]).toEqual([403, 'no-store']);
  });
});

describe('the headers that an answer depends on', () => {
  it('are told, beside that of pages of elsewhere', async () => {
    const names = 'authorization, accept, accept-encoding';
    expect((await get('{ hello }')).headers['vary']).toBe(names);
    const open2 = await open(60, ['https://app.example.com']);
    expect((await get('{ hello }', {}, open2)).headers['vary']).toBe(`Origin, ${names}`);
    const page = await get('{ hello }', { accept: 'text/html' }, open2);
    expect(page.headers['vary']).toBe('Origin, accept, accept-encoding');
    await open2.stop();
  });
});
