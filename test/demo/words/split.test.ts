import { describe, expect, it } from '@jest/globals';
import { cells, split } from '../../../src/demo/words/split.js';

describe('split', () => {
  it.each([
    ['a', ['a']],
    ['a, b,c', ['a', 'b', 'c']],
    ['two words,\n    next line ', ['two words', 'next line']],
    ['a,,b', ['a', '', 'b']],
    ['', ['']],
  ])('of %j are %j', (text, words) => expect(split(text)).toEqual(words));
});

describe('cells', () => {
  it('are rows of cells without the blanks around them', () => {
    expect(cells('\n  a | b c |\n\n  d |   | e, f\n  \n')).toEqual([
      ['a', 'b c', ''],
      ['d', '', 'e, f'],
    ]);
    expect(cells('')).toEqual([]);
    expect(cells('one')).toEqual([['one']]);
  });
});
