import { describe, expect, it, afterAll, beforeAll, beforeEach, test } from '@jest/globals';
import { buildSchema, execute, GraphQLError, parse, validate, type ExecutionResult } from 'graphql';
import { publicError, sourceOf } from '../../../src/gateway/errors/publicError.js';
import { UserError } from '../../../src/lib/errors/UserError.js';
import { requestOf } from '../requestOf.js';
import { startTestServer, type TestServer } from '../testServer.js';

const schema = buildSchema('type Query { a(n: Int): Int, list: [Int] }');

/** The error of a field that throws something, as GraphQL makes it. */
async function thrown(error: unknown, query = '{ x: a }'): Promise<GraphQLError> {
  const result: ExecutionResult = await execute({
    schema,
    document: parse(query),
    fieldResolver: () => {
      throw error;
    },
  });
  const [first] = result.errors ?? [];
  if (first === undefined) throw new Error('nothing failed');
  return first;
}

const ofDatabase = (code: string): Error =>
  Object.assign(new Error('it broke at 10.0.0.7'), {
    name: 'PostgresError',
    code,
    detail: 'Key (email)=(a@b.example)',
    where: 'secret',
  });

describe('sourceOf', () => {
  it('is what was thrown, below all that GraphQL put around it', async () => {
    const error = new Error('broken');
    expect(sourceOf(error)).toBe(error);
    expect(sourceOf(await thrown(error))).toBe(error);
    const twice = new GraphQLError('around', { originalError: await thrown(error) });
    expect(sourceOf(twice)).toBe(error);
    const plain = new GraphQLError('plain');
    expect(sourceOf(plain)).toBe(plain);
  });
});

