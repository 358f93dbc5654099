import { expect, test } from '@jest/globals';
import { escapeCopy } from '../../../src/lib/text/escapeCopy.js';

test.each([
  ['plain', 'plain'],
  ['a\tb', 'a\\tb'],
  ['a\r\nb', 'a\\r\\nb'],
  ['\\N', '\\\\N'],
])('%j is %j to copy', (text, escaped) => expect(escapeCopy(text)).toBe(escaped));
