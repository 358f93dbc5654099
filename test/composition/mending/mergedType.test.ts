import { expect, it } from '@jest/globals';
import { parse, parseType, print } from 'graphql';
import { readTypes } from '../../../src/composition/facts/readTypes.js';
import { mergedType } from '../../../src/composition/mending/mergedType.js';

const types = readTypes(
  parse(`interface Top { a: Int } interface Mid implements Top { a: Int } type A implements Mid & Top { a: Int }
    type B implements Top { a: Int } union Any = A | B type Apart { a: Int }`),
);

it.each([
  [['A', 'A'], 'A'],
  [['A!', 'A'], 'A'],
  [['A!', 'A!'], 'A!'],
  [['A', 'Any'], 'Any'],
  [['Any!', 'A!'], 'Any!'],
  [['A', 'Mid', 'Top'], 'Top'],
  [['[A!]!', '[Mid]'], '[Mid]'],
  [['[[A!]!]!', '[[Top!]]!'], '[[Top!]]!'],
  [['A', 'B'], undefined],
  [['A', 'Apart'], undefined],
  [['[A]', 'A'], undefined],
  [['Int', 'String'], undefined],
])('mergedType of %j is %s', (given, merged) => {
  const type = mergedType(
    given.map((one) => parseType(one)),
    types,
  );
  expect(type && print(type)).toBe(merged);
});
