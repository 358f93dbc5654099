import { setImmediate as nextLoop, setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSchema, execute, parse, type ExecutionResult, type GraphQLFieldResolver } from 'graphql';
import { Budget } from '../../../src/lib/budget/Budget.js';
import { countedResolver, readCounted } from '../../../src/lib/budget/countedFields.js';
import { createLender } from '../../../src/lib/budget/createLender.js';

type Resolver = GraphQLFieldResolver<unknown, unknown>;

/** Runs a query of the one field `value`, of some type, that a resolver answers. */
async function run(
  type: string,
  resolve: Resolver,
  budget?: Budget,
  { query = '{ value }', mayWait = false } = {},
): Promise<ExecutionResult> {
  const schema = buildSchema(`scalar JSON type Query { value: ${type} } type Thing { a: Int! b: String c: Int! }`);
  const field = schema.getQueryType()?.getFields()['value'];
  if (field) field.resolve = countedResolver(resolve, mayWait);
  return execute({ schema, document: parse(query), contextValue: { budget }, fieldResolver: readCounted });
}

const newBudget = (limit = 1e9): Budget => new Budget({ limit, lender: createLender(1e12), onRefusal: () => {} });

/** What the field's value takes. */
async function sizeOf(type: string, value: unknown, query?: string): Promise<number> {
  const budget = newBudget();
  await run(type, () => value, budget, query === undefined ? {} : { query });
  return budget.size;
}

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeAll(() => void process.on('unhandledRejection', note));
beforeEach(() => {
  unhandled.length = 0;
});
afterAll(() => void process.off('unhandledRejection', note));

describe('countedResolver', () => {
  it('gives what the resolver gives, with a budget and without one', async () => {
    for (const budget of [undefined, newBudget()]) {
      expect(await run('String', () => 'a', budget)).toEqual({ data: { value: 'a' } });
      expect(await run('String', async () => 'a', budget)).toEqual({ data: { value: 'a' } });
      expect(await run('[Int]', () => [1, Promise.resolve(2), null], budget)).toEqual({
        data: { value: [1, 2, null] },
      });
      expect(await run('Int', () => undefined, budget)).toEqual({ data: { value: null } });
    }
  });

  it('gives the failures that the resolver gives, each at its place', async () => {
    const broken = new Error('broken');
    const fails: [string, Resolver][] = [
      [
        'String',
        () => {
          throw broken;
        },
      ],
      ['String', () => Promise.reject(broken)],
      [
        'String!',
        () => {
          throw broken;
        },
      ],
      ['String!', () => Promise.reject(broken)],
      ['String', () => broken],
      ['[String]', () => [broken, 'a']],
      ['[String]', () => [Promise.reject(broken), 'a']],
    ];
    for (const [type, resolve] of fails) {
      const [plain, counted] = [await run(type, resolve), await run(type, resolve, newBudget())];
      expect(counted.data).toEqual(plain.data);
      expect(counted.errors?.map(({ message, path }) => [message, path])).toEqual(
        plain.errors?.map(({ message, path }) => [message, path]),
      );
      expect(counted.errors).toHaveLength(1);
    }
    await nextLoop();
    expect(unhandled).toEqual([]);
  });

  it('passes all that a resolver is told', async () => {
    const budget = newBudget();
    let seen: unknown[] = [];
    await run(
      'Int',
      (...told) => {
        seen = told;
        return 1;
      },
      budget,
    );
    expect(seen.slice(0, 3)).toEqual([undefined, {}, { budget }]);
    expect(seen[3]).toMatchObject({ fieldName: 'value' });
  });

  it('counts two bytes for each letter of a text and of its name in the answer', async () => {
    const small = await sizeOf('String', 'a');
    expect(await sizeOf('String', 'a'.repeat(101))).toBe(small + 200);
    expect(await sizeOf('String', 'a', '{ value_with_a_name: value }')).toBe(
      small + 2 * ('value_with_a_name'.length - 'value'.length),
    );
  });

  it('counts a JSON value with all that is in it, and an object without', async () => {
    const large = { text: 'x'.repeat(1000) };
    expect(await sizeOf('JSON', large)).toBeGreaterThan(2000);
    expect(await sizeOf('Thing', { ...large, a: 1 }, '{ value { a } }')).toBeLessThan(1000);
  });

  it('counts an error for a value that its type will refuse, before GraphQL makes it', async () => {
    const fits = await sizeOf('Int', 2 ** 31 - 1);
    for (const none of [2 ** 31, -(2 ** 31), Number.NaN, Infinity, 'a text'])
      expect([none, (await sizeOf('Int', none)) > fits + 4000]).toEqual([none, true]);
    for (const one of [-(2 ** 31) + 1, 0, null, undefined, true])
      expect([one, await sizeOf('Int', one)]).toEqual([one, fits]);
    // A text that is one is taken as it is.
    expect(await sizeOf('Int', '12')).toBe(fits + 4);
  });

  it('counts a promise when it is given, and its value when that comes', async () => {
    const budget = newBudget();
    let come: (text: string) => void = () => {};
    const answer = run('String', () => new Promise((resolve) => (come = resolve)), budget);
    const before = budget.size;
    expect(before).toBeGreaterThan(1000);
    come('x'.repeat(500));
    await answer;
    expect(budget.size - before).toBeGreaterThan(1000);
  });

  it('counts each failure, with its message and its path', async () => {
    const failing = (length: number) => async () => {
      const budget = newBudget();
      await run(
        'String',
        () => {
          throw new Error('x'.repeat(length));
        },
        budget,
      );
      return budget.size;
    };
    const [short, long] = [await failing(0)(), await failing(100)()];
    expect(long - short).toBe(200);
    expect(short).toBeGreaterThan(4000);
  });

  it('does not call the resolver of a request that has ended', async () => {
    const budget = newBudget();
    budget.refuse(new Error('gone'));
    let called = 0;
    const { errors } = await run('Int', () => (called += 1), budget);
    expect([called, errors?.map(({ message }) => message)]).toEqual([0, ['gone']]);
  });

  it('throws what ended the request where a value is too large, and nobody hears of what was in it', async () => {
    const rejected = (): Promise<never> => Promise.reject(new Error('late'));
    for (const value of ['x'.repeat(1e6), Array.from({ length: 1000 }, rejected), [rejected(), 'x'.repeat(1e6)]]) {
      const { errors } = await run(typeof value === 'string' ? 'String' : '[String]', () => value, newBudget(100_000));
      expect(errors?.map(({ message }) => message)).toEqual([expect.stringContaining('would take more than 1 MB')]);
    }
    await nextLoop();
    await nextLoop();
    expect(unhandled).toEqual([]);
  });

  it('never settles what comes after the request has ended, be it a value or a failure', async () => {
    for (const late of [() => delay(5, 'a'), () => delay(5).then(() => Promise.reject(new Error('late')))]) {
      const budget = newBudget();
      const answer = run('String', late, budget);
      budget.refuse(new Error('gone'));
      expect(await Promise.race([answer, delay(25, 'nothing')])).toBe('nothing');
    }
    expect(unhandled).toEqual([]);
  });

  it('waits for another turn where it may, and the present one has lasted too long', async () => {
    for (const [mayWait, isDue, waits] of [
      [true, true, true],
      [true, false, false],
      [false, true, false],
    ] as const) {
      const budget = newBudget();
      budget.isDue = isDue;
      let called = 0;
      const answer = run('Int', () => (called += 1), budget, { mayWait });
      expect([mayWait, isDue, called]).toEqual([mayWait, isDue, waits ? 0 : 1]);
      expect(await answer).toEqual({ data: { value: 1 } });
    }
  });

  it('gives nothing where the request has ended before its turn came', async () => {
    const budget = newBudget();
    budget.isDue = true;
    let called = 0;
    const answer = run('Int', () => (called += 1), budget, { mayWait: true });
    budget.refuse(new Error('gone'));
    expect(await Promise.race([answer, delay(25, 'nothing')])).toBe('nothing');
    expect(called).toBe(0);
  });
});