describe('publicError', () => {
  it('tells a UserError by its sentence and code, at its place', async () => {
    const { state, lines } = requestOf();
    const told = publicError(await thrown(new UserError('The day "x" is not a day.', 'TOO_MANY_DAYS')), state);
    expect(told.toJSON()).toEqual({
      message: 'The day "x" is not a day.',
      locations: [{ line: 1, column: 3 }],
      path: ['x'],
      extensions: { code: 'TOO_MANY_DAYS' },
    });
    expect(lines).toEqual([]);
  });

  it('tells what is known of a failure of the database', async () => {
    const { state, lines } = requestOf();
    expect(publicError(await thrown(ofDatabase('57014')), state).extensions).toEqual({ code: 'STATEMENT_TIMEOUT' });
    expect(publicError(await thrown(ofDatabase('22003')), state).extensions).toEqual({ code: 'NUMBER_OUT_OF_RANGE' });
    expect(lines).toEqual([]);
  });

  it('masks whatever else there is, and logs it without the values that a database repeats', async () => {
    const { state, lines } = requestOf();
    const told = publicError(await thrown(ofDatabase('23505')), state);
    expect(told.toJSON()).toEqual({
      message: 'Internal error; the request id is r1.',
      locations: [{ line: 1, column: 3 }],
      path: ['x'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(lines).toMatchObject([
      {
        level: 50,
        msg: 'internal error',
        path: ['x'],
        err: { type: 'PostgresError', message: 'it broke at 10.0.0.7', code: '23505' },
      },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/b\.example|secret/);
    expect(lines[0]).toHaveProperty('err.stack', expect.stringContaining('publicError.test'));
  });

  it('masks what is no error at all', async () => {
    const { state } = requestOf();
    for (const odd of ['a text with a secret', 7, null, undefined, { message: 'secret' }])
      expect(publicError(await thrown(odd), state).message).toBe('Internal error; the request id is r1.');
  });

  it('masks an error of GraphQL without a code, and lets one with a code pass', async () => {
    const { state } = requestOf();
    expect(publicError(await thrown(new GraphQLError('internal wording')), state).message).toMatch(/^Internal error/);
    const told = await thrown(new GraphQLError('Not for you.', { extensions: { code: 'FORBIDDEN' } }));
    expect(publicError(told, state)).toBe(told);
  });

  it('says that an argument is bad, and masks a value of ours that its type refuses', async () => {
    const { state, lines } = requestOf();
    const bad = await execute({
      schema,
      document: parse('query ($n: Int) { a(n: $n) b: a(n: "x") }'),
      variableValues: { n: 1 },
    });
    expect(publicError((bad as ExecutionResult).errors?.[0] as GraphQLError, state).toJSON()).toMatchObject({
      message: expect.stringContaining('Argument "n" has invalid value "x"'),
      path: ['b'],
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(lines).toEqual([]);
    const ours = await execute({ schema, document: parse('{ a }'), fieldResolver: () => 'a secret' });
    const told = publicError((ours as ExecutionResult).errors?.[0] as GraphQLError, state);
    expect([told.message, told.extensions]).toEqual([
      'Internal error; the request id is r1.',
      { code: 'INTERNAL_SERVER_ERROR' },
    ]);
    expect(lines).toHaveLength(1);
  });

  it('leaves faults of the document as they are', () => {
    const [fault] = validate(schema, parse('{ nothing }'));
    expect(publicError(fault as GraphQLError, requestOf().state)).toBe(fault);
  });

  it('tells that the database is away, and keeps why for the log', async () => {
    const { state, lines } = requestOf();
    const told = publicError(
      await thrown(new UserError('The host 10.0.0.7 does not answer.', 'DATABASE_UNAVAILABLE')),
      state,
    );
    expect([told.message, told.extensions]).toEqual([
      'The database cannot be reached at present; ask again in a moment.',
      { code: 'DATABASE_UNAVAILABLE' },
    ]);
    expect(lines).toMatchObject([{ level: 20, msg: 'The host 10.0.0.7 does not answer.', path: ['x'] }]);
  });

  it('tells why the request was aborted, whatever the field says', async () => {
    const late = new UserError('It took too long.', 'REQUEST_TIMEOUT');
    const { state, lines } = requestOf({ signal: AbortSignal.abort(late) });
    expect(publicError(await thrown(new Error('broken off')), state).message).toBe('It took too long.');
    const gone = requestOf({ signal: AbortSignal.abort() }).state;
    expect(publicError(await thrown(ofDatabase('57014')), gone).extensions).toEqual({ code: 'REQUEST_ABORTED' });
    expect(lines).toEqual([]);
  });
});

describe('errors over HTTP', () => {
  let server: TestServer;
  /** What admits a request, and makes its context, throws. */
  let faults: { admission?: Error; context?: Error };

  beforeAll(async () => {
    server = await startTestServer({
      admit: async () => {
        if (faults.admission) throw faults.admission;
        const contextOn = () => {
          if (faults.context) throw faults.context;
          return {};
        };
        return { contextOn };
      },
    });
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    faults = {};
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
          extensions: { code: 'TOO_MANY_DAYS' },
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
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([
      'INTERNAL_SERVER_ERROR',
      'INTERNAL_SERVER_ERROR',
    ]);
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
    const names = Array.from({ length: 60 }, (_, n) => `n${n}`);
    const many = await server.post(
      `query (${names.map((name) => `$${name}: Int!`).join(' ')}) { ${names.map((name) => `${name}: wait(milliseconds: $${name})`).join(' ')} }`,
      { variables: Object.fromEntries(names.map((name) => [name, 'x'])) },
    );
    expect(many.errors?.at(-1)?.message).toMatch(/^Too many errors processing variables/);
    expect(new Set(many.errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
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

  test('a request refused with UNAUTHENTICATED is status 401', async () => {
    faults = { admission: new UserError('A key is needed.', 'UNAUTHENTICATED') };
    const { status, errors, headers } = await server.post('{ hello }');
    expect({ status, errors }).toEqual({
      status: 401,
      errors: [{ message: 'A key is needed.', extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(headers.get('www-authenticate')).toBe('Bearer');
  });

  test.each(['admission', 'context'])('an %s that fails otherwise is masked, with status 500', async (part) => {
    faults = { [part]: new Error('connect ECONNREFUSED hunter2') };
    const { status, errors } = await server.post('{ hello }', {}, { 'x-request-id': 'c1' });
    expect({ status, errors }).toEqual({
      status: 500,
      errors: [{ message: 'Internal error; the request id is c1.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    expect(errorLines()).toHaveLength(1);
  });
});
