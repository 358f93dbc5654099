import { expect, test } from '@jest/globals';
import { auditServer } from 'graphql-http';
import { startTestServer } from '../testServer.js';

test('the GraphQL-over-HTTP audit of graphql-http: 61 of 61', async () => {
  const server = await startTestServer();
  try {
    const results = await auditServer({ url: server.endpoint });
    expect(results.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`)).toEqual([]);
    expect(results).toHaveLength(61);
  } finally {
    await server.stop();
  }
});
