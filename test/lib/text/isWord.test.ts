import { expect, it } from '@jest/globals';
import { isWord } from '../../../src/lib/text/isWord.js';

it.each([
  ['a,4711,b', '4711', true],
  ['4711', '4711', true],
  ['a "4711"', '4711', true],
  ['a14711,b', '4711', false],
  ['47110', '4711', false],
  // The second place counts where the first is none.
  ['x4711 4711', '4711', true],
  ['né4711', '4711', false],
  ['', '4711', false],
])('of %j as a word in %j', (text, word, expected) => {
  expect(isWord(text, word)).toBe(expected);
});
