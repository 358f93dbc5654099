import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  parquetParsers,
  plainValue,
  withoutDecimals,
  type ParquetNode,
} from '../../../../src/ingest/import/sources/parquetValues.js';

type Element = ParquetNode['element'];

const node = (element: Partial<Element>, ...children: readonly ParquetNode[]): ParquetNode =>
  ({ element: { name: 'x', ...element }, children }) as unknown as ParquetNode;

const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array =>
  new Uint8Array(Buffer.from(text, encoding));

describe('instants and days as text', () => {
  test.each<
    [
      parser: 'timestampFromMilliseconds' | 'timestampFromMicroseconds' | 'timestampFromNanoseconds',
      value: bigint,
      text: string,
    ]
  >([
    ['timestampFromMilliseconds', 1_483_273_827_001n, '2017-01-01T12:30:27.001Z'],
    ['timestampFromMilliseconds', -1n, '1969-12-31T23:59:59.999Z'],
    ['timestampFromMicroseconds', 1_483_273_827_000_001n, '2017-01-01T12:30:27.000001Z'],
    ['timestampFromNanoseconds', 1_483_273_827_000_001_999n, '2017-01-01T12:30:27.000001Z'],
    // Before 1970 what is cut off is cut off towards the past, too.
    ['timestampFromNanoseconds', -1n, '1969-12-31T23:59:59.999999Z'],
    ['timestampFromNanoseconds', -1000n, '1969-12-31T23:59:59.999999Z'],
    ['timestampFromNanoseconds', -1001n, '1969-12-31T23:59:59.999998Z'],
    // What is no instant of the years 1 to 9999 stays a number, which a column of instants refuses.
    ['timestampFromMilliseconds', 253_402_300_800_000n, '253402300800000'],
    ['timestampFromMicroseconds', -62_135_596_800_000_001n, '-62135596800000001'],
  ])('%s of %s is %s', (parser, value, text) => {
    expect(parquetParsers[parser]?.(value)).toBe(text);
  });

  test.each<[days: number, text: string]>([
    [0, '1970-01-01'],
    [-1, '1969-12-31'],
    [19_782, '2024-02-29'],
    [-719_162, '0001-01-01'],
    [2_932_896, '9999-12-31'],
    [2_932_897, '2932897'],
  ])('%d days after 1970 are %s', (days, text) => {
    expect(parquetParsers.dateFromDays?.(days)).toBe(text);
  });

  test('missing ones stay missing', () => {
    expect(parquetParsers.dateFromDays?.(undefined as never)).toBeUndefined();
    expect(parquetParsers.timestampFromMicroseconds?.(undefined as never)).toBeUndefined();
    expect(parquetParsers.stringFromBytes?.(undefined as never)).toBeUndefined();
    expect(parquetParsers.jsonFromBytes?.(undefined as never)).toBeUndefined();
  });

  test('local times have no Z', () => {
    const local = node({ logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' } });
    const utc = node({ logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' } });
    expect(plainValue(local, '2017-01-01T12:30:27.001Z')).toBe('2017-01-01T12:30:27.001');
    expect(plainValue(utc, '2017-01-01T12:30:27.001Z')).toBe('2017-01-01T12:30:27.001Z');
    expect(plainValue(node({}), 'A to Z')).toBe('A to Z');
  });
});

describe('numbers', () => {
  test.each<[element: Partial<Element>, value: unknown, plain: unknown]>([
    [{}, 5, 5],
    [{ type: 'DOUBLE' }, 0.1, 0.1],
    [{ type: 'FLOAT' }, Math.fround(0.1), 0.1],
    [{ type: 'FLOAT' }, Math.fround(16_777_217), 16_777_216],
    [{ type: 'FLOAT' }, Math.fround(1.2345678), 1.2345678],
    // Some need nine digits, and none more.
    [{ type: 'FLOAT' }, -0.000012730145499517675, -0.0000127301455],
    [{ type: 'FLOAT' }, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [{}, 9_007_199_254_740_991n, 9_007_199_254_740_991],
    [{}, 9_007_199_254_740_992n, '9007199254740992'],
    [{}, -(2n ** 63n), '-9223372036854775808'],
    [{ decimalScale: 2 }, 12_345, '123.45'],
    [{ decimalScale: 2 }, -5n, '-0.05'],
    [{ decimalScale: 0 }, 7, '7'],
    // Big-endian, in two's complement.
    [{ decimalScale: 2 }, Uint8Array.of(0x04, 0xd2), '12.34'],
    [{ decimalScale: 1 }, Uint8Array.of(0xff), '-0.1'],
    [{ decimalScale: 3 }, Uint8Array.of(0x80, 0x00), '-32.768'],
    [{ decimalScale: 2 }, Uint8Array.of(), '0.00'],
  ])('%j: %p is %p', (element, value, plain) => {
    expect(plainValue(node(element), value)).toBe(plain);
  });

  test('of 32 bits are the shortest that are the same', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const short = plainValue(node({ type: 'FLOAT' }), value) as number;
        expect([value, Math.fround(short) === value]).toEqual([value, true]);
        const digits = (number: number): number =>
          number.toExponential().replace(/e.*/, '').replaceAll(/\D/g, '').length;
        for (let fewer = 6; fewer < digits(short); fewer += 1)
          expect([fewer, Math.fround(Number(value.toPrecision(fewer)))]).not.toEqual([fewer, value]);
      }),
    );
  });

  test('that are decimals are taken for what they are stored as', () => {
    const schema: Partial<Element>[] = [
      { name: 'a', converted_type: 'DECIMAL', scale: 2 },
      { name: 'b', logical_type: { type: 'DECIMAL', precision: 9, scale: 4 }, scale: 4 },
      { name: 'c', converted_type: 'DECIMAL' },
      { name: 'd', converted_type: 'UTF8' },
    ];
    const { schema: changed } = withoutDecimals({ schema } as never);
    expect(changed).toEqual([
      { name: 'a', scale: 2, decimalScale: 2 },
      { name: 'b', scale: 4, decimalScale: 4 },
      { name: 'c', decimalScale: 0 },
      { name: 'd', converted_type: 'UTF8' },
    ]);
  });
});

describe('texts and JSON', () => {
  test('are those of their bytes', () => {
    expect(plainValue(node({}), parquetParsers.stringFromBytes?.(bytes('Ä€😀')))).toBe('Ä€😀');
    expect(plainValue(node({}), bytes('Ä'))).toBe('Ä');
    expect(plainValue(node({}), parquetParsers.jsonFromBytes?.(bytes('{"a":[1,"ä"]}')))).toEqual({ a: [1, 'ä'] });
  });

  test('that are no UTF-8 are bad values, once they are looked at', () => {
    const bad = expect.objectContaining({ name: 'BadValue', reason: 'is not valid UTF-8', value: 'a\uFFFDb' });
    const broken = bytes('a\xffb', 'latin1');
    expect(() => plainValue(node({}), parquetParsers.stringFromBytes?.(broken))).toThrow(bad);
    expect(() => plainValue(node({}), broken)).toThrow(bad);
    expect(() => plainValue(node({}), parquetParsers.jsonFromBytes?.(broken))).toThrow(bad);
  });

  test('that are no JSON are bad values, once they are looked at', () => {
    const value = parquetParsers.jsonFromBytes?.(bytes('{'));
    expect(() => plainValue(node({}), value)).toThrow(
      expect.objectContaining({ reason: 'is no valid JSON', value: '{' }),
    );
  });
});

describe('nested values', () => {
  const price = node({ name: 'price', decimalScale: 2 });
  const sku = node({ name: 'sku' });

  test('have the values of their parts', () => {
    const place = node({ name: 'place' }, sku, price);
    expect(plainValue(place, { sku: 'a', price: 150, more: 1 })).toEqual({ sku: 'a', price: '1.50', more: null });
    expect(plainValue(place, null)).toBeNull();
    expect(plainValue(place, { sku: undefined, price: null })).toEqual({ sku: null, price: null });
  });

  test('of lists are those of the inner level', () => {
    // optional group x (LIST) { repeated group list { optional element } }
    const standard = node(
      { converted_type: 'LIST' },
      node({ name: 'list', repetition_type: 'REPEATED' }, { ...price }),
    );
    expect(plainValue(standard, [150, null, -5])).toEqual(['1.50', null, '-0.05']);
    // optional group x (LIST) { repeated element }, as older writers have it.
    const old = node(
      { converted_type: 'LIST' },
      node({ name: 'element', repetition_type: 'REPEATED', decimalScale: 1 }),
    );
    expect(plainValue(old, [15])).toEqual(['1.5']);
    // optional group x (LIST) { repeated group element { sku, price } }
    const groups = node({ converted_type: 'LIST' }, node({ name: 'element', repetition_type: 'REPEATED' }, sku, price));
    expect(plainValue(groups, [{ sku: 'a', price: 1 }])).toEqual([{ sku: 'a', price: '0.01' }]);
    // repeated x
    expect(plainValue(node({ repetition_type: 'REPEATED', decimalScale: 2 }), [1, 2])).toEqual(['0.01', '0.02']);
  });

  test('of maps are all read as the second of a pair', () => {
    const pairs = node({ name: 'key_value', repetition_type: 'REPEATED' }, node({ name: 'key' }), { ...price });
    for (const map of [node({ converted_type: 'MAP' }, pairs), node({ logical_type: { type: 'MAP' } }, pairs)])
      expect(plainValue(map, { small: 5, large: 12_345 })).toEqual({ small: '0.05', large: '123.45' });
  });
});
