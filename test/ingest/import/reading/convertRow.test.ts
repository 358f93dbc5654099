import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ColumnPlan } from '../../../../src/ingest/import/columns/columnPlan.js';
import { compileColumn } from '../../../../src/ingest/import/columns/compileColumn.js';
import type { TargetColumn } from '../../../../src/ingest/import/columns/targetColumn.js';
import { compileExpression } from '../../../../src/ingest/import/expressions/compileExpression.js';
import { createConverter } from '../../../../src/ingest/import/reading/convertRow.js';
import type { BadValue } from '../../../../src/ingest/import/values/BadValue.js';
import { scopeOf } from '../scopeOf.js';

const header = ['a', 'b', 'c'];

const planOf = (name: string, source: unknown, given: Partial<TargetColumn> = {}): ColumnPlan =>
  compileColumn(
    { name, sqlType: 'text', kind: 'text', required: false, absent: null, ...given },
    source,
    'here',
    scopeOf(header),
    undefined,
  );

function converter(columns: readonly ColumnPlan[], where?: unknown, key: readonly ColumnPlan[] = []) {
  const valued: string[] = [];
  const nulled: [column: string, line: number, value: string, reason: string][] = [];
  const row = { number: 0 };
  const convert = createConverter(columns, {
    where: where === undefined ? undefined : compileExpression(where, 'here', scopeOf(header, { row })),
    row,
    key,
    onValue: ({ target }) => void valued.push(target.name),
    onNulled: (column, line, { value, reason }: BadValue) => void nulled.push([column, line, value, reason]),
  });
  return { convert, valued, nulled, row };
}

/** Reads a line of COPY's text format, as PostgreSQL's documentation of it says. */
function unescaped(line: string | undefined): (string | null)[] {
  expect(line?.endsWith('\n')).toBe(true);
  const named: Record<string, string> = { t: '\t', n: '\n', r: '\r' };
  return (line ?? '')
    .slice(0, -1)
    .split('\t')
    .map((field) =>
      field === '\\N' ? null : field.replaceAll(/\\(.)/gs, (_, letter: string) => named[letter] ?? letter),
    );
}

describe('a line for COPY', () => {
  test('has the number of the line, the values in their order, and \\N for none', () => {
    const { convert } = converter([planOf('x', 'b'), planOf('y', 'a'), planOf('z', 'c')]);
    expect(convert({ line: 7, fields: ['1', ' 2 ', ''] })).toBe('7\t2\t1\t\\N\n');
  });

  test('holds any text that PostgreSQL can', () => {
    const { convert } = converter([planOf('x', { column: 'a', nulls: [] }), planOf('y', { column: 'b', nulls: [] })]);
    const texts = fc.string({
      unit: fc.constantFrom('a', '\\', '\t', '\n', '\r', '\\N', '\\.', 'é', '😀', ' '),
      maxLength: 10,
    });
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        expect(unescaped(convert({ line: 1, fields: [one, other] }))).toEqual(['1', one.trim(), other.trim()]);
      }),
    );
  });

  test('has what is stored for missing values, whether there was none or a bad one', () => {
    const absent = planOf('x', { column: 'a', onBad: null }, { kind: 'text[]', absent: '{"a\\\\b"}' });
    const { convert, nulled, valued } = converter([
      absent,
      planOf('y', { column: 'b', onBad: null }, { kind: 'numeric' }),
    ]);
    expect(convert({ line: 1, fields: ['', ''] })).toBe('1\t{"a\\\\\\\\b"}\t\\N\n');
    expect(convert({ line: 2, fields: ['\0', 'x'] })).toBe('2\t{"a\\\\\\\\b"}\t\\N\n');
    expect(nulled).toEqual([
      ['x', 2, '\0', 'holds a NUL byte'],
      ['y', 2, 'x', 'is not a decimal number'],
    ]);
    expect(valued).toEqual([]);
  });

  test('tells of each column once that a row has a value of it', () => {
    const { convert, valued } = converter([planOf('x', 'a'), planOf('y', 'b', { absent: '-' })]);
    convert({ line: 1, fields: ['', ''] });
    expect(valued).toEqual([]);
    convert({ line: 2, fields: ['', 'v'] });
    convert({ line: 3, fields: ['w', 'v'] });
    convert({ line: 4, fields: ['w', 'v'] });
    expect(valued).toEqual(['y', 'x']);
  });
});

