import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { memoizeLast, readEpoch, readInstant } from '../../../../src/ingest/import/formats/instants.js';

const noInstant = 'is not an instant (ISO 8601, for example 2017-01-31T14:06:53-05:00)';

describe.each<[what: string, zone: string | undefined, cases: [text: string, value: string][]]>([
  [
    'with an offset, the zone is of no use',
    'Asia/Tokyo',
    [
      ['2017-01-31T14:06:53-05:00', '2017-01-31T14:06:53-05:00'],
      ['2017-01-31T14:06:53Z', '2017-01-31T14:06:53Z'],
      ['2017-01-31t14:06:53z', '2017-01-31t14:06:53z'],
      ['2017-01-31 14:06 utc', '2017-01-31 14:06 utc'],
      ['2017-01-31 14:06:53GMT', '2017-01-31 14:06:53GMT'],
      ['2017-01-31 14:06:53 +0530', '2017-01-31 14:06:53 +0530'],
      ['2017-01-31 14:06:53-15', '2017-01-31 14:06:53-15'],
      ['2017-01-31 14:06:53.123456789+05:45', '2017-01-31 14:06:53.123456789+05:45'],
      ['2017-01-31 14:06:53,5+01', '2017-01-31 14:06:53.5+01'],
    ],
  ],
  [
    'without one, it is a local time of the zone',
    'America/New_York',
    [
      ['2017-01-31T14:06', '2017-01-31T14:06 America/New_York'],
      ['2017-01-31 00:00:00', '2017-01-31 00:00:00 America/New_York'],
      ['2017-01-31 23:59:59,999', '2017-01-31 23:59:59.999 America/New_York'],
      ['2024-02-29 12:00', '2024-02-29 12:00 America/New_York'],
    ],
  ],
])('%s', (_, zone, cases) => {
  test.each(cases)('"%s" is %s', (text, value) => {
    expect(readInstant(zone)(text)).toBe(value);
  });
});

test.each([
  '',
  '2017-01-31',
  '2017-01-31T14Z',
  '2017-01-31T24:00:00Z',
  '2017-01-31T14:60:00Z',
  '2017-01-31T14:06:60Z',
  '2017-01-31T14:06:53.Z',
  '2017-01-31T14:06:53.1234567890Z',
  '2017-01-31T14:06:53+16',
  '2017-01-31T14:06:53+5',
  '2017-01-31T14:06:53+05:60',
  '2017-01-31T14:06:53  Z',
  '2017-01-31T14:06:53 CET',
  '2017-01-31T14:06:53 Europe/London',
  '2017-02-29T14:06:53Z',
  '2017-13-01T00:00:00Z',
  '0000-01-01T00:00:00Z',
  '17-01-31T14:06:53Z',
  '2017-1-31T14:06:53Z',
  '2017-01-31T4:06:53Z',
  '2017-01-31_14:06:53Z',
  '20170131T140653Z',
])('%j is no instant, with a zone or without', (text) => {
  for (const zone of [undefined, 'UTC'])
    expect(() => readInstant(zone)(text)).toThrow(
      expect.objectContaining({ name: 'BadValue', reason: noInstant, value: text }),
    );
});

test('a local time of no zone is refused for the want of an offset', () => {
  expect(() => readInstant(undefined)('2017-01-31 14:06,5')).toThrow(noInstant);
  expect(() => readInstant(undefined)('2017-01-31 14:06:53,5')).toThrow(
    expect.objectContaining({ reason: 'has no zone offset (for example Z or -05:00)', value: '2017-01-31 14:06:53,5' }),
  );
});