describe('readCounted', () => {
  it('reads a property, as GraphQL does by itself', async () => {
    const query = '{ value { a b c } }';
    for (const budget of [undefined, newBudget()]) {
      const read = await run('Thing', () => ({ a: 1, b: () => 'called', c: async () => 3 }), budget, { query });
      expect(read).toEqual({ data: { value: { a: 1, b: 'called', c: 3 } } });
    }
  });

  it('calls a function on its object, with arguments and context', async () => {
    class Thing {
      readonly a = 7;
      b(given: unknown, context: { readonly budget?: unknown }): string {
        return `${this.a} ${JSON.stringify(given)} ${context.budget === undefined ? 'without' : 'with'}`;
      }
    }
    expect(await run('Thing', () => new Thing(), undefined, { query: '{ value { b } }' })).toEqual({
      data: { value: { b: '7 {} without' } },
    });
    expect(await run('Thing', () => new Thing(), newBudget(), { query: '{ value { b } }' })).toEqual({
      data: { value: { b: '7 {} with' } },
    });
  });

  it('counts what it reads, and what is called', async () => {
    const of = (thing: object) => sizeOf('Thing', thing, '{ value { b } }');
    const base = await of({ b: '' });
    expect(await of({ b: 'x'.repeat(1000) })).toBe(base + 2000);
    expect(await of({ b: () => 'x'.repeat(1000) })).toBe(base + 2000);
    expect(await of({ b: async () => 'x'.repeat(1000) })).toBeGreaterThan(base + 3000);
  });

  it('is nothing below what is no object', () => {
    const info = { fieldName: 'length' } as Parameters<Resolver>[3];
    for (const source of [undefined, null, 'a text', 7, true])
      expect(readCounted(source, {}, {}, info)).toBeUndefined();
  });

  it('counts nothing without a budget, nor without a context', () => {
    const info = { fieldName: 'a' } as Parameters<Resolver>[3];
    expect(readCounted({ a: 1 }, {}, undefined, info)).toBe(1);
    expect(readCounted({ a: 1 }, {}, {}, info)).toBe(1);
  });
});
