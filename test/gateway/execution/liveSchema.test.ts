import type { AbortNotice } from '../../../src/lib/async/LightAborter.js';
import { expect, test } from '@jest/globals';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { setTimeout as delay } from 'node:timers/promises';
import type { Admission, RequestFacts } from '../../../src/gateway/startServer.js';
import { resolvers, typeDefs, waiting } from '../testSchema.js';
import { createLiveSchema, startTestServer, until } from '../testServer.js';

const version = (number: number): GraphQLSchema =>
  makeExecutableSchema({
    typeDefs: `${typeDefs}
      extend type Query { version: Int! used: Boolean! v${number}: Int! }`,
    resolvers: {
      ...resolvers,
      Query: {
        ...resolvers.Query,
        version: () => number,
        used: (_: unknown, __: unknown, context: { schema?: GraphQLSchema }, info: { schema: GraphQLSchema }) =>
          context.schema === info.schema,
        [`v${number}`]: () => number,
      },
    },
  });

/** A context with what Apollo's copying would break: a private member and a getter. */
class Context {
  readonly #schema: GraphQLSchema;

  constructor(
    readonly signal: AbortNotice,
    schema: GraphQLSchema,
  ) {
    this.#schema = schema;
  }

  get schema(): GraphQLSchema {
    return this.#schema;
  }
}

const admit = async ({ signal }: RequestFacts): Promise<Admission> => ({
  contextOn: (schema) => new Context(signal, schema),
});

test('50 swaps while clients ask: no request fails, and each runs on the schema its context was made for', async () => {
  const schema = createLiveSchema(version(0));
  const server = await startTestServer({ schema, admit });
  const swapping = new AbortController();
  const seen = new Set<unknown>();
  const client = async (): Promise<void> => {
    while (!swapping.signal.aborted) {
      const { errors, data } = await server.post('{ hello wait(milliseconds: 3) used version }');
      expect(errors).toBeUndefined();
      expect(data?.['used']).toBe(true);
      seen.add(data?.['version']);
    }
  };
  try {
    const clients = Promise.all(Array.from({ length: 8 }, client));
    for (let newest = 1; newest <= 50; newest += 1) {
      schema.swap(version(newest));
      await delay(10);
    }
    swapping.abort();
    await clients;
    expect(seen.size).toBeGreaterThan(20);
    expect((await server.post('{ v50 }')).data).toEqual({ v50: 50 });
    expect((await server.post('{ v49 }')).errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  } finally {
    await server.stop();
  }
});

test('a request that began before a swap ends with its own schema', async () => {
  const schema = createLiveSchema(version(1));
  const server = await startTestServer({ schema, admit });
  try {
    const running = server.post('{ wait(milliseconds: 100) v1 used }');
    await until(() => waiting.running === 1);
    schema.swap(version(2));
    expect((await running).data).toEqual({ wait: 'done', v1: 1, used: true });
  } finally {
    await server.stop();
  }
});

const invalid = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { __wrong: { type: GraphQLString } } }),
});

test('an invalid schema is logged and the old one stays; the next valid one is taken', async () => {
  const schema = createLiveSchema(version(1));
  const server = await startTestServer({ schema });
  try {
    schema.swap(invalid);
    expect((await server.post('{ v1 }')).data).toEqual({ v1: 1 });
    expect(server.lines.filter(({ level }) => level === 50)).toMatchObject([
      { msg: 'The new schema is invalid; the old one stays in use.' },
    ]);
    schema.swap(version(2));
    expect((await server.post('{ v2 }')).data).toEqual({ v2: 2 });
  } finally {
    await server.stop();
  }
});

test('an invalid first schema stops the start', async () => {
  await expect(startTestServer({ schema: createLiveSchema(invalid) })).rejects.toThrow('__wrong');
});

test('after a stop the schema has no listener left', async () => {
  const listeners = new Set<unknown>();
  const schema = {
    current: version(1),
    onChange(listener: unknown) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const server = await startTestServer({ schema });
  expect(listeners.size).toBe(1);
  await server.stop();
  expect(listeners.size).toBe(0);
});
