import { setImmediate as nextLoop } from 'node:timers/promises';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { describe, expect, it } from '@jest/globals';
import { execute, parse, SchemaMetaFieldDef, type ExecutionResult } from 'graphql';
import { Budget } from '../../../src/lib/budget/Budget.js';
import { readCounted } from '../../../src/lib/budget/countedFields.js';
import { countValues } from '../../../src/lib/budget/countValues.js';
import { createLender } from '../../../src/lib/budget/createLender.js';
import { orAborted } from '../../../src/lib/async/orAborted.js';

const typeDefs = `
  type Query { things(count: Int): [Thing!] loading: [Loading!] text(length: Int!): String }
  type Thing { n: Int name: String inner: Inner }
  type Inner { n: Int }
  type Loading { loaded: Loaded }
  type Loaded { n: Int }
`;

/** The order in which things happen. */
let order: string[] = [];

const resolvers = {
  Query: {
    things: (_: unknown, { count = 3 }: { count?: number }) => Array.from({ length: count }, (_item, n) => ({ n })),
    loading: () => [0, 1, 2].map((n) => ({ n })),
    text: (_: unknown, { length }: { length: number }) => 'x'.repeat(length),
  },
  Thing: {
    inner: ({ n }: { n: number }) => {
      order.push(`inner ${n}`);
      return { n };
    },
  },
  Loading: {
    loaded: ({ n }: { n: number }) => {
      order.push(`loaded ${n}`);
      return { n };
    },
  },
  Loaded: {
    // Takes more than its parent: it may load something.
    n: ({ n }: { n: number }, _arguments: unknown) => n,
  },
};

const plainSchema = makeExecutableSchema({ typeDefs, resolvers });
const schema = makeExecutableSchema({ typeDefs, resolvers });
countValues(schema);

const newBudget = (): Budget => new Budget({ limit: 1e9, lender: createLender(1e12), onRefusal: () => {} });

const run = async (query: string, budget?: Budget): Promise<ExecutionResult> => {
  order = [];
  return execute({ schema, document: parse(query), contextValue: { budget }, fieldResolver: readCounted });
};

/** Runs a query that may take so many bytes, up to its refusal: what waits then is waited for by nobody. */
async function runWithin(limit: number, query: string): Promise<ExecutionResult> {
  const controller = new AbortController();
  const onRefusal = (error: Error): void => controller.abort(error);
  return orAborted(run(query, new Budget({ limit, lender: createLender(1e12), onRefusal })), controller.signal);
}

const tooMany = expect.objectContaining({ code: 'TOO_MANY_VALUES' });

const introspection =
  '{ __schema { types { name fields { name type { name ofType { name } } } } } __type(name: "Thing") { name } }';

describe('countValues', () => {
  it.each([
    '{ things { n name inner { n } } }',
    '{ text(length: 3) __typename }',
    '{ loading { loaded { n } } }',
    introspection,
  ])('leaves the answer to %s as it is, with a budget and without one', async (query) => {
    const plain = await execute({ schema: plainSchema, document: parse(query) });
    expect(plain.errors).toBeUndefined();
    expect(await run(query)).toEqual(plain);
    expect(await run(query, newBudget())).toEqual(plain);
  });

  it('counts every value that a resolver gives, and those that are read', async () => {
    const sizeOf = async (query: string): Promise<number> => {
      const budget = newBudget();
      await run(query, budget);
      return budget.size;
    };
    const [one, other] = [await sizeOf('{ text(length: 0) }'), await sizeOf('{ text(length: 1000) }')];
    expect(other - one).toBe(2000);
    const few = await sizeOf('{ things(count: 10) { n } }');
    const many = await sizeOf('{ things(count: 1000) { n } }');
    expect(many).toBeGreaterThan(90 * few);
    expect(await sizeOf('{ things(count: 10) { n inner { n } } }')).toBeGreaterThan(1.5 * few);
    // A name stands beside each value.
    expect(await sizeOf('{ things(count: 10) { number: n } }')).toBe(few + 10 * 2 * ('number'.length - 1));
  });

  it('counts the introspection too', async () => {
    const budget = newBudget();
    await run(introspection, budget);
    expect(budget.size).toBeGreaterThan(10_000);
    await expect(runWithin(10_000, introspection)).rejects.toThrow(tooMany);
  });

  it('ends an answer that grows too large, and begins nothing more for it', async () => {
    await expect(runWithin(500_000, '{ things(count: 1000) { inner { n } } }')).rejects.toThrow(tooMany);
    await nextLoop();
    expect(order.length).toBeLessThan(1000);
  });

  it('wraps fields of GraphQL itself once, which all schemas share', () => {
    const before = SchemaMetaFieldDef.resolve;
    countValues(makeExecutableSchema({ typeDefs, resolvers }));
    expect(SchemaMetaFieldDef.resolve).toBe(before);
    const field = schema.getQueryType()?.getFields()['text'];
    const wrapped = field?.resolve;
    countValues(schema);
    expect(field?.resolve).toBe(wrapped);
  });

  it('lets objects of plain fields wait for another turn, when the present one has lasted too long', async () => {
    const budget = newBudget();
    budget.take(1);
    budget.isDue = true;
    const answer = run('{ things { inner { n } } }', budget);
    expect(order).toEqual([]);
    expect(await answer).toEqual({ data: { things: [0, 1, 2].map((n) => ({ inner: { n } })) } });
    expect(order).toEqual(['inner 0', 'inner 1', 'inner 2']);
  });

  it('lets none wait whose fields may load something: they load together', async () => {
    const budget = newBudget();
    budget.take(1);
    budget.isDue = true;
    const answer = run('{ loading { loaded { n } } }', budget);
    expect(order).toEqual(['loaded 0', 'loaded 1', 'loaded 2']);
    expect(await answer).toEqual({ data: { loading: [0, 1, 2].map((n) => ({ loaded: { n } })) } });
  });
});
