import { describe, expect, it } from '@jest/globals';
import { buildSchema, GraphQLError, parse, type GraphQLSchema } from 'graphql';
import { createExecutor } from '../../../src/gateway/execution/executor.js';
import { stateOfData } from '../../../src/gateway/requests/requestState.js';
import { UserError } from '../../../src/lib/errors/UserError.js';
import { requestOf } from '../requestOf.js';

const schema = buildSchema(`
  type Query {
    hello(name: String! = "you"): String
    count: Int
    must: Int!
    never: String
    list: [Query]
  }
`);

interface Asked {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  /** What the fields of the root are, beside a list of two of them. */
  readonly root?: Readonly<Record<string, unknown>>;
  readonly contextOn?: (schema: GraphQLSchema) => object;
  readonly signal?: AbortSignal;
}

/** Executes as the server does; fields are read from the root value, which graphql-js calls where they are functions. */
async function executed(
  query: string,
  { variables, operationName, root = {}, contextOn = () => ({}), signal }: Asked = {},
) {
  const { state, lines } = requestOf(signal === undefined ? {} : { signal });
  const resolvers = schema.getQueryType()?.getFields() ?? {};
  for (const [name, field] of Object.entries(resolvers))
    field.resolve = (_, args: unknown) => {
      const value = root[name];
      return typeof value === 'function' ? (value as (args: unknown) => unknown)(args) : value;
    };
  const execute = createExecutor({ plans: true });
  const result = await execute({
    schema,
    document: parse(query),
    request: { variables, operationName },
    context: { state, contextOn },
  } as never);
  return { result: JSON.parse(JSON.stringify(result)) as Record<string, unknown>, raw: result, state, lines };
}

const userError =
  (code: ConstructorParameters<typeof UserError>[1], message = 'No.') =>
  () => {
    throw new UserError(message, code);
  };

describe('an operation', () => {
  it('is executed with its variables, by its name', async () => {
    const { result } = await executed('query A { count } query B($n: String!) { hello(name: $n) }', {
      operationName: 'B',
      variables: { n: 'Ann' },
      root: { hello: ({ name }: { name: string }) => `Hello ${name}` },
    });
    expect(result).toEqual({ data: { hello: 'Hello Ann' } });
  });

  it('has the context that is made for its schema', async () => {
    const seen: unknown[] = [];
    await executed('{ count }', {
      contextOn: (given) => {
        seen.push(given === schema);
        return {};
      },
    });
    expect(seen).toEqual([true]);
  });

  it('has data by which its request is found again, unless it failed as a whole', async () => {
    const { raw, state } = await executed('{ count }', { root: { count: 3 } });
    expect(stateOfData((raw as { data: object }).data)).toBe(state);
  });
});

describe('a failure of one field', () => {
  it.each<[string, () => unknown, object]>([
    ['a UserError is told', userError('UNKNOWN_ATTRIBUTE'), { message: 'No.', code: 'UNKNOWN_ATTRIBUTE' }],
    [
      'a fault of ours is masked',
      () => Promise.reject(new Error('at 10.0.0.7')),
      { message: 'Internal error; the request id is r1.', code: 'INTERNAL_SERVER_ERROR' },
    ],
    [
      'an error of GraphQL with a code stays',
      () => {
        throw new GraphQLError('Mine.', { extensions: { code: 'MINE' } });
      },
      { message: 'Mine.', code: 'MINE' },
    ],
  ])('%s, and the other fields answer', async (_, count, { message, code }: { message?: string; code?: string }) => {
    const { result } = await executed('{ count never }', { root: { count, never: 'x' } });
    expect(result['data']).toEqual({ count: null, never: 'x' });
    expect(result['errors']).toEqual([expect.objectContaining({ message, path: ['count'], extensions: { code } })]);
  });

  it('takes away what cannot be without it', async () => {
    const { result } = await executed('{ never must }', { root: { never: 'x', must: userError('BAD_USER_INPUT') } });
    expect(result['data']).toBeNull();
    expect(result['errors']).toHaveLength(1);
  });
});

describe('a failure of the whole request', () => {
  const whole = (code: string, message: string, status: number) => ({
    errors: [{ message, extensions: { code, http: expect.objectContaining({ status }) } }],
  });

  it.each([
    ['OVERLOADED', 'No.', 503],
    ['REQUEST_TIMEOUT', 'No.', 503],
    ['DATABASE_UNAVAILABLE', 'The database cannot be reached at present; ask again in a moment.', 503],
  ] as const)('%s in one field is the one error, without data', async (code, message, status) => {
    const root = { never: 'x', count: userError(code), must: userError('BAD_USER_INPUT') };
    const { result } = await executed('{ never count a: count list { count } }', { root: { ...root, list: [{}, {}] } });
    expect(result).toEqual(whole(code, message, status));
  });

  it('is what making the context throws', async () => {
    const { result } = await executed('{ count }', { contextOn: userError('UNAUTHENTICATED', 'Who?') });
    expect(result).toEqual(whole('UNAUTHENTICATED', 'Who?', 401));
  });

  it('is masked and logged where nobody may know it', async () => {
    const { result, lines } = await executed('{ count }', {
      contextOn: () => {
        throw new Error('at 10.0.0.7');
      },
    });
    expect(result).toEqual(whole('INTERNAL_SERVER_ERROR', 'Internal error; the request id is r1.', 500));
    expect(lines).toHaveLength(1);
  });

  it('is a null where the document needs a value, before anything is executed', async () => {
    let calls = 0;
    const { result } = await executed('query ($n: String = "x") { hello(name: $n) }', {
      variables: { n: null },
      root: { hello: () => (calls += 1) },
    });
    expect(result).toEqual(whole('BAD_USER_INPUT', 'Variable "$n" is null where "String!" is needed.', 400));
    expect(calls).toBe(0);
  });

  it('is the end of the request, as soon as it comes, whatever still runs', async () => {
    const ending = new AbortController();
    const root = {
      never: () => {
        ending.abort(new UserError('Too late.', 'REQUEST_TIMEOUT'));
        return new Promise(() => {});
      },
    };
    const { result } = await executed('{ never }', { root, signal: ending.signal });
    expect(result).toEqual(whole('REQUEST_TIMEOUT', 'Too late.', 503));
  });
});

describe('a fault of the document or its variables', () => {
  it.each([
    ['{ a: count } query B { count }', {}, /Must provide operation name/],
    ['query ($n: Int!) { count }', { n: 'many' }, /Variable "\$n" got invalid value "many"/],
  ])('%s keeps the sentence of GraphQL', async (query, variables, message) => {
    const { result } = await executed(query, { variables });
    expect(result['data']).toBeUndefined();
    expect((result['errors'] as { message: string }[])[0]?.message).toMatch(message);
  });
});
