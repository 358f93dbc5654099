import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { absentColumn, compileColumn, planColumn } from '../../../../src/ingest/import/columns/compileColumn.js';
import type { TargetColumn } from '../../../../src/ingest/import/columns/targetColumn.js';
import { refusal } from '../../../support/refusal.js';
import { scopeOf } from '../scopeOf.js';

const instants = 'timestamp with time zone';

const column = (kind: string, given: Partial<TargetColumn> = {}): TargetColumn => ({
  name: 'filled',
  sqlType: kind,
  kind,
  required: false,
  absent: null,
  ...given,
});

/** What a column makes of the text `a`; the reason where it is a bad value. */
function valueOf(target: TargetColumn, source: unknown, text: string, zone?: string): string | null {
  const { evaluate, read } = compileColumn(target, source, 'here', scopeOf(['a', 'b']), zone);
  try {
    const found = evaluate([text, 'other']);
    return found === null ? null : read(found);
  } catch (error) {
    expect(error).toMatchObject({ name: 'BadValue' });
    return `! ${(error as Error).message}`;
  }
}

describe.each<[what: string, target: TargetColumn, source: unknown, cases: [text: string, value: string | null][]]>([
  [
    'a text',
    column('text'),
    'a',
    [
      [' x ', 'x'],
      ['', null],
      ['x'.repeat(2000), 'x'.repeat(2000)],
    ],
  ],
  [
    'a text with other texts for no value',
    column('text'),
    { column: 'a', nulls: ['-', 'n/a'] },
    [
      ['-', null],
      [' n/a ', null],
      ['', ''],
      ['--', '--'],
    ],
  ],
  [
    'a text of an index',
    column('text', { isIndexed: true }),
    'a',
    [
      ['x'.repeat(1000), 'x'.repeat(1000)],
      ['x'.repeat(1001), '! is longer than 1,000 bytes'],
    ],
  ],
  [
    'a number with a comma',
    column('numeric'),
    { column: 'a', format: 'decimal_comma' },
    [
      ['1.234,5', '1234.5'],
      ['1234.5', '! is not a decimal number with a comma (for example 1.234,56)'],
      ['', null],
    ],
  ],
  [
    'a result of numbers with a comma',
    column('numeric'),
    { multiply: ['a', { constant: 2 }], format: 'decimal_comma' },
    [['1,5', '3.0']],
  ],
  [
    'a day with two digits for its year',
    column('date'),
    { column: 'a', format: 'DD.MM.YY' },
    // Imported in 2026: from 1947 to 2046.
    [
      ['01.02.46', '2046-02-01'],
      ['01.02.47', '1947-02-01'],
      ['30.02.47', '! is not a day of the calendar'],
    ],
  ],
  [
    'such a day from a year on',
    column('date', { datesOf: 'past' }),
    { column: 'a', format: 'DD.MM.YY', yearsFrom: 1900 },
    [
      ['31.12.99', '1999-12-31'],
      ['01.01.00', '1900-01-01'],
    ],
  ],
  [
    'such a day of birth',
    column('date', { datesOf: 'births' }),
    { column: 'a', format: 'DD.MM.YY' },
    [
      ['31.01.26', '2026-01-31'],
      ['01.02.26', '1926-02-01'],
    ],
  ],
  [
    'such a day before the import, which may be a day later elsewhere',
    column('date', { datesOf: 'past' }),
    { column: 'a', format: 'DD.MM.YY' },
    [
      ['01.02.26', '2026-02-01'],
      ['02.02.26', '1926-02-02'],
    ],
  ],
  [
    'a day of birth',
    column('date', { datesOf: 'births' }),
    'a',
    [
      ['2026-01-31', '2026-01-31'],
      ['2026-02-01', '! is a day of birth after the day of the import'],
      ['1876-01-30', '! is a day of birth more than 150 years ago'],
    ],
  ],
  [
    'an instant of a zone of its own',
    column(instants),
    { column: 'a', zone: 'Asia/Tokyo' },
    [
      ['2026-01-31 10:00', '2026-01-31 10:00 Asia/Tokyo'],
      ['2026-01-31 10:00Z', '2026-01-31 10:00Z'],
    ],
  ],
  [
    'an instant by a pattern, in the zone of the entry',
    column(instants),
    { column: 'a', format: 'D.M.YYYY H:mm' },
    [['1.2.2026 9:05', '2026-02-01 09:05:00 Europe/Paris']],
  ],
])('%s', (_, target, source, cases) => {
  test.each(cases)('"%s" is %j', (text, value) => {
    expect(valueOf(target, source, text, 'Europe/Paris')).toBe(value);
  });
});