describe('a row that is rejected', () => {
  test.each<[column: ColumnPlan, fields: string[], reason: string, value: string, from: string]>([
    [planOf('x', 'a', { kind: 'numeric' }), ['y'], 'is not a decimal number', 'y', 'a'],
    [planOf('x', { sum: ['a', 'b'] }, { kind: 'numeric' }), ['1', 'y'], 'is not a decimal number', 'y', 'b'],
    [
      planOf('x', { concat: ['a', 'b'] }, { kind: 'date' }),
      ['2026-', '1'],
      'is not a day of the calendar (YYYY-MM-DD)',
      '2026-1',
      'a, b',
    ],
    [planOf('x', 'a', { required: true }), [' '], 'is empty, and x must be known', '', 'a'],
    [planOf('x', { coalesce: ['a', 'b'] }, { required: true }), [], 'is empty, and x must be known', '', 'a, b'],
  ])('%#: names the columns that its value came from', (column, fields, reason, value, from) => {
    expect(() => converter([column]).convert({ line: 1, fields })).toThrow(
      expect.objectContaining({ name: 'BadValue', reason, value, column: from }),
    );
  });

  test('because it could not be read is told whole, and of no column', () => {
    const { convert, row } = converter([planOf('x', 'a')]);
    expect(() => convert({ line: 1, fields: ['p', 'q'], fault: 'has 2 fields where the header has 3' })).toThrow(
      expect.objectContaining({
        name: 'BadValue',
        reason: 'has 2 fields where the header has 3',
        value: 'p q',
        column: '',
      }),
    );
    expect(row.number).toBe(1);
  });

  test('is not hidden by what else fails', () => {
    const failure = new TypeError('odd');
    const broken: ColumnPlan = {
      ...planOf('x', { column: 'a', onBad: null }),
      evaluate: () => {
        throw failure;
      },
    };
    expect(() => converter([broken]).convert({ line: 1, fields: [] })).toThrow(failure);
  });
});

describe('rows for which the test is not true', () => {
  test('are skipped before their values are looked at, and counted', () => {
    const { convert, row } = converter([planOf('x', 'a', { kind: 'numeric' })], { equals: ['b', { constant: 'yes' }] });
    expect(convert({ line: 1, fields: ['no number', 'no'] })).toBeUndefined();
    expect(convert({ line: 2, fields: ['5', ' yes '] })).toBe('2\t5\n');
    expect(row.number).toBe(2);
  });

  test('may be told by the number of the row', () => {
    const { convert } = converter([planOf('x', 'a')], { equals: [{ rowNumber: true }, { constant: '2' }] });
    const lines = [10, 20, 30].map((line) => convert({ line, fields: ['v'] }));
    expect(lines).toEqual([undefined, '20\tv\n', undefined]);
  });

  test('may be rejected where the test itself finds a bad value', () => {
    const { convert } = converter([planOf('x', 'a')], { equals: [{ sum: ['b'] }, { constant: '1' }] });
    expect(() => convert({ line: 1, fields: ['v', 'odd'] })).toThrow(
      expect.objectContaining({ reason: 'is not a decimal number', value: 'odd', column: 'b' }),
    );
  });
});

describe('the key of a row', () => {
  const [one, other, third, rest] = [planOf('x', 'a'), planOf('y', 'b'), planOf('z', 'c'), planOf('r', 'c')];

  test.each([
    ['of 2,600 bytes', ['a'.repeat(1000), 'b'.repeat(1000), 'c'.repeat(600)], undefined],
    ['of 2,601 bytes', ['a'.repeat(1000), 'b'.repeat(1000), 'c'.repeat(601)], 2601],
    ['of 2,600 bytes that COPY writes as more', ['\\'.repeat(1000), '\\'.repeat(1000), '\\'.repeat(600)], undefined],
    ['of 2,600 bytes in 1,300 letters', ['é'.repeat(500), 'é'.repeat(500), 'é'.repeat(300)], undefined],
    ['of 2,602 bytes in 1,301 letters', ['é'.repeat(500), 'é'.repeat(500), 'é'.repeat(301)], 2602],
  ])('%s is taken, or its row rejected', (_, fields, bytes) => {
    const { convert } = converter([one, other, third], undefined, [one, other, third]);
    const line = () => convert({ line: 1, fields });
    if (bytes === undefined) return expect(unescaped(line()).slice(1)).toEqual(fields);
    return expect(line).toThrow(`begins a key (x, y, z) of ${bytes} bytes, and 2600 are the most`);
  });

  test('has what is the same in all rows, and not the other columns', () => {
    const constant = { ...planOf('all', 'a'), constant: 'x'.repeat(900) };
    const { convert } = converter([one, other, rest], undefined, [one, other, constant]);
    const fields = ['a'.repeat(1000), 'b'.repeat(700), 'c'.repeat(3000)];
    expect(convert({ line: 1, fields })).toContain('ccc');
    expect(() => convert({ line: 2, fields: [fields[0] ?? '', 'b'.repeat(701), ''] })).toThrow('of 2601 bytes');
  });
});
