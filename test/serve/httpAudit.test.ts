import { expect, test } from '@jest/globals';
import { auditServer } from 'graphql-http';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { toCursor } from '../../src/lib/relay/page.js';
import { checkCustomerList } from '../../src/population/question.js';
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
  const { list } = checkCustomerList('customers', {});
  const ask = async (query: string) => {
    const response = await fetch(`${serving.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as { errors?: { extensions: { code: string } }[] };
  };
  try {
    for (const [query, code] of [
      [String.raw`{ customer(id: "a\u0000b") { id } }`, 'BAD_USER_INPUT'],
      [`{ customers(after: "${toCursor(list, [null, 'a\u0000'])}") { edges { cursor } } }`, 'INVALID_CURSOR'],
      [String.raw`{ customers(filter: { city: { is: "a\u0000" } }) { totalCount } }`, 'BAD_USER_INPUT'],
      [
        String.raw`{ _entities(representations: [{ __typename: "Customer", id: "a\u0000b" }]) { __typename } }`,
        'BAD_USER_INPUT',
      ],
    ] as const)
      expect([query, (await ask(query)).errors?.[0]?.extensions.code]).toEqual([query, code]);
  } finally {
    await serving.stop();
    await database.drop();
  }
});
