import { expect, it } from '@jest/globals';
import { plural } from '../../../src/lib/text/plural.js';

it.each([
  [0, '0 rows'],
  [1, '1 row'],
  [2, '2 rows'],
  [1_234_567, '1,234,567 rows'],
])('%i is %s', (count, text) => {
  expect(plural(count, 'row')).toBe(text);
});
