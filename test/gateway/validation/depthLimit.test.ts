import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, parse, validate } from 'graphql';
import { createDepthLimit } from '../../../src/gateway/validation/depthLimit.js';

const schema = buildSchema('type Query { a: Query, b: Query, leaf: Int } type Mutation { a: Query }');

/** The depths that a limit refuses, one for each operation that is too deep. */
const refused = (query: string, limit: number): unknown[] =>
  validate(schema, parse(query), [createDepthLimit(limit)]).map(({ extensions }) => extensions['found']);

describe('createDepthLimit', () => {
  it('takes a leaf at the root for 1 deep', () => {
    expect(refused('{ leaf }', 1)).toEqual([]);
    expect(refused('{ leaf }', 0)).toEqual([1]);
    expect(refused('{ a { b { leaf } } }', 3)).toEqual([]);
    expect(refused('{ a { b { leaf } } leaf }', 2)).toEqual([3]);
  });

  it('says so with the operation, its depth and the limit', () => {
    const [error] = validate(schema, parse('{ leaf }\nquery B { a { leaf } }'), [createDepthLimit(1)]);
    expect(error?.toJSON()).toEqual({
      message: 'The query nests fields 2 deep; the limit is 1.',
      locations: [{ line: 2, column: 1 }],
      extensions: { code: 'MAX_DEPTH_LIMIT', limit: 1, found: 2 },
    });
  });

  it('looks at each operation by itself', () => {
    const query = 'query A { leaf } query B { a { leaf } } mutation C { a { a { leaf } } }';
    expect(refused(query, 1)).toEqual([2, 3]);
    expect(refused(query, 3)).toEqual([]);
  });

  it('goes through fragments, which add nothing themselves', () => {
    expect(refused('{ ... { ... on Query { leaf } } }', 1)).toEqual([]);
    const query = '{ a { ...F } ...G } fragment F on Query { a { ...G } } fragment G on Query { a { leaf } }';
    expect(refused(query, 3)).toEqual([4]);
    expect(refused(query, 4)).toEqual([]);
    // Those that nobody spreads do not count.
    expect(refused('{ leaf } fragment F on Query { a { a { a { leaf } } } }', 1)).toEqual([]);
  });

  it('leaves introspection out, and counts what stands beside it', () => {
    const introspection = '__schema { types { fields { type { ofType { ofType { name } } } } } }';
    expect(refused(`{ ${introspection} __type(name: "A") { fields { name } } }`, 0)).toEqual([]);
    expect(refused(`{ ${introspection} a { leaf } }`, 1)).toEqual([2]);
    expect(refused('{ __typename }', 0)).toEqual([1]);
  });

  it('ends at fragments that are unknown or in themselves, which other rules refuse', () => {
    expect(refused('{ a { ...Nowhere } }', 1)).toEqual([]);
    expect(refused('{ ...F } fragment F on Query { a { ...F } }', 1)).toEqual([]);
    expect(refused('{ ...F } fragment F on Query { a { ...G } } fragment G on Query { b { ...F } }', 1)).toEqual([2]);
  });

  it('measures a fragment once, however often it is spread', () => {
    // By going through each spread again these would be 2^40 fields.
    const fragments = Array.from(
      { length: 40 },
      (_, n) => `fragment F${n} on Query { a { ...F${n + 1} } b { ...F${n + 1} } }`,
    );
    const query = `{ ...F0 } ${fragments.join(' ')} fragment F40 on Query { leaf }`;
    const began = performance.now();
    expect(refused(query, 40)).toEqual([41]);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('finds the depth that is built', () => {
    const depth = fc.letrec<{ tree: { text: string; depth: number } }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.constant({ text: 'leaf', depth: 1 }),
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((trees) => ({
          text: `a { ${trees.map(({ text }) => text).join(' ')} }`,
          depth: 1 + Math.max(...trees.map((one) => one.depth)),
        })),
        fc.array(tie('tree'), { minLength: 1, maxLength: 2 }).map((trees) => ({
          text: `... { ${trees.map(({ text }) => text).join(' ')} }`,
          depth: Math.max(...trees.map((one) => one.depth)),
        })),
      ),
    })).tree;
    fc.assert(
      fc.property(depth, ({ text, depth: built }) => {
        expect(refused(`{ ${text} }`, built)).toEqual([]);
        expect(refused(`{ ${text} }`, built - 1)).toEqual([built]);
      }),
    );
  });
});
