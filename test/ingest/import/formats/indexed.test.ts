import { expect, test } from '@jest/globals';
import { indexed } from '../../../../src/ingest/import/formats/indexed.js';
import { readDecimalComma } from '../../../../src/ingest/import/formats/numbers.js';
import { readText } from '../../../../src/ingest/import/formats/texts.js';

const long = (value: string): unknown =>
  expect.objectContaining({ name: 'BadValue', reason: 'is longer than 1,000 bytes', value });

// Letters of UTF-8 take one byte, two, three and four.
test.each<[letter: string, bytes: number]>([
  ['a', 1],
  ['ß', 2],
  ['€', 3],
  ['😀', 4],
])('1,000 bytes of %s are the most', (letter, bytes) => {
  const read = indexed(readText);
  const most = letter.repeat(Math.floor(1000 / bytes));
  expect(read(most)).toBe(most);
  // With what is left of 1,000 bytes in single ones.
  const full = most + 'a'.repeat(1000 % bytes);
  expect(read(full)).toBe(full);
  expect(() => read(`${full}a`)).toThrow(long(`${full}a`));
  expect(() => read(most + letter)).toThrow(long(most + letter));
});

test('the text that is stored counts, and not that of the file', () => {
  const read = indexed((text) => text.slice(0, 10));
  expect(read('x'.repeat(5000))).toBe('x'.repeat(10));
  const longer = indexed((text) => text.repeat(2));
  expect(() => longer('x'.repeat(501))).toThrow(long('x'.repeat(1002)));
});

test('what the reader below refuses, it refuses first', () => {
  expect(() => indexed(readDecimalComma)(`1.5${'x'.repeat(2000)}`)).toThrow('is not a decimal number with a comma');
  expect(() => indexed(readText)(`\0${'x'.repeat(2000)}`)).toThrow('holds a NUL byte');
});
