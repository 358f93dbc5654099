import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { graphql, type ExecutionResult } from 'graphql';
import { createSubgraphSchema, type Representation, type SubgraphParts } from '../../src/subgraph.js';

const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@requires", "@external", "@interfaceObject"])
  type Product @key(fields: "id") @key(fields: "sku brand { name }") @key(fields: "old", resolvable: false) {
    id: ID! sku: String brand: Brand old: ID weight: Int @external heavy: Boolean @requires(fields: "weight")
  }
  type Brand { name: String! }
  type User @key(fields: "email") { email: ID! name: String }
  type Stub @key(fields: "id") { id: ID! twice: String }
  type Media @interfaceObject @key(fields: "id") { id: ID! title: String }
  interface Animal @key(fields: "id") { id: ID! sound: String }
  type Cat implements Animal @key(fields: "id") { id: ID! sound: String }
  type Dog implements Animal @key(fields: "id") { id: ID! sound: String }`;

interface Asked {
  readonly tenant: string;
}

type Parts = Omit<SubgraphParts<Asked>, 'typeDefs'>;

async function ask(parts: Parts, selection: string, representations: readonly unknown[]): Promise<ExecutionResult> {
  const schema = createSubgraphSchema<Asked>({ typeDefs: sdl, ...parts });
  const result = await graphql({
    schema,
    source: `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ${selection} } }`,
    variableValues: { r: representations },
    contextValue: { tenant: 'T' } satisfies Asked,
  });
  return JSON.parse(JSON.stringify(result)) as ExecutionResult;
}

const found = ({ data }: ExecutionResult) => data?.['_entities'];
const faults = ({ errors = [] }: ExecutionResult) =>
  errors.map(({ message, path, extensions }) => [path?.[1], extensions?.['code'], message]);

/** Answers with what it was called with, call by call. */
function recording(answer: (representation: Representation) => unknown) {
  const calls: (readonly Representation[])[] = [];
  const resolve = (representations: readonly Representation[]) => {
    calls.push(representations);
    return Promise.resolve(representations.map(answer));
  };
  return { calls, resolve };
}

const product = (id: unknown) => ({ __typename: 'Product', id });
const user = (email: string) => ({ __typename: 'User', email });

describe('references', () => {
  it('are asked once for each type and key, with the different representations in their order', async () => {
    const products = recording(({ id, sku }) => ({ id: id ?? `of ${String(sku)}` }));
    const users = recording(({ email }) => ({ email, name: `Name of ${String(email)}` }));
    const bySku = { __typename: 'Product', sku: 's', brand: { name: 'b' } };
    const result = await ask(
      { references: { Product: products.resolve, User: users.resolve } },
      '... on Product { id } ... on User { name }',
      [
        product(1),
        user('a'),
        product(2),
        bySku,
        user('b'),
        product(1),
        { brand: { name: 'b' }, sku: 's', __typename: 'Product' },
      ],
    );
    expect(faults(result)).toEqual([]);
    const [one, two, of] = [1, 2, 'of s'].map((id) => ({ __typename: 'Product', id: String(id) }));
    const [a, b] = ['a', 'b'].map((email) => ({ __typename: 'User', name: `Name of ${email}` }));
    expect(found(result)).toEqual([one, a, two, of, b, one, of]);
    expect(products.calls).toEqual([[product(1), product(2)], [bySku]]);
    expect(users.calls).toEqual([[user('a'), user('b')]]);
  });

  it('get the context, the info, and the fields that a field of theirs requires', async () => {
    const seen: unknown[] = [];
    const result = await ask(
      {
        references: {
          Product: (representations, context, info) => {
            seen.push(context, info.fieldName);
            return representations;
          },
        },
        resolvers: { Product: { heavy: ({ weight }: { weight: number }) => weight > 10 } },
      },
      '... on Product { heavy }',
      [
        { ...product(1), weight: 11 },
        { ...product(1), weight: 9 },
      ],
    );
    expect(seen).toEqual([{ tenant: 'T' }, '_entities']);
    expect(found(result)).toEqual([
      { __typename: 'Product', heavy: true },
      { __typename: 'Product', heavy: false },
    ]);
  });

  it('answer null for what is unknown, and an error for one that fails', async () => {
    const { resolve } = recording(({ id }) => [null, undefined, new Error('Lost.'), 'no object', { id }][Number(id)]);
    const result = await ask(
      { references: { Product: resolve } },
      '... on Product { id }',
      [0, 1, 2, 3, 4].map(product),
    );
    expect(found(result)).toEqual([null, null, null, null, { __typename: 'Product', id: '4' }]);
    expect(faults(result)).toEqual([[2, undefined, 'Lost.']]);
  });

  it.each([
    [() => [], 'The references of "Product" gave 0 answers for 2 representations.'],
    [() => [null, null, null], 'The references of "Product" gave 3 answers for 2 representations.'],
    [() => null as unknown as [], 'The references of "Product" gave no array for 2 representations.'],
    [() => Promise.reject(new Error('Away.')), 'Away.'],
    [
      () => {
        throw new Error('At once.');
      },
      'At once.',
    ],
  ])('that fail as a whole fail for each of theirs and for no others (%#)', async (resolve, message) => {
    const users = recording(({ email }) => ({ email }));
    const result = await ask({ references: { Product: resolve, User: users.resolve } }, '... on User { email }', [
      product(1),
      user('a'),
      product(2),
    ]);
    expect(found(result)).toEqual([null, { __typename: 'User', email: 'a' }, null]);
    expect(faults(result)).toEqual([
      [0, undefined, message],
      [2, undefined, message],
    ]);
  });

  it('of any list are those that each representation alone would have', async () => {
    const resolve = (representations: readonly Representation[]) =>
      representations.map(({ id, sku }) =>
        Number(id ?? sku) % 3 === 0 ? null : { id: `${String(id)}/${String(sku)}` },
      );
    const keys = fc.record({ id: fc.integer({ min: 0, max: 9 }) });
    const skus = fc.record({ sku: fc.integer({ min: 0, max: 9 }), brand: fc.constant({ name: 'b' }) });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(keys, skus, fc.constant({ no: 1 })), { maxLength: 40 }), async (list) => {
        const representations = list.map((one) => ({ __typename: 'Product', ...one }));
        const together = await ask({ references: { Product: resolve } }, '... on Product { id }', representations);
        const alone = representations.map((one) => {
          const { id, sku, no } = one as { id?: number; sku?: number; no?: number };
          return no === 1 || Number(id ?? sku) % 3 === 0
            ? null
            : { __typename: 'Product', id: `${String(id)}/${String(sku)}` };
        });
        expect(found(together)).toEqual(alone);
        expect(faults(together).map(([n]) => n)).toEqual(list.flatMap((one, n) => ('no' in one ? [n] : [])));
      }),
      { numRuns: 100, seed: 19 },
    );
  });
});

describe('a reference alone', () => {
  it('is resolved once for equal representations, all at the same time', async () => {
    const calls: unknown[] = [];
    const result = await ask(
      {
        resolvers: {
          User: {
            __resolveReference: async ({ email }: { email: string }, { tenant }: Asked) => {
              calls.push(email);
              await Promise.resolve();
              return email === 'none' ? null : { email, name: `${tenant} ${email} of ${calls.length}` };
            },
          },
        },
      },
      '... on User { name }',
      ['a', 'b', 'a', 'none'].map(user),
    );
    expect(found(result)).toEqual([
      { __typename: 'User', name: 'T a of 3' },
      { __typename: 'User', name: 'T b of 3' },
      { __typename: 'User', name: 'T a of 3' },
      null,
    ]);
    expect(calls).toEqual(['a', 'b', 'none']);
  });

  it('is the representation where nothing resolves it', async () => {
    const result = await ask(
      { resolvers: { Stub: { twice: ({ id }: { id: string }) => id + id } } },
      '... on Stub { twice }',
      [{ __typename: 'Stub', id: 'ab' }],
    );
    expect(found(result)).toEqual([{ __typename: 'Stub', twice: 'abab' }]);
  });

  it('may be an object of a class, and one that cannot be changed', async () => {
    class Person {
      readonly #name = 'private';
      constructor(readonly email: string) {}
      get name() {
        return `${this.#name} ${this.email}`;
      }
    }
    const result = await ask(
      {
        resolvers: {
          User: {
            __resolveReference: ({ email }: { email: string }) =>
              email === 'class' ? new Person(email) : Object.freeze({ email, name: 'frozen' }),
          },
        },
      },
      '... on User { name }',
      ['class', 'plain'].map(user),
    );
    expect(found(result)).toEqual([
      { __typename: 'User', name: 'private class' },
      { __typename: 'User', name: 'frozen' },
    ]);
  });
});

