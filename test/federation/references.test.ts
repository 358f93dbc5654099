import { describe, expect, it } from '@jest/globals';
import { buildSchema, type GraphQLResolveInfo } from 'graphql';
import { createCatalogue } from '../../src/catalogue/catalogue.js';
import { hasKey, loadByKey, mergeReferences, loadReference } from '../../src/federation/references.js';
import type { RequestContext } from '../../src/federation/requestContext.js';
import type { ReferenceResolver, References, Subgraph } from '../../src/federation/subgraph.js';

const context = {} as RequestContext;
const noInfo = {} as GraphQLResolveInfo;

const subgraph = (name: string, references: References): Subgraph => ({ name, resolvers: {}, references });

/** What all subgraphs together say of a representation. */
const ask = async (resolve: ReferenceResolver | undefined, representation: object = { id: '1' }): Promise<unknown> =>
  resolve?.(representation as Record<string, unknown>, context, noInfo);

describe('mergeReferences', () => {
  it('has the types of all subgraphs, those of one as they are', () => {
    const one: ReferenceResolver = () => ({ id: '1' });
    const joined = mergeReferences([subgraph('a', { A: one }), subgraph('b', { B: one }), subgraph('c', {})]);
    expect(Object.keys(joined)).toEqual(['A', 'B']);
    expect(joined['A']).toBe(one);
  });

  it('puts what several say of an entity together, the word of the first before the others’', async () => {
    const joined = mergeReferences([
      subgraph('a', { A: () => ({ id: '1', name: 'of a' }) }),
      subgraph('b', { A: async () => ({ id: '1', name: 'of b', size: 2 }) }),
      subgraph('c', { A: () => ({ size: 3, colour: 'red' }) }),
    ]);
    expect(await ask(joined['A'])).toEqual({ id: '1', name: 'of a', size: 2, colour: 'red' });
  });

  it('is null where one does not know it', async () => {
    for (const nothing of [null, undefined, 'a text']) {
      const joined = mergeReferences([subgraph('a', { A: () => ({ id: '1' }) }), subgraph('b', { A: () => nothing })]);
      expect(await ask(joined['A'])).toBeNull();
    }
  });

  it('asks all of them at once, with what it was asked itself', async () => {
    const seen: unknown[][] = [];
    const note: ReferenceResolver = (...told) => {
      seen.push(told);
      return {};
    };
    const joined = mergeReferences([subgraph('a', { A: note }), subgraph('b', { A: note })]);
    const representation = { __typename: 'A', id: '7' };
    const answer = ask(joined['A'], representation);
    expect(seen).toEqual([
      [representation, context, noInfo],
      [representation, context, noInfo],
    ]);
    await answer;
  });

  it('fails at once for a bad representation, and later for what goes wrong later', async () => {
    const bad: ReferenceResolver = () => {
      throw new Error('bad');
    };
    const joined = mergeReferences([
      subgraph('a', { A: bad, B: async () => bad({}, context, noInfo) }),
      subgraph('b', { A: () => ({}), B: () => ({}) }),
    ]);
    expect(() => joined['A']?.({}, context, noInfo)).toThrow('bad');
    await expect(joined['B']?.({}, context, noInfo)).rejects.toThrow('bad');
  });

  it('leaves no failure unheard of those that began before a bad one', async () => {
    let unheard = 0;
    const count = (): void => void (unheard += 1);
    process.on('unhandledRejection', count);
    const bad: ReferenceResolver = () => {
      throw new Error('bad');
    };
    const joined = mergeReferences([
      subgraph('a', { A: () => Promise.reject(new Error('later')) }),
      subgraph('b', { A: bad }),
    ]);
    expect(() => joined['A']?.({}, context, noInfo)).toThrow('bad');
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', count);
    expect(unheard).toBe(0);
  });
});

