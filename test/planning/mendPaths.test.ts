import { expect, it } from '@jest/globals';
import { mendPaths } from '../../src/planning/stitching/mendPaths.js';

const data = { a: [{ b: 1 }, { b: null }, null, { b: null }], c: [[{ d: null }], [{ d: 2 }]], e: { f: null } };

it.each([
  [
    'as many errors as places',
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [
      ['a', 1, 'b'],
      ['a', 3, 'b'],
    ],
  ],
  ['a list of lists', [['c', 'd']], [['c', 0, 0, 'd']]],
  ['an index that is null', [['c', null, null, 'd']], [['c', 0, 0, 'd']]],
  ['fewer errors than places', [['a', 'b']], [['a']]],
  [
    'a whole path',
    [
      ['a', 1, 'b'],
      ['e', 'f'],
      ['e', 'f', 'g'],
    ],
    [
      ['a', 1, 'b'],
      ['e', 'f'],
      ['e', 'f', 'g'],
    ],
  ],
  ['no path', [undefined], [undefined]],
])('gives errors the places that their paths may mean: %s', (_, paths, expected) => {
  expect(mendPaths(paths, data)).toEqual(expected);
});

it('keeps a path where there is no data', () => {
  expect(mendPaths([['a', 'b']], null)).toEqual([['a', 'b']]);
});
