import { hash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DocumentPolicy } from '../../../src/words/rights.js';
import { readAnswer, type TestServer } from '../testServer.js';
import { startCostServer } from './costServer.js';

const nested = '{ things(first: 1) { things(first: 1) { things(first: 1) { id } } } }';
const queries: readonly (readonly [limit: string, query: string, code: string])[] = [
  ['depth', nested, 'MAX_DEPTH_LIMIT'],
  ['aliases', '{ a: things(first: 1) { b: id } }', 'MAX_ALIASES_LIMIT'],
  ['rootFields', '{ things(first: 1) { id } byIds(ids: ["a"]) { id } }', 'MAX_ROOT_FIELDS_LIMIT'],
  ['directives', '{ things(first: 1) { id @include(if: true) ... @skip(if: false) { id } } }', 'MAX_DIRECTIVES_LIMIT'],
  ['tokens', `{ things(first: 1) { ${'id '.repeat(40)} } }`, 'TOKEN_LIMIT_EXCEEDED'],
  ['listSize', '{ things(first: 4) { id } }', 'MAX_LIST_SIZE_LIMIT'],
  ['cost', '{ things(first: 3) { things(first: 3) { id } } }', 'COST_ESTIMATED_TOO_EXPENSIVE'],
];
const small = { depth: 3, aliases: 1, rootFields: 1, directives: 1, tokens: 40, listSize: 3, cost: 11 };

const published = queries.map(([name, query]) => {
  const body = `query ${name} ${query}`;
  return { id: name, name, body, type: 'query' as const, sha256: hash('sha256', body, 'hex') };
});

let server: TestServer;
beforeAll(async () => {
  server = await startCostServer(
    { small: { limits: small }, full: {} },
    {},
    {
      documents: {
        policy: DocumentPolicy.open,
        byId: async (id) => published.find((one) => one.id === id),
        bySha256: async (sha256) => published.find((one) => one.sha256 === sha256),
        byName: async (name) => published.find((one) => one.name === name),
      },
    },
  );
});
afterAll(() => server?.stop());

const post = (role: string, body: object) =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${role}`,
      accept: 'application/graphql-response+json',
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });

const byName = (role: string, name: string) =>
  fetch(`${server.url}/documents/${name}`, { headers: { authorization: `Bearer ${role}` } });

const codesOf = async (response: Promise<Response>): Promise<unknown[]> =>
  ((await readAnswer(await response)).errors ?? []).map(({ extensions }) => extensions.code);

describe.each(queries)('the limit "%s" of a role', (name, query, code) => {
  it('holds for a text, also for one that others have sent before', async () => {
    for (const role of ['full', 'full', 'small', 'small', 'full', 'small'])
      expect({ role, codes: await codesOf(post(role, { query })) }).toEqual({
        role,
        codes: role === 'full' ? [] : [code],
      });
  });

  it('holds for a document, by its id and by its name', async () => {
    for (const role of ['full', 'small']) {
      const expected = { role, codes: role === 'full' ? [] : [code] };
      expect({ role, codes: await codesOf(post(role, { documentId: name })) }).toEqual(expected);
      const response = await byName(role, name);
      const { errors = [] } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
      expect({ role, codes: errors.map(({ extensions }) => extensions.code) }).toEqual(expected);
      expect(response.headers.get('x-cost-max')).toBe(role === 'full' ? '1000000' : '11');
    }
  });
});

it('an answer by name tells of costs, also where nothing is published under it, or nobody may ask', async () => {
  for (const [role, name, status, most] of [
    ['full', 'nothing', 404, '1000000'],
    ['small', 'nothing', 404, '11'],
    ['nobody', 'depth', 401, '1000000'],
    ['full', 'depth?format=xml', 400, '1000000'],
  ] as const) {
    const { status: found, headers } = await byName(role, name);
    expect([found, headers.get('x-cost-estimated'), headers.get('x-cost-max')]).toEqual([status, '0', most]);
  }
});
