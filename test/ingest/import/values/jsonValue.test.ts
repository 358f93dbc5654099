import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BadValue } from '../../../../src/ingest/import/values/BadValue.js';
import {
  canonicalJson,
  isRecord,
  parseJson,
  textOf,
  type JsonValue,
} from '../../../../src/ingest/import/values/jsonValue.js';

describe('the text of a value for a column', () => {
  test.each<[value: JsonValue | undefined, text: string | null]>([
    [undefined, null],
    [null, null],
    ['', ''],
    [' a ', ' a '],
    [0, '0'],
    [-1.5, '-1.5'],
    [1e21, '1e+21'],
    [true, 'true'],
    [false, 'false'],
    [[], '[]'],
    [[1, 'a', null], '[1,"a",null]'],
    [{ a: { b: [] } }, '{"a":{"b":[]}}'],
  ])('%j is %j', (value, text) => {
    expect(textOf(value)).toBe(text);
  });
});

test.each<[value: JsonValue, isOne: boolean]>([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  ['{}', false],
  [0, false],
])('%j is a record: %s', (value, isOne) => {
  expect(isRecord(value)).toBe(isOne);
});

describe('JSON with keys in order', () => {
  test.each<[value: unknown, text: string]>([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [{ b: { d: 1, c: [{ f: 1, e: 2 }] }, a: null }, '{"a":null,"b":{"c":[{"e":2,"f":1}],"d":1}}'],
    // Order of code units and not of any language: capitals stand before small letters.
    [{ a: 1, B: 2, ä: 3, Z: 4 }, '{"B":2,"Z":4,"a":1,"ä":3}'],
    [[3, 1, 2], '[3,1,2]'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    ['b', '"b"'],
  ])('%j is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test('is the same however the keys stand, and reads back as the same value', () => {
    const shuffled = (value: JsonValue): JsonValue => {
      if (Array.isArray(value)) return value.map(shuffled);
      if (!isRecord(value)) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, part]) => [key, shuffled(part)]),
      );
    };
    const values = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;
    fc.assert(
      fc.property(values, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(shuffled(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('numbers of JSON', () => {
  test.each<[json: string, value: JsonValue]>([
    ['1', 1],
    ['-0.50', -0.5],
    ['1e3', 1000],
    // 2^53 and what lies beyond it.
    ['9007199254740992', 9_007_199_254_740_992],
    ['9007199254740993', '9007199254740993'],
    ['12345678901234567890', '12345678901234567890'],
    [' -12345678901234567890 ', '-12345678901234567890'],
    ['0.1234567890123456789', '0.1234567890123456789'],
    ['[9007199254740993]', ['9007199254740993']],
    ['{"a":12345678901234567890,"b":1}', { a: '12345678901234567890', b: 1 }],
    ['{"a" : -123456789.12345678901}', { a: '-123456789.12345678901' }],
    // No digit is lost of a float that is written with the same ones.
    ['[1234567890123456e10]', [1.234567890123456e25]],
    ['[12345678901234567e10]', ['12345678901234567e10']],
    ['[1e22, 12345678901234567890]', [1e22, '12345678901234567890']],
    // In a text they are letters like all others.
    ['["12345678901234567890"]', ['12345678901234567890']],
    [String.raw`{"\"12345678901234567890": 12345678901234567890}`, { '"12345678901234567890': '12345678901234567890' }],
    ['["a,12345678901234567890", 12345678901234567891]', ['a,12345678901234567890', '12345678901234567891']],
    // More than 308 digits are no float, and still digits.
    [`[${'9'.repeat(400)}]`, ['9'.repeat(400)]],
    ['9'.repeat(400), '9'.repeat(400)],
    ['[1e308, 1e-400]', [1e308, 0]],
  ])('%s', (json, value) => {
    expect(parseJson(json)).toEqual(value);
  });

  test.each(['1e309', '[1e309]', '{"a":-1E+400}', '[1, 12e308]', '[{"a":[1.5e999]}]'])('%s is refused', (json) => {
    const [number] = /-?\d[\d.]*[eE]\+?\d{3}/.exec(json) ?? [];
    expect(() => parseJson(json)).toThrow(
      expect.objectContaining({ name: 'BadValue', reason: `holds a number that is too large: ${number}`, value: json }),
    );
  });

  test.each(['"1e309"', '["a: 1e309"]', '{"1e999":1}', '[1e+30]', '[1e0308]'])('%s is taken', (json) => {
    expect(parseJson(json)).toEqual(JSON.parse(json));
  });

  test('keep all digits wherever they stand, or the same float', () => {
    const digits = fc.stringMatching(/^[1-9]\d{0,24}(?:\.\d{1,12})?$/);
    const json = fc.array(fc.tuple(fc.stringMatching(/^[a-z ,:"\\[\]0-9]{0,20}$/), digits), { maxLength: 4 });
    fc.assert(
      fc.property(json, fc.constantFrom('', ' ', '\n\t'), (pairs, blank) => {
        const parts = pairs.map(([key, number]) => `[${JSON.stringify(key)},${blank}${number}${blank}]`);
        const values = parseJson(`[${parts.join(`${blank},`)}]`) as [string, string | number][];
        expect(values.map(([key]) => key)).toEqual(pairs.map(([key]) => key));
        for (const [index, [, value]] of values.entries()) {
          const number = pairs[index]?.[1] ?? '';
          if (typeof value === 'string') expect(value).toBe(number);
          else expect([value, number.length >= 16 && String(value) !== number]).toEqual([Number(number), false]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

test.each(['', ' ', '{', "'a'", '{a:1}', '[1,]', 'undefined', '01', '1.', '+1', '"a', '[1]]'])(
  '%j is no JSON',
  (text) => {
    expect(() => parseJson(text)).toThrow(BadValue);
    expect(() => parseJson(text)).toThrow(expect.objectContaining({ reason: 'is no valid JSON', value: text }));
  },
);
