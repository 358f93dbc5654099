import { expect, test } from '@jest/globals';
import { auditServer } from 'graphql-http';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { serve } from '../../src/serve.js';
import { cloneDatabase } from '../support/database.js';

test('the GraphQL-over-HTTP audit of graphql-http passes on the product’s own schema and context: 61 of 61', async () => {
  const database = await cloneDatabase();
  const serving = await serve({ ...readConfig({}), port: 0 }, database.target, pino({ level: 'silent' }));
  try {
    const results = await auditServer({ url: `${serving.url}/graphql` });
    expect(results.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`)).toEqual([]);
    expect(results).toHaveLength(61);
  } finally {
    await serving.stop();
    await database.drop();
  }
});

test('values that the database cannot hold are the client’s fault, and say so', async () => {
  const database = await cloneDatabase();
  const serving = await serve({ ...readConfig({}), port: 0 }, database.target, pino({ level: 'silent' }));
  const cursor = (...parts: readonly string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const ask = async (query: string) => {
    const response = await fetch(`${serving.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as { errors?: { extensions: { code: string } }[] };
  };
  try {
    for (const query of [
      String.raw`{ customer(id: "a\u0000b") { id } }`,
      `{ customers(after: "${cursor('customers', 'a\u0000')}") { edges { cursor } } }`,
      String.raw`{ _entities(representations: [{ __typename: "Customer", id: "a\u0000b" }]) { __typename } }`,
    ])
      expect([query, (await ask(query)).errors?.[0]?.extensions.code]).toEqual([query, 'BAD_USER_INPUT']);
  } finally {
    await serving.stop();
    await database.drop();
  }
});