describe.each<[unit: 'seconds' | 'milliseconds' | 'microseconds', cases: [text: string, iso: string][]]>([
  // date -u -d @1483273827 --iso-8601=seconds, and so on.
  [
    'seconds',
    [
      ['0', '1970-01-01T00:00:00.000Z'],
      ['-0', '1970-01-01T00:00:00.000Z'],
      ['1483273827', '2017-01-01T12:30:27.000Z'],
      ['951782400', '2000-02-29T00:00:00.000Z'],
      ['-1', '1969-12-31T23:59:59.000Z'],
      ['-0.25', '1969-12-31T23:59:59.750Z'],
      ['1.000001', '1970-01-01T00:00:01.000001Z'],
      ['1.0000019', '1970-01-01T00:00:01.000001Z'],
      ['-62135596800', '0001-01-01T00:00:00.000Z'],
      ['253402300799.999999999', '9999-12-31T23:59:59.999999Z'],
    ],
  ],
  [
    'milliseconds',
    [
      ['1.5', '1970-01-01T00:00:00.001500Z'],
      ['-1.5', '1969-12-31T23:59:59.998500Z'],
      ['1483273827001', '2017-01-01T12:30:27.001Z'],
      ['-62135596800000', '0001-01-01T00:00:00.000Z'],
      ['253402300799999.999', '9999-12-31T23:59:59.999999Z'],
    ],
  ],
  [
    'microseconds',
    [
      ['1', '1970-01-01T00:00:00.000001Z'],
      ['-1', '1969-12-31T23:59:59.999999Z'],
      ['-1.9', '1969-12-31T23:59:59.999999Z'],
      ['1483273827000100', '2017-01-01T12:30:27.000100Z'],
      ['253402300799999999', '9999-12-31T23:59:59.999999Z'],
    ],
  ],
])('a time in %s since 1970', (unit, cases) => {
  test.each(cases)('%s is %s', (text, iso) => {
    expect(readEpoch(unit)(text)).toBe(iso);
  });

  test.each(['', '-', '+1', '1e9', '1.', '.5', '1,5', '0x10', '1.1234567890', '1 ', 'now', '1234567890123456789'])(
    'is not %j',
    (text) => {
      expect(() => readEpoch(unit)(text)).toThrow(
        expect.objectContaining({ name: 'BadValue', reason: `is not a time in ${unit} since 1970`, value: text }),
      );
    },
  );
});

test.each<['seconds' | 'milliseconds' | 'microseconds', string]>([
  ['seconds', '253402300800'],
  ['seconds', '-62135596801'],
  ['seconds', '-62135596800.000001'],
  ['milliseconds', '253402300800000'],
  ['milliseconds', '-62135596800000.001'],
  ['microseconds', '253402300800000000'],
  ['microseconds', '-62135596800000001'],
])('in %s, %s is outside of the years 1 to 9999', (unit, text) => {
  expect(() => readEpoch(unit)(text)).toThrow(`is not a time in ${unit} since 1970`);
});

describe('a reader that keeps its last result', () => {
  const counting = (): { readonly asked: string[]; readonly read: (text: string) => string } => {
    const asked: string[] = [];
    const read = memoizeLast((text) => {
      asked.push(text);
      if (text.length === 0 || text.startsWith('!')) throw new Error(`refused ${text}`);
      return `<${text}>`;
    });
    return { asked, read };
  };

  test('asks once for equal texts that follow one another', () => {
    const { asked, read } = counting();
    expect(['a', 'a', 'b', 'b', 'a'].map(read)).toEqual(['<a>', '<a>', '<b>', '<b>', '<a>']);
    expect(asked).toEqual(['a', 'b', 'a']);
  });

  test('refuses an empty text that comes first, as it does later', () => {
    const { read } = counting();
    expect(() => read('')).toThrow('refused ');
    expect(read('a')).toBe('<a>');
    expect(() => read('')).toThrow('refused ');
  });

  test('asks again for a text that was refused, and still knows the one before it', () => {
    const { asked, read } = counting();
    read('a');
    expect(() => read('!')).toThrow('refused !');
    expect(() => read('!')).toThrow('refused !');
    expect(read('a')).toBe('<a>');
    expect(asked).toEqual(['a', '!', '!']);
  });

  test('gives what the reader gives, in any order of texts', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('', '0', '1.5', '-1', 'x', '1e9')), (texts) => {
        const plain = readEpoch('seconds');
        const kept = memoizeLast(plain);
        const told = (read: (text: string) => string, text: string): string => {
          try {
            return read(text);
          } catch (error) {
            return `${(error as Error).name}: ${(error as Error).message}`;
          }
        };
        for (const text of texts) expect(told(kept, text)).toBe(told(plain, text));
      }),
    );
  });
});
