import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blankRows } from '../../../../src/ingest/import/sources/blankRows.js';
import { allOf, inPieces } from './pieces.js';

const fault = 'has a quote that is not closed, or closed before the field ends';

const rowsOf = (text: string, quote = '"') => allOf(blankRows(inPieces(text), 'x.txt', quote));

describe.each<[quote: string, line: string, fields: string[]]>([
  ['"', 'a', ['a']],
  ['"', 'a b', ['a', 'b']],
  ['"', '  a \t\t b  ', ['a', 'b']],
  ['"', '"a b" c', ['a b', 'c']],
  ['"', '"" b', ['', 'b']],
  ['"', '"a ""b"" c"', ['a "b" c']],
  ['"', '""""', ['"']],
  ['"', 'a"b c"d', ['a"b', 'c"d']],
  ['"', '"a\tb"\t"c"', ['a\tb', 'c']],
  ["'", `'a b' "c d"`, ['a b', '"c', 'd"']],
  ['', '"a b"', ['"a', 'b"']],
  ['$', '$a$$b$ c', ['a$b', 'c']],
  // A blank that is no space and no tab parts nothing.
  ['"', 'a\u00A0b\u2003c', ['a\u00A0b\u2003c']],
])('with the quote %j', (quote, line, fields) => {
  test(`the line ${JSON.stringify(line)} has the fields ${JSON.stringify(fields)}`, async () => {
    expect(await rowsOf(`${line}\n`, quote)).toEqual([{ line: 1, fields }]);
    expect(await rowsOf(line, quote)).toEqual([{ line: 1, fields }]);
  });
});

test.each(['"a', 'a "b c', '"a"b', '"a""', 'x "a"" y'])('the line %j is faulty by itself', async (line) => {
  expect(await rowsOf(`ok 1\n${line}\nok 2\n`)).toEqual([
    { line: 1, fields: ['ok', '1'] },
    { line: 2, fields: [line], fault },
    { line: 3, fields: ['ok', '2'] },
  ]);
});

test('lines without anything are no rows, and are counted', async () => {
  expect(await rowsOf('\n  \t\na b\r\n\r\nc\n')).toEqual([
    { line: 3, fields: ['a', 'b'] },
    { line: 5, fields: ['c'] },
  ]);
});

test('a line of more than 2 million characters and one of other bytes are faulty, and reading goes on', async () => {
  const long = `${'a '.repeat(1_000_000)}b`;
  const rows = await rowsOf(`1\n${long}\n2\n`);
  expect(rows.map((row) => [row.line, row.fault])).toEqual([
    [1, undefined],
    [2, 'is longer than 2000000 characters'],
    [3, undefined],
  ]);
  const invalid = async function* () {
    yield await Promise.resolve({ text: 'a b\nc \uFFFD\n', valid: false, encoding: 'big5' });
  };
  expect(await allOf(blankRows(invalid(), 'x.txt', '"'))).toEqual([
    { line: 1, fields: ['a', 'b'] },
    { line: 2, fields: ['c \uFFFD'], fault: 'is not valid big5' },
  ]);
});

test('lines are taken apart as a regular expression does it, however the pieces are cut', async () => {
  const field = /[ \t]*(?:"((?:[^"]|"")*)"(?=[ \t]|$)|([^" \t][^ \t]*))/gy;
  const slow = (line: string): string[] | undefined => {
    const fields: string[] = [];
    let end = 0;
    for (const found of line.matchAll(field)) {
      end = found.index + found[0].length;
      fields.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    }
    return line.slice(end).trim() === '' ? fields : undefined;
  };
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '"', '""', ' ', '\t', 'é'), maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(letters, { maxLength: 4 }), fc.integer({ min: 1, max: 9 }), async (lines, size) => {
      const rows = await allOf(blankRows(inPieces(lines.join('\n'), size), 'x.txt', '"'));
      const expected = lines.flatMap((text, index) => {
        const fields = slow(text);
        if (fields === undefined) return [{ line: index + 1, fields: [text], fault }];
        return fields.length === 0 ? [] : [{ line: index + 1, fields }];
      });
      expect(rows).toEqual(expected);
    }),
    { numRuns: 400 },
  );
});
