import { expect, it } from '@jest/globals';
import { isNumberText } from '../../../src/lib/numbers/isNumberText.js';

it.each(['0', '-5', '0123', '1.50', '-1e-7', '2E+10', '12345678901234567890.1'])('%s is one', (text) =>
  expect(isNumberText(text)).toBe(true),
);
it.each(['', '+5', '.5', '5.', '0x10', '1 ', '1e', '-', 'NaN', 'Infinity', '-5-3', '1,5', '١'])('%j is none', (text) =>
  expect(isNumberText(text)).toBe(false),
);
