import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { UserError } from '../../src/lib/UserError.js';
import { startTestServer, type TestServer } from './testServer.js';

let server: TestServer;
let contextError: Error | undefined;

beforeAll(async () => {
  server = await startTestServer({
    createContext: async () => {
      if (contextError) throw contextError;
      return {};
    },
  });
});
afterAll(() => server.stop());
beforeEach(() => {
  contextError = undefined;
  server.lines.length = 0;
});

/** With which faults of a request have a status of their own. */
const strict = { accept: 'application/graphql-response+json' };

const errorLines = () => server.lines.filter(({ level }) => level === 50);

test('a UserError shows its sentence and code, with the path, and is not logged as an error', async () => {
  const { status, data, errors } = await server.post('{ hello other: fail(how: "user") }');
  expect({ status, data, errors }).toEqual({
    status: 200,
    data: { hello: 'Hello world', other: null },
    errors: [
      {
        message: 'The day "x" is not a day.',
        path: ['other'],
        locations: [{ line: 1, column: 9 }],
        extensions: { code: 'BAD_DAY' },
      },
    ],
  });
  expect(errorLines()).toEqual([]);
});

test('any other error is masked and logged with the request id and stack', async () => {
  const answer = await server.post('{ fail(how: "secret") }', {}, { 'x-request-id': 'my-id.1' });
  expect(answer.errors?.[0]?.message).toBe('Internal error; the request id is my-id.1.');
  expect(answer.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
  expect(JSON.stringify(answer)).not.toMatch(/hunter2|stack|\.ts:/);
  const [line, ...more] = errorLines();
  expect(more).toEqual([]);
  expect(line).toMatchObject({ requestId: 'my-id.1', path: ['fail'] });
  expect(JSON.stringify(line)).toMatch(/hunter2.*testSchema\.ts/);
});

test('values that do not fit their type and GraphQL errors without a code are masked', async () => {
  const { data, errors } = await server.post('{ count fail(how: "codeless") }');
  expect(data).toEqual({ count: null, fail: null });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR', 'INTERNAL_SERVER_ERROR']);
  expect(JSON.stringify(errors)).not.toMatch(/secret|wording/);
});

test('a statement timeout has its own code', async () => {
  const { errors } = await server.post('{ fail(how: "timeout") }');
  expect(errors?.[0]?.extensions.code).toBe('STATEMENT_TIMEOUT');
  expect(errors?.[0]?.message).toMatch(/^The database needed longer/);
  expect(errorLines()).toEqual([]);
});

test('an error with a code of its own passes', async () => {
  const { errors } = await server.post('{ fail(how: "graphql") }');
  expect(errors?.[0]).toMatchObject({ message: 'Not for you.', extensions: { code: 'FORBIDDEN' } });
});

test('faults of the query, the arguments and the variables are told, without stacks', async () => {
  const unknown = await server.post('{ helo }');
  expect(unknown.errors?.[0]?.message).toBe('Cannot query field "helo" on type "Query". Did you mean "hello"?');
  expect(unknown.errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
  const syntax = await server.post('{ hello');
  expect(syntax.errors?.[0]?.extensions).toEqual({ code: 'GRAPHQL_PARSE_FAILED' });
  const variable = await server.post('query ($n: Int!) { wait(milliseconds: $n) }', { variables: { n: 'x' } });
  expect(variable.errors?.[0]?.message).toMatch(/^Variable "\$n" got invalid value "x"/);
  expect(variable.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  const operation = await server.post('query A { hello }', { operationName: 'B' });
  expect(operation.errors?.[0]?.extensions.code).toBe('OPERATION_RESOLUTION_FAILURE');
  const several = await server.post('query A { hello } query B { hello }', {}, strict);
  expect(several.status).toBe(400);
  expect(several.errors?.[0]).toMatchObject({
    message: 'Must provide operation name if query contains multiple operations.',
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  });
  expect(errorLines()).toEqual([]);
});

test('an unknown field has a suggestion that says the same in more or fewer words', async () => {
  const sentence = async (query: string) => (await server.post(query)).errors?.[0]?.message;
  expect(await sentence('{ node { formatted } }')).toBe(
    'Cannot query field "formatted" on type "Node". Did you mean "valueFormatted"?',
  );
  expect(await sentence('{ node { identifierOfNode } }')).toBe(
    'Cannot query field "identifierOfNode" on type "Node". Did you mean "node"?',
  );
  // A part of a word is no word.
  expect(await sentence('{ node { matted } }')).toBe('Cannot query field "matted" on type "Node".');
});

test('an operation of a type that the schema does not have is the fault of who asks', async () => {
  const { status, data, errors } = await server.post(
    'query A { hello } subscription B { hello }',
    {
      operationName: 'B',
    },
    strict,
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
  expect(errorLines()).toEqual([]);
});

test('a context refused with UNAUTHENTICATED is status 401', async () => {
  contextError = new UserError('A key is needed.', 'UNAUTHENTICATED');
  const { status, errors, headers } = await server.post('{ hello }');
  expect({ status, errors }).toEqual({
    status: 401,
    errors: [{ message: 'A key is needed.', extensions: { code: 'UNAUTHENTICATED' } }],
  });
  expect(headers.get('www-authenticate')).toBe('Bearer');
});

test('a context that fails otherwise is masked, with status 500', async () => {
  contextError = new Error('connect ECONNREFUSED hunter2');
  const { status, errors } = await server.post('{ hello }', {}, { 'x-request-id': 'c1' });
  expect({ status, errors }).toEqual({
    status: 500,
    errors: [{ message: 'Internal error; the request id is c1.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
  });
  expect(errorLines()).toHaveLength(1);
});
