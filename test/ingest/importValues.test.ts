import { describe, expect, test } from '@jest/globals';
import { addDecimals } from '../../src/ingest/import/values/addDecimals.js';
import { kinds, readerOf } from '../../src/ingest/import/kinds.js';
import { targets } from '../../src/ingest/import/targets.js';

test.each([
  [['0.1', '0.2'], '0.3'],
  [['0.43', '0', '0'], '0.43'],
  [['-1.5', '+0.25'], '-1.25'],
  [['.5', '5.'], '5.5'],
  [['-0.05', '0.01'], '-0.04'],
  [['0.0000000000000004440892', '1'], '1.0000000000000004440892'],
  [['4e-05', '1E+2'], '100.00004'],
  [['99999999999999.99', '0.01'], '100000000000000.00'],
  [['999999999999', '999999999999', '0.12345678901'], '1999999999998.12345678901'],
])('the sum of %j is %s', (texts, sum) => {
  expect(addDecimals(texts)).toBe(sum);
});

describe.each<[string, string, string[], string[]]>([
  ['smallint', 'integer', ['-32768', '32767', '3.0'], ['32768', '3.5', '', 'x', '1e3', '0x10']],
  ['bigint', 'integer', ['-9223372036854775808', '9223372036854775807'], ['9223372036854775808']],
  [
    'numeric',
    'decimal',
    ['1', '-0.50', '+1.', '.5', '4e-05'],
    ['', '.', '1,5', 'NaN', 'Infinity', '1e', '1 2', '1e1000'],
  ],
  ['boolean', 'boolean', ['TRUE', 'f', 'Yes', '0'], ['2', '', 'truth']],
  [
    'date',
    'iso',
    ['2024-02-29', '0001-01-01'],
    ['2023-02-29', '0000-01-01', '2024-1-1', '01/02/2024', '2024-02-29T00:00'],
  ],
  [
    'timestamp with time zone',
    'iso',
    [
      '2017-01-01T07:30:27-05:00',
      '2017-01-01 07:30Z',
      '2017-01-01 07:30:27.5 UTC',
      '2017-01-01T07:30:27.123456+05',
      '2017-01-01T07:30:27,5Z',
    ],
    ['2017-01-01T24:00:00Z', '2017-01-01T07:60:00Z', '2017-01-01', '2017-01-01T07:30:27', '2017-01-01T07:30:27+16:00'],
  ],
  ['timestamp with time zone', 'epoch_seconds', ['0', '-1.5', '1483273827'], ['1e9', '999999999999', '']],
  ['timestamp with time zone', 'epoch_milliseconds', ['1483273827000'], ['2017-01-01']],
])('%s as %s', (kind, format, good, bad) => {
  const read = readerOf(kind, format);
  test.each(good)('takes "%s"', (text) => {
    expect(typeof read?.(text)).toBe('string');
  });
  test.each(bad)('refuses "%s"', (text) => {
    expect(() => read?.(text)).toThrow(/^(?:is|has)/);
  });
});

test('a list with an item that is nested too deeply is refused', () => {
  const text = `[${'['.repeat(100_000)}${']'.repeat(100_000)}]`;
  expect(() => readerOf('text[]', 'json')?.(text)).toThrow('is nested too deeply');
});

test('every column of every target has a kind', () => {
  const unknown = [...targets.values()].flatMap(({ name, columns }) =>
    [...columns.values()].filter(({ kind }) => !(kind in kinds)).map((column) => `${name}.${column.name}`),
  );
  expect(unknown).toEqual([]);
});
