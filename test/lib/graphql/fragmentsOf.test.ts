import { expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { fragmentsOf } from '../../../src/lib/graphql/fragmentsOf.js';

it('finds the fragments of a document by their names, wherever they stand, and nothing else', () => {
  const found = fragmentsOf(
    parse('fragment B on Q { b } query A { ...B ...C } fragment C on Q { c } type D { d: Int }'),
  );
  expect([...found].map(([name, node]) => [name, print(node).replaceAll(/\s+/g, ' ')])).toEqual([
    ['B', 'fragment B on Q { b }'],
    ['C', 'fragment C on Q { c }'],
  ]);
});

it('has the last of two of one name, and none of a document without', () => {
  const found = fragmentsOf(parse('fragment B on Q { first } fragment B on Q { last } query A { ...B }'));
  expect([...found.values()].map(print)).toEqual(['fragment B on Q {\n  last\n}']);
  expect(fragmentsOf(parse('{ a }')).size).toBe(0);
});
