import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestServer, type TestServer } from '../testServer.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const hashOf = (query: string): string => createHash('sha256').update(query).digest('hex');
const query = '{ __typename }';

const ask = (sha256Hash: string, more: { readonly query?: string | undefined; readonly version?: number } = {}) =>
  server.post(query, {
    query: more.query,
    extensions: { persistedQuery: { version: more.version ?? 1, sha256Hash } },
  });

describe('a persisted query', () => {
  it('is known by its hash once it was sent with it', async () => {
    expect(await ask(hashOf(query))).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
    expect(await ask(hashOf(query), { query })).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    expect(await ask(hashOf(query))).toMatchObject({ status: 200, data: { __typename: 'Query' } });
  });

  it.each([
    ['hash', () => ask(hashOf('{ other }'), { query }), 'provided sha does not match query'],
    ['version', () => ask(hashOf(query), { query, version: 2 }), 'Unsupported persisted query version'],
  ])('is refused with a wrong %s, by the code of a bad request', async (_, asked, message) => {
    const { status, errors, data } = await asked();
    expect([status, data, errors?.map((error) => [error.message, error.extensions.code])]).toEqual([
      400,
      undefined,
      [[message, 'BAD_REQUEST']],
    ]);
    expect(server.lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});
