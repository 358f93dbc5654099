import { describe, expect, test } from '@jest/globals';
import { isDatePattern } from '../../../../src/ingest/import/formats/datePattern.js';
import { readerOf } from '../../../../src/ingest/import/formats/formatsByType.js';
import { isTimeZone } from '../../../../src/ingest/import/formats/isTimeZone.js';

const instants = 'timestamp with time zone';

describe.each<[string, string, string | undefined, [string, string][], string[]]>([
  [
    instants,
    'DD/MMM/YYYY:HH:mm:ss ZZ',
    undefined,
    [
      ['17/May/2015:10:05:03 +0000', '2015-05-17 10:05:03+0000'],
      ['29/feb/2016:23:59:59 -05:30', '2016-02-29 23:59:59-05:30'],
      ['01/DEC/1999:00:00:00 Z', '1999-12-01 00:00:00Z'],
    ],
    ['29/Feb/2015:10:05:03 +0000', '17/Mai/2015:10:05:03 +0000', '17/May/2015:24:00:00 +0000', '17/May/2015:10:05:03'],
  ],
  [
    instants,
    'DD.MM.YYYY HH:mm',
    'Europe/Berlin',
    [['01.02.2024 09:30', '2024-02-01 09:30:00 Europe/Berlin']],
    ['1.2.2024 09:30', '31.04.2024 09:30', '01.02.2024 09:60', '01.02.2024 25:00', '01.02.2024 09:30 ', ''],
  ],
  [
    instants,
    'M/D/YY h:mm A',
    'UTC',
    [
      ['1/2/68 12:05 AM', '2068-01-02 00:05:00 UTC'],
      ['12/31/69 12:05 pm', '1969-12-31 12:05:00 UTC'],
      ['2/29/00 1:05 PM', '2000-02-29 13:05:00 UTC'],
    ],
    ['13/1/20 1:00 AM', '1/2/20 13:00 PM', '1/2/20 0:00 AM', '2/30/00 1:05 PM', '0/1/20 1:00 AM'],
  ],
  [
    instants,
    'YYYYMMDD[at]HHmmss.SSS',
    'UTC',
    [['20240131at235959.123456', '2024-01-31 23:59:59.123456 UTC']],
    ['20240131 235959.123', '20240231at235959.1'],
  ],
  ['date', 'YYYYMMDD', undefined, [['20240229', '2024-02-29']], ['20230229', '2024-02-29', '202402290']],
  ['date', 'D.M.YYYY', undefined, [['3.7.2024', '2024-07-03']], ['32.1.2024', '3.13.2024']],
  ['date', 'DD MMM YY', undefined, [['03 Jul 99', '1999-07-03']], ['03 xyz 99']],
  [
    instants,
    'epoch_seconds',
    undefined,
    [
      ['1483273827.5', '2017-01-01T12:30:27.500Z'],
      ['-0.000001', '1969-12-31T23:59:59.999999Z'],
    ],
    ['1e9'],
  ],
  [instants, 'epoch_milliseconds', undefined, [['1483273827001', '2017-01-01T12:30:27.001Z']], ['253402300800000']],
  [
    instants,
    'epoch_microseconds',
    undefined,
    [
      ['1604188800000001', '2020-11-01T00:00:00.000001Z'],
      ['0', '1970-01-01T00:00:00.000Z'],
    ],
    ['253402300800000000', '-62135596800000001', '1234567890123456789'],
  ],
  [
    'numeric',
    'decimal_comma',
    undefined,
    [
      ['1.234,56', '1234.56'],
      ['-1234,5', '-1234.5'],
      [',5', '.5'],
      ['1.000.000', '1000000'],
    ],
    ['1.23,4', '1,234.56', '12.34', ',', '', '1,2,3', '.5'],
  ],
  ['double precision', 'decimal', undefined, [['0.1e-3', '0.1e-3']], ['1e999', 'NaN', '']],
  ['jsonb', 'json', undefined, [['{"a": [1]}', '{"a": [1]}']], ['{a: 1}', '"\\u0000"', '']],
  [
    'text[]',
    'comma',
    undefined,
    [
      ['a, b ,,c', '{"a","b","c"}'],
      ['a "b"\\c', String.raw`{"a \"b\"\\c"}`],
    ],
    ['a\0'],
  ],
  ['text[]', 'pipe', undefined, [['a|b,c', '{"a","b,c"}']], []],
  [
    'text[]',
    'json',
    undefined,
    [
      ['["a", 1, "b,c"]', '{"a","1","b,c"}'],
      ['[]', '{}'],
    ],
    ['a', '{}'],
  ],
])('%s as %s', (kind, format, zone, good, bad) => {
  const read = readerOf(kind, format, zone);
  test.each(good)('"%s" is %s', (text, value) => {
    expect(read?.(text)).toBe(value);
    expect(read?.(text)).toBe(value);
  });
  if (bad.length > 0)
    test.each(bad)('"%s" is refused', (text) => {
      expect(() => read?.(text)).toThrow(/^(?:is|has|holds)/);
    });
});

test('a local time without a zone is refused, with an offset it needs none', () => {
  expect(() => readerOf(instants, 'DD.MM.YYYY HH:mm')?.('01.02.2024 09:30')).toThrow('has no zone offset');
  expect(readerOf(instants, 'iso', 'Asia/Tokyo')?.('2024-01-01 10:00')).toBe('2024-01-01 10:00 Asia/Tokyo');
  expect(readerOf(instants, 'iso', 'Asia/Tokyo')?.('2024-01-01 10:00Z')).toBe('2024-01-01 10:00Z');
});

test.each(['YYYY-MM', 'YYYY-MM-DD-DD', 'YYYY-MM-DD x', 'iso8601', '', 'YYYY/[MM/DD', 'MM/DD'])(
  '"%s" is no pattern',
  (text) => {
    expect(isDatePattern(text)).toBe(false);
  },
);

test('zones are IANA names', () => {
  expect(['Europe/London', 'UTC', 'Etc/GMT+5', 'America/Argentina/Ushuaia'].filter(isTimeZone)).toHaveLength(4);
  expect(['', '+01:00', 'Europe/Nowhere', 'London', "UTC'; drop"].filter(isTimeZone)).toEqual([]);
});
