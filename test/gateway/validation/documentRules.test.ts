import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { limits, startTestServer, type TestServer } from '../testServer.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({
    config: { host: '127.0.0.1', port: 0, limits: { ...limits, depth: 4, tokens: 60 } },
  });
});
afterAll(() => server.stop());

test('fields nested deeper than the limit, through fragments too', async () => {
  const atLimit = await server.post('{ node { node { node { id } } } }');
  expect(atLimit.errors).toBeUndefined();
  const beyond = await server.post('{ node { node { node { node { id } } } } }');
  expect(beyond.errors).toHaveLength(1);
  expect(beyond.errors?.[0]).toMatchObject({
    message: 'The query nests fields 5 deep; the limit is 4.',
    extensions: { code: 'MAX_DEPTH_LIMIT', limit: 4, found: 5 },
  });
  const fragments = await server.post(
    '{ node { ...A } } fragment A on Node { node { ... on Node { ...B } } } fragment B on Node { nodes { node { id } } }',
  );
  expect(fragments.errors?.[0]?.extensions).toMatchObject({ code: 'MAX_DEPTH_LIMIT', found: 5 });
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

test('an operation of a type that the schema does not have is the fault of who asks', async () => {
  const { status, data, errors } = await server.post(
    'query A { hello } subscription B { hello }',
    {
      operationName: 'B',
    },
    { accept: 'application/graphql-response+json' },
  );
  expect({ status, data, errors }).toEqual({
    status: 400,
    data: undefined,
    errors: [
      {
        message: 'The subscription operation is not supported by the schema.',
        locations: [{ line: 1, column: 19 }],
        extensions: { code: 'OPERATION_NOT_SUPPORTED' },
      },
    ],
  });
  expect(server.lines.filter(({ level }) => level === 50)).toEqual([]);
});

test('a null for a variable with a default is refused once, and not by each field', async () => {
  const { errors } = await server.post('query ($c: Int = 1) { many(count: $c) { id } x: many(count: $c) { id } }', {
    variables: { c: null },
  });
  expect(errors).toEqual([
    { message: 'Variable "$c" is null where "Int!" is needed.', extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});