describe('references of interfaces', () => {
  it('are asked by the name of an interface object, which is a type here', async () => {
    const { calls, resolve } = recording(({ id }) => ({ id, title: `Title ${String(id)}` }));
    const media = { __typename: 'Media', id: 1 };
    const result = await ask({ references: { Media: resolve } }, '... on Media { title }', [media]);
    expect(found(result)).toEqual([{ __typename: 'Media', title: 'Title 1' }]);
    expect(calls).toEqual([[media]]);
  });

  const animals = [1, 2, 3].map((id) => ({ __typename: 'Animal', id }));

  it('give objects that say which of its types they are', async () => {
    const { resolve } = recording(({ id }) => ({
      __typename: id === 1 ? 'Cat' : 'Dog',
      id,
      sound: `sound ${String(id)}`,
    }));
    const result = await ask({ references: { Animal: resolve } }, '... on Animal { sound }', animals.slice(0, 2));
    expect(found(result)).toEqual([
      { __typename: 'Cat', sound: 'sound 1' },
      { __typename: 'Dog', sound: 'sound 2' },
    ]);
  });

  it('may leave that to how the interface resolves types', async () => {
    const { resolve } = recording(({ id }) => (id === 3 ? null : { id, sound: id === 1 ? 'miaow' : 'woof' }));
    const kind = ({ sound }: { sound: string }) => Promise.resolve(sound === 'miaow' ? 'Cat' : 'Dog');
    const parts = { references: { Animal: resolve }, resolvers: { Animal: { __resolveType: kind } } };
    expect(found(await ask(parts, '... on Animal { sound }', animals))).toEqual([
      { __typename: 'Cat', sound: 'miaow' },
      { __typename: 'Dog', sound: 'woof' },
      null,
    ]);
  });

  it('fail where nothing says it', async () => {
    const { resolve } = recording(({ id }) => ({ id }));
    expect(faults(await ask({ references: { Animal: resolve } }, '', animals.slice(0, 1)))).toEqual([
      [
        0,
        undefined,
        'The reference of the interface "Animal" gave an object that does not say its type by "__typename".',
      ],
    ]);
  });
});

