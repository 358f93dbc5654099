import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textLines } from '../../../../src/ingest/import/sources/textLines.js';
import { refusal } from '../../../support/refusal.js';
import { allOf, inPieces } from './pieces.js';

const linesOf = (text: string, size?: number, longest = 100) =>
  allOf(textLines(inPieces(text, size), 'x.log', longest));

test.each<[text: string, lines: [line: number, text: string][]]>([
  ['', []],
  ['a', [[1, 'a']]],
  ['a\n', [[1, 'a']]],
  [
    'a\nb',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'a\r\nb\r\n',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    '\n\na\n \t\n\nb',
    [
      [3, 'a'],
      [6, 'b'],
    ],
  ],
  [' a \n', [[1, ' a ']]],
  // CR ends lines where the first piece has no LF, and is part of a line elsewhere.
  [
    'a\rb\rc',
    [
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ],
  ],
  [
    'a\rb\nc',
    [
      [1, 'a\rb'],
      [2, 'c'],
    ],
  ],
  [
    'a\r\r\nb',
    [
      [1, 'a\r'],
      [2, 'b'],
    ],
  ],
])('%j has the lines %j', async (text, lines) => {
  expect(await linesOf(text)).toEqual(lines.map(([line, own]) => ({ line, text: own })));
});

test('lines are the same however the text is cut', async () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '\r\n', '\n'), maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(letters, fc.integer({ min: 1, max: 6 }), async (text, size) => {
      // So that the first piece tells how lines end.
      const whole = `${' '.repeat(size - 1)}\n${text}`;
      const expected = whole
        .split('\n')
        .map((line, index) => ({ line: index + 1, text: line.replace(/\r$/, '') }))
        .filter((line) => line.text.trim() !== '');
      expect(await linesOf(whole, size)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test.each([1, 2, 3, 7, 1000])('a line that is too long is cut and faulty, in pieces of %d', async (size) => {
  const fault = 'is longer than 4 characters';
  expect(await linesOf('\nabcd\nabcde\nabc\nabcdefghijkl\n\nxy', size, 4)).toEqual([
    { line: 2, text: 'abcd' },
    { line: 3, text: 'abcd', fault },
    { line: 4, text: 'abc' },
    { line: 5, text: 'abcd', fault },
    { line: 7, text: 'xy' },
  ]);
});

test('a line with bytes that were replaced is faulty, those around it are not', async () => {
  const chunks = async function* () {
    yield await Promise.resolve({ text: 'a\nb', valid: true, encoding: 'big5' });
    yield await Promise.resolve({ text: 'c\uFFFD\nd\ne', valid: false, encoding: 'big5' });
    yield await Promise.resolve({ text: '\uFFFD\nf\n\uFFFD\n', valid: true, encoding: 'big5' });
    yield await Promise.resolve({ text: '\uFFFD', valid: false, encoding: 'big5' });
  };
  const fault = 'is not valid big5';
  expect(await allOf(textLines(chunks(), 'x.log', 100))).toEqual([
    { line: 1, text: 'a' },
    { line: 2, text: 'bc\uFFFD', fault },
    { line: 3, text: 'd' },
    // The third piece has a character that is written U+FFFD; the line began in a piece that was not valid.
    { line: 4, text: 'e\uFFFD', fault },
    { line: 5, text: 'f', fault: undefined },
    { line: 6, text: '\uFFFD', fault },
    { line: 7, text: '\uFFFD', fault },
  ]);
});

test('a text without ends of lines is given up after 20 million characters, whatever is kept of it', async () => {
  const piece = 'a'.repeat(1_000_000);
  const endless = async function* (count: number) {
    yield { text: 'first\n', valid: true };
    for (let at = 0; at < count; at += 1) yield await Promise.resolve({ text: piece, valid: true });
  };
  const fault = 'is longer than 10 characters';
  expect(await allOf(textLines(endless(20), 'x.log', 10))).toEqual([
    { line: 1, text: 'first' },
    { line: 2, text: 'a'.repeat(10), fault },
  ]);
  await expect(allOf(textLines(endless(21), 'x.log', 10))).rejects.toThrow(
    refusal('x.log, line 2 is too long to be read.', 'BAD_FILE'),
  );
});