describe('constants', () => {
  test.each<[target: TargetColumn, source: unknown, constant: string | null]>([
    [column('text'), { constant: ' shop ' }, ' shop '],
    [column('numeric'), { constant: 1.5 }, '1.5'],
    [column('numeric'), { constant: '1,5', format: 'decimal_comma' }, '1.5'],
    [column('boolean'), { constant: 'Yes' }, 'true'],
    [column('boolean'), { not: { constant: true } }, 'false'],
    [column('text'), { concat: [{ constant: 'a' }, { constant: 'b' }] }, 'ab'],
    [column('text'), { constant: '' }, null],
    [column('text', { absent: 'default', required: true }), { constant: '' }, 'default'],
    [column('text', { nullMeans: 'no end' }), parse('if: { when: { constant: true }, then: null }'), null],
  ])('%#: worked out once, in the form of PostgreSQL', (target, source, constant) => {
    const plan = compileColumn(target, source, 'here', scopeOf(['a']), undefined);
    expect(plan.columns).toEqual([]);
    expect(plan.constant).toBe(constant);
  });

  test('what reads a column is none', () => {
    expect(compileColumn(column('text'), 'a', 'here', scopeOf(['a']), undefined).constant).toBeUndefined();
    expect(
      compileColumn(column('text'), { rowNumber: true }, 'here', scopeOf(['a']), undefined).constant,
    ).toBeUndefined();
  });

  test.each<[target: TargetColumn, source: unknown, sentence: string]>([
    [column('numeric'), { constant: 'x' }, 'here: "x" is not a decimal number, as filled needs.'],
    [
      column('date'),
      { constant: '2026-02-30' },
      'here: "2026-02-30" is not a day of the calendar (YYYY-MM-DD), as filled needs.',
    ],
    [column('text', { required: true }), { constant: '' }, 'here is never known, and filled must be.'],
    [
      column('text', { nullMeans: 'no end' }),
      { constant: '' },
      'here is never known, which would mean no end in every row; leave it out.',
    ],
    [
      column('date', { datesOf: 'births' }),
      { constant: '2027-01-01' },
      'here: "2027-01-01" is a day of birth after the day of the import, as filled needs.',
    ],
  ])('%#: a bad one is refused before the first row', (target, source, sentence) => {
    expect(() => compileColumn(target, source, 'here', scopeOf(['a']), undefined)).toThrow(
      refusal(sentence, 'BAD_CONFIG'),
    );
  });
});

test.each<[target: TargetColumn, source: unknown, sentence: string]>([
  [
    column('numeric'),
    { column: 'a', format: 'iso' },
    'here.format: "iso" is no format of numeric; there is decimal, decimal_comma.',
  ],
  [
    column('date'),
    { column: 'a', format: 'DD.MM' },
    'here.format: "DD.MM" is no format of date; there is iso, and patterns such as DD.MM.YYYY HH:mm.',
  ],
  [
    column('text'),
    { column: 'a', format: 'decimal_comma' },
    'here.format: "decimal_comma" is no format of text; there is text.',
  ],
  [
    column('numeric'),
    { column: 'a', format: 'constructor' },
    'here.format: "constructor" is no format of numeric; there is decimal, decimal_comma.',
  ],
  [
    column(instants),
    { column: 'a', format: 'DD.MM.YYYY HH:mm' },
    'here.format: "DD.MM.YYYY HH:mm" has no offset (ZZ): say zone, for example zone: Europe/London.',
  ],
  [
    column('text', { required: true }),
    { column: 'a', onBad: null },
    'here.onBad: filled must be known, so that a bad value cannot be none.',
  ],
  [
    column('text', { nullMeans: 'no end' }),
    { column: 'a', onBad: null },
    'here.onBad: no filled would mean no end, which a bad value does not say.',
  ],
  [column('text'), { column: 'colour' }, 'here.column: x.csv has no column "colour".'],
])('%#: a mapping that cannot be is refused', (target, source, sentence) => {
  expect(() => compileColumn(target, source, 'here', scopeOf(['a']), undefined)).toThrow(
    refusal(sentence, 'BAD_CONFIG'),
  );
});

test('a pattern with an offset, and days, need no zone', () => {
  const scope = scopeOf(['a']);
  const withOffset = compileColumn(
    column(instants),
    { column: 'a', format: 'YYYY-MM-DD HH:mm ZZ' },
    'here',
    scope,
    undefined,
  );
  expect(withOffset.read('2026-01-31 10:00 +0100')).toBe('2026-01-31 10:00:00+0100');
  expect(() =>
    compileColumn(column('date'), { column: 'a', format: 'DD.MM.YYYY' }, 'here', scope, undefined),
  ).not.toThrow();
});

test('where null has a meaning, a value that comes to none is a bad value unless the mapping says null', () => {
  const target = column('text', { nullMeans: 'no end' });
  const table = { lookup: { of: 'a', in: { x: 'y' }, otherwise: '' } };
  expect(valueOf(target, table, 'x')).toBe('y');
  expect(valueOf(target, table, '')).toBe(null);
  expect(valueOf(target, table, 'z')).toBe(
    '! comes to no filled, which would mean no end: where that is meant, say null in the mapping (in, otherwise, then or else)',
  );
  expect(valueOf(target, { lookup: { of: 'a', in: { x: 'y' }, otherwise: null } }, 'z')).toBe(null);
});

test('bad values become null where the mapping says so', () => {
  const of = (source: unknown) =>
    compileColumn(column('numeric'), source, 'here', scopeOf(['a']), undefined).nullsBadValues;
  expect([of({ column: 'a', onBad: null }), of('a')]).toEqual([true, false]);
});

test('plans of what is not mapped', () => {
  const target = column('text', { absent: 'x' });
  const absent = absentColumn(target);
  expect([absent.constant, absent.evaluate(['a']), absent.columns]).toEqual(['x', 'x', []]);
  const plan = planColumn(target, { columns: ['a'], evaluate: ([a = null]) => a }, (text) => `<${text}>`);
  expect([plan.constant, plan.nullsBadValues, plan.evaluate(['v']), plan.read('v')]).toEqual([
    undefined,
    false,
    'v',
    '<v>',
  ]);
});