/** What a resolver is told whose schema has entities with several kinds of keys. */
function infoWith(references: References): GraphQLResolveInfo {
  const schema = buildSchema(`
    directive @key(fields: String!) repeatable on OBJECT
    type Query { a: Int }
    type Customer @key(fields: "id") { id: ID! }
    type Meaning @key(fields: "a b") @key(fields: "fieldId") { fieldId: ID! a: ID! b: ID! }
    type Day @key(fields: "customerId date") { customerId: ID! date: ID! }
    type Plain { id: ID! }`);
  schema.extensions = { facet: { catalogue: createCatalogue(0, []), references } };
  return { schema } as GraphQLResolveInfo;
}

/** Tells what it was asked. */
const echo: ReferenceResolver = (representation) => ({ asked: representation });

describe('loadReference', () => {
  const info = infoWith({ Customer: echo, Meaning: echo, Day: echo, Nobody: () => null });

  it('asks for an entity by the one field of its key, whatever its name', async () => {
    expect(await loadReference('Customer', 'C1', context, info)).toEqual({
      asked: { __typename: 'Customer', id: 'C1' },
      id: 'C1',
      __typename: 'Customer',
    });
    expect(await loadReference('Meaning', '7', context, info)).toMatchObject({
      asked: { __typename: 'Meaning', fieldId: '7' },
      id: '7',
    });
  });

  it('is null for one that is unknown', async () => {
    const none = infoWith({ Customer: async () => null });
    expect(await loadReference('Customer', 'C1', context, none)).toBeNull();
  });

  it('is a fault of ours for what is no entity, or has no key of one field', async () => {
    for (const type of ['Day', 'Plain', 'Nothing', 'Nobody'])
      await expect(loadReference(type, '1', context, info)).rejects.toThrow(
        `No subgraph resolves references of type ${type} by one field`,
      );
  });
});

describe('loadByKey', () => {
  const info = infoWith({ Customer: echo, Meaning: echo, Day: echo });

  it('asks for an entity by as many fields as it is given', async () => {
    expect(await loadByKey('Day', ['C1', '2026-03-01'], context, info)).toEqual({
      asked: { __typename: 'Day', customerId: 'C1', date: '2026-03-01' },
      __typename: 'Day',
    });
    expect(await loadByKey('Meaning', ['1', '2'], context, info)).toMatchObject({
      asked: { __typename: 'Meaning', a: '1', b: '2' },
    });
    expect(await loadByKey('Day', ['C1', 'x'], context, infoWith({ Day: () => null }))).toBeNull();
  });

  it('gives the key alone where the entity is served elsewhere', async () => {
    const none = infoWith({});
    expect(await loadByKey('Day', ['C1', '2026-03-01'], context, none)).toEqual({
      __typename: 'Day',
      customerId: 'C1',
      date: '2026-03-01',
    });
    expect(await loadReference('Meaning', '7', context, none)).toEqual({
      __typename: 'Meaning',
      id: '7',
      fieldId: '7',
    });
  });

  it('is a fault of ours for a key of another length', async () => {
    await expect(loadByKey('Customer', ['1', '2'], context, info)).rejects.toThrow(
      'No subgraph resolves references of type Customer by 2 fields',
    );
  });
});

describe('hasKey', () => {
  it('knows which can be asked for by several', () => {
    const info = infoWith({ Customer: echo, Day: echo, Meaning: echo });
    expect(['Customer', 'Meaning', 'Day'].map((type) => hasKey(info, type, 2))).toEqual([false, true, true]);
  });

  it('knows which entities can be asked for by one field', () => {
    const info = infoWith({ Customer: echo, Day: echo, Meaning: echo });
    expect(['Customer', 'Meaning', 'Day', 'Plain', 'Nothing', 'constructor'].map((type) => hasKey(info, type))).toEqual(
      [true, true, false, false, false, false],
    );
    // Whoever answers for it may be served elsewhere.
    expect(hasKey(infoWith({}), 'Customer')).toBe(true);
  });
});
