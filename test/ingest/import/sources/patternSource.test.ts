import { describe, expect, test } from '@jest/globals';
import { patternSource } from '../../../../src/ingest/import/sources/patternSource.js';
import { refusal } from '../../../support/refusal.js';
import { allOf, inPieces } from './pieces.js';

const open = (text: string, pattern: string) =>
  patternSource('x.log', () => inPieces(text, 100), pattern, 'imports[0].format');

describe('lines by a pattern', () => {
  test('have a field for each group with a name, in the order of the pattern', async () => {
    const { shape, rows } = open('b=2\na=1;c\nnonsense\n\nb=3\n', String.raw`^(?:(?<a>a=\d);)?(?<b>b=\d|c)$`);
    expect(shape.names).toEqual(['a', 'b']);
    expect([shape.column('a', 'here'), shape.column('b', 'here'), shape.path]).toEqual([0, 1, undefined]);
    const all = await allOf(rows());
    expect(all.map(({ line, fields, fault, raw }) => [line, fields, fault, raw?.()])).toEqual([
      [1, [null, 'b=2'], undefined, 'b=2'],
      [2, ['a=1', 'c'], undefined, 'a=1;c'],
      [3, ['nonsense'], 'does not match the pattern of its format', 'nonsense'],
      [5, [null, 'b=3'], undefined, 'b=3'],
    ]);
  });

  test('match where the pattern does, which need not be the whole line', async () => {
    const rows = await allOf(open('say 12 and 34\nÄ 5', String.raw`(?<word>\p{L}+) (?<number>\d+)`).rows());
    expect(rows.map(({ fields }) => fields)).toEqual([
      ['say', '12'],
      ['Ä', '5'],
    ]);
  });

  test('are read up to 10,000 characters', async () => {
    const rows = await allOf(open(`${'a'.repeat(10_000)}\n${'a'.repeat(10_001)}\nb`, '^(?<all>.+)$').rows());
    expect(rows.map(({ line, fault, fields }) => [line, fault, fields[0]?.length])).toEqual([
      [1, undefined, 10_000],
      [2, 'is longer than 10000 characters', 10_000],
      [3, undefined, 1],
    ]);
  });
});

test.each<[pattern: string, sentence: string | RegExp]>([
  ['(?<a>', /^imports\[0\]\.format\.pattern: Invalid regular expression/],
  ['(?<a>x)(?<a>y)', /^imports\[0\]\.format\.pattern: Invalid regular expression/],
  ['^(a) (b)$', 'imports[0].format.pattern names no column: write groups as (?<name>…).'],
  // Looks behind, which is no group.
  ['(?<=a)b', 'imports[0].format.pattern names no column: write groups as (?<name>…).'],
  ['(?<!a)b', 'imports[0].format.pattern names no column: write groups as (?<name>…).'],
])('the pattern %s is refused', (pattern, sentence) => {
  expect(() => open('', pattern)).toThrow(sentence);
  expect(() => open('', pattern)).toThrow(expect.objectContaining({ name: 'UserError', code: 'BAD_CONFIG' }));
});

test('a column that the pattern does not name is refused', () => {
  expect(() => open('', '(?<time>a)').shape.column('tine', 'here')).toThrow(
    refusal('here: x.log has no column "tine". Did you mean "time"?', 'BAD_CONFIG'),
  );
});
