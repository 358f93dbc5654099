import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { codeIn, rawRequest } from './rawRequest.js';
import { limits, startTestServer, type TestServer } from './testServer.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({
    config: { host: '127.0.0.1', port: 0, limits: { ...limits, depth: 4, tokens: 60, body: 1000 } },
  });
});
afterAll(() => server.stop());

const json = { 'content-type': 'application/json' };

test('fields nested deeper than the limit, through fragments too', async () => {
  const atLimit = await server.post('{ node { node { node { id } } } }');
  expect(atLimit.errors).toBeUndefined();
  const beyond = await server.post('{ node { node { node { node { id } } } } }');
  expect(beyond.errors).toHaveLength(1);
  expect(beyond.errors?.[0]).toMatchObject({
    message: 'The query nests fields 5 deep; the limit is 4.',
    extensions: { code: 'DEPTH_LIMIT_EXCEEDED', limit: 4, found: 5 },
  });
  const fragments = await server.post(
    '{ node { ...A } } fragment A on Node { node { ... on Node { ...B } } } fragment B on Node { nodes { node { id } } }',
  );
  expect(fragments.errors?.[0]?.extensions).toMatchObject({ code: 'DEPTH_LIMIT_EXCEEDED', found: 5 });
});

test('a fragment inside itself is refused as such', async () => {
  const { errors } = await server.post(
    '{ node { ...A } } fragment A on Node { node { ...B } } fragment B on Node { ...A }',
  );
  expect(errors?.[0]?.message).toMatch(/Cannot spread fragment "A" within itself/);
});

test('introspection is exempt', async () => {
  const { errors } = await server.post(
    '{ __type(name: "Node") { fields { type { ofType { ofType { ofType { name } } } } } } }',
  );
  expect(errors).toBeUndefined();
});

test('a query of too many tokens', async () => {
  const { errors, status } = await server.post(`{ ${'hello '.repeat(61)} }`);
  expect({ errors, status }).toEqual({
    status: 200,
    errors: [
      {
        message: 'The query has more than 60 tokens, which is the limit.',
        extensions: { code: 'TOKEN_LIMIT_EXCEEDED', limit: 60 },
      },
    ],
  });
});

test('a body that is too large, with and without a length', async () => {
  const body = JSON.stringify({ query: `{ hello } #${'x'.repeat(1500)}` });
  const told = await rawRequest(server.endpoint, { method: 'POST', headers: json, body });
  expect([told.status, codeIn(told)]).toEqual([413, 'BODY_TOO_LARGE']);
  expect(told.text).toContain(`body of ${body.length} bytes is larger than the limit of 1000 bytes`);
  const chunked = { ...json, 'transfer-encoding': 'chunked' };
  const untold = await rawRequest(server.endpoint, { method: 'POST', headers: chunked, body });
  expect([untold.status, codeIn(untold)]).toEqual([413, 'BODY_TOO_LARGE']);
});

test('deep JSON in a body, and in the search parameters', async () => {
  const bomb = `{"query":"{ hello }","variables":${'['.repeat(450)}${']'.repeat(450)}}`;
  const body = await rawRequest(server.endpoint, { method: 'POST', headers: json, body: bomb });
  expect([body.status, codeIn(body)]).toEqual([400, 'JSON_TOO_DEEP']);
  expect(body.text).toContain('451 deep; the limit is 100');
  const variables = encodeURIComponent('{"filter":'.repeat(101));
  const search = await rawRequest(`${server.endpoint}?query={hello}&variables=${variables}`);
  expect([search.status, codeIn(search)]).toEqual([400, 'JSON_TOO_DEEP']);
  const quoted = { query: '{ hello }', variables: { name: '[{"'.repeat(150) } };
  expect((await server.post(quoted.query, quoted)).errors).toBeUndefined();
});

test('a list of operations is not run', async () => {
  const body = JSON.stringify([{ query: '{ hello }' }, { query: '{ hello }' }]);
  const answer = await rawRequest(server.endpoint, { method: 'POST', headers: json, body });
  expect([answer.status, codeIn(answer)]).toEqual([400, 'BAD_REQUEST']);
});
