import { describe, expect, test } from '@jest/globals';
import { formatsByType, readerOf } from '../../../../src/ingest/import/formats/formatsByType.js';
import { tableTargets } from '../../../../src/ingest/import/targets/tableTargets.js';

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

const years = 'is not in the years 1 to 9999 (UTC)';

test.each<[string, string | undefined, string, boolean]>([
  ['iso', undefined, '0001-01-01T00:00:00Z', true],
  ['iso', undefined, '0001-01-01T15:00+15:00', true],
  ['iso', undefined, '0001-01-01T14:59:59.999999+15:00', false],
  ['iso', undefined, '0001-01-01T00:00:00+15:00', false],
  ['iso', undefined, '0001-01-01 00:00:00-0530', true],
  ['iso', undefined, '9999-12-31T23:59:59-15:00', false],
  ['iso', undefined, '9999-12-31T23:59:59.999999 UTC', true],
  ['iso', undefined, '9999-12-31T23:59:59.9999995Z', false],
  ['iso', undefined, '9999-12-31T23:59:59-00', true],
  ['iso', 'UTC', '9999-12-31 23:59:59', true],
  ['iso', 'America/New_York', '9999-12-31 18:59:59', true],
  ['iso', 'America/New_York', '9999-12-31 19:00:00', false],
  // Local mean time: London was 75 seconds behind Greenwich, Kolkata 5:53:28 ahead.
  ['iso', 'Europe/London', '0001-01-01 00:00:00', true],
  ['iso', 'Asia/Kolkata', '0001-01-01 05:53:27', false],
  ['iso', 'Asia/Kolkata', '0001-01-01 05:53:28', true],
  ['DD.MM.YYYY HH:mm', 'America/New_York', '31.12.9999 18:59', true],
  ['DD.MM.YYYY HH:mm', 'America/New_York', '31.12.9999 19:00', false],
  ['YYYY-MM-DD HH:mm ZZ', undefined, '0001-01-01 00:59 +01', false],
])('as %s of zone %s, "%s" is of the years 1 to 9999: %s', (format, zone, text, isIn) => {
  const read = () => readerOf('timestamp with time zone', format, zone)?.(text);
  if (isIn) expect(read).not.toThrow();
  else expect(read).toThrow(years);
});

test('a list with an item that is nested too deeply is refused', () => {
  const text = `[${'['.repeat(100_000)}${']'.repeat(100_000)}]`;
  expect(() => readerOf('text[]', 'json')?.(text)).toThrow('is nested too deeply');
});

test.each([
  [String.raw`{"a":"\ud800"}`, 'half of a character'],
  [String.raw`["\\\udfff"]`, 'half of a character'],
  ['1e999', 'a number that is too large: 1e999'],
  ['[1', 'is no valid JSON'],
])('the JSON %s is refused', (text, reason) => {
  expect(() => readerOf('jsonb', 'json')?.(text)).toThrow(reason);
});

test.each([String.raw`"\\ud800"`, String.raw`"\uD83D\uDE00"`, '"1e999"', '[1.5e30]'])(
  'the JSON %s is taken',
  (text) => {
    expect(readerOf('jsonb', 'json')?.(text)).toBe(text);
  },
);

test.each([
  [
    '{"a": "x", "b": 1.50, "c": null, "d": "", "e": [1, {"f": true}], "g": 12345678901234567890}',
    '{"a":"x","b":"1.5","e":"[1,{\\"f\\":true}]","g":"12345678901234567890"}',
  ],
  ['{}', '{}'],
  ['{"__proto__": "x", " blank ": false}', '{"__proto__":"x"," blank ":"false"}'],
])('the attributes %s are taken as texts', (json, texts) => {
  expect(readerOf('attributes')?.(json)).toBe(texts);
});

test.each([
  ['[1]', 'is no JSON object'],
  ['"a"', 'is no JSON object'],
  ['{a: 1}', 'is no valid JSON'],
  ['{"": "x"}', 'a name that is blank'],
  [`{"${'n'.repeat(101)}": 1}`, 'a name that is blank, or longer than 100 characters'],
  [`{"a": "${'x'.repeat(1001)}"}`, 'under "a" a text of 1001 characters, and 1000 are the most'],
  [String.raw`{"a": "\u0000"}`, 'holds a NUL byte'],
  [String.raw`{"\ud800": "a"}`, 'half of a character'],
  [
    JSON.stringify(Object.fromEntries(Array.from({ length: 101 }, (_, n) => [n, n]))),
    'has 101 names, and 100 are the most',
  ],
])('the attributes %s are refused', (json, reason) => {
  expect(() => readerOf('attributes')?.(json)).toThrow(reason);
});

test('every column of every target has a kind', () => {
  const unknown = [...tableTargets.values()].flatMap(({ name, columns }) =>
    [...columns.values()].filter(({ kind }) => !(kind in formatsByType)).map((column) => `${name}.${column.name}`),
  );
  expect(unknown).toEqual([]);
});