describe('bad representations', () => {
  it('have an error of their own, and cost the others nothing', async () => {
    const { calls, resolve } = recording(({ id }) => ({ id }));
    const bad = [
      'text',
      7,
      [product(1)],
      {},
      { __typename: 5 },
      { __typename: 'Nothing', id: 1 },
      { __typename: 'Brand', name: 'no key' },
      { __typename: 'constructor' },
      { __typename: 'Product' },
      { __typename: 'Product', sku: 's' },
      { __typename: 'Product', sku: 's', brand: {} },
      { __typename: 'Product', old: 1 },
      { __typename: 'Stub' },
      { __typename: 'x'.repeat(1000) },
    ];
    const result = await ask({ references: { Product: resolve } }, '', [...bad, product(1), product(null)]);
    const object = 'A representation must be an object with a "__typename".';
    const unknown = (name: string) => `This subgraph resolves no references of type "${name}".`;
    const key = 'A representation of "Product" must have the fields of a key: "id" or "sku brand { name }".';
    expect(faults(result)).toEqual(
      [
        object,
        object,
        object,
        object,
        object,
        unknown('Nothing'),
        unknown('Brand'),
        unknown('constructor'),
        key,
        key,
        key,
        key,
        'A representation of "Stub" must have the fields of a key: "id".',
        unknown(`${'x'.repeat(63)}…`),
      ].map((message, n) => [n, 'BAD_REPRESENTATION', message]),
    );
    expect(calls).toEqual([[product(1), product(null)]]);
  });
});

describe('limits', () => {
  const many = Array.from({ length: 7 }, (_, id) => product(id));

  it('are of different representations', async () => {
    const { calls, resolve } = recording(({ id }) => ({ id }));
    const parts = { references: { Product: resolve }, limits: { representations: 6, hint: ' (of this test)' } };
    const twice = [...many.slice(0, 6), ...many.slice(0, 6)];
    expect(found(await ask(parts, '... on Product { id }', twice))).toHaveLength(12);
    const refused = await ask(parts, '... on Product { id }', many);
    expect(refused).toMatchObject({
      data: null,
      errors: [
        {
          message: '"representations" has 7 entries, and 6 are the most, equal ones counted once (of this test).',
          extensions: { code: 'TOO_MANY_ENTRIES' },
        },
      ],
    });
    expect(calls).toHaveLength(1);
  });

  it('make several batches of one', async () => {
    const { calls, resolve } = recording(({ id }) => (id === 4 ? new Error('Four.') : { id }));
    const parts = { references: { Product: resolve }, limits: { together: 3 } };
    const result = await ask(parts, '... on Product { id }', [...many, { __typename: 'Product' }]);
    expect(calls.map((call) => call.map(({ id }) => id))).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
    expect((found(result) as ({ id: string } | null)[]).map((one) => one?.id)).toEqual([
      '0',
      '1',
      '2',
      '3',
      undefined,
      '5',
      '6',
      undefined,
    ]);
    expect(new Set(faults(result).map(([n]) => n))).toEqual(new Set([4, 7]));
  });

  it('there are none of 10,000 representations unless they are given, which are one call', async () => {
    const { calls, resolve } = recording(({ id }) => ({ id }));
    const all = Array.from({ length: 10_000 }, (_, id) => product(id));
    const result = await ask({ references: { Product: resolve } }, '... on Product { id }', all);
    expect(found(result)).toEqual(all.map(({ id }) => ({ __typename: 'Product', id: String(id) })));
    expect(calls.map(({ length }) => length)).toEqual([10_000]);
  });

  it('answers no representations with none', async () => {
    expect(await ask({}, '', [])).toEqual({ data: { _entities: [] } });
  });
});
