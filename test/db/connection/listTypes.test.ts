import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DriverOptions } from '../../../src/db/connection/driverTypes.js';
import { addListTypes } from '../../../src/db/connection/listTypes.js';

type Parse = (text: string) => unknown;
type Serialize = (value: unknown) => string;

/** Options as postgres.js makes them, with readers and writers of single values. */
function optionsWith(parsers: Record<number, Parse> = {}, serializers: Record<number, Serialize> = {}) {
  const typeArrayMap: Record<number, number> = {};
  const options = { parsers, serializers, shared: { typeArrayMap } } as unknown as DriverOptions;
  addListTypes(options);
  return { parsers, serializers, typeArrayMap };
}

const textList = 1009;
const { parsers, serializers } = optionsWith();
const write = (values: unknown): string => serializers[textList]?.(values) ?? '';
const read = (text: string): unknown => parsers[textList]?.(text);

describe('a list is written', () => {
  it.each<[string, unknown, string]>([
    ['without entries', [], '{}'],
    ['of texts, in quotes', ['a', ''], '{"a",""}'],
    [
      'of what has a meaning in it',
      ['a,b', '{c}', '"d"', String.raw`e\f`, ' g '],
      String.raw`{"a,b","{c}","\"d\"","e\\f"," g "}`,
    ],
    ['of a text that is not null', ['null', 'NULL'], '{"null","NULL"}'],
    ['of nulls', [null, 'a', null], '{null,"a",null}'],
    ['of numbers', [1, -2.5, 3n], '{"1","-2.5","3"}'],
    [
      'of lists',
      [
        ['a', null],
        ['b', 'c'],
      ],
      '{{"a",null},{"b","c"}}',
    ],
    ['of lines', ['a\nb\tc'], '{"a\nb\tc"}'],
    ['that somebody wrote already', '{a,b}', '{a,b}'],
  ])('%s', (_, values, literal) => {
    expect(write(values)).toBe(literal);
  });

  it('only of values that are there', () => {
    for (const values of [[undefined], ['a', undefined], [['a'], [undefined]]])
      expect(() => write(values)).toThrow('A list that is bound to a statement has an undefined value.');
  });
});

describe('a list is read', () => {
  it.each<[string, unknown]>([
    ['{}', []],
    ['{a,b}', ['a', 'b']],
    ['{NULL,"NULL","null"}', [null, 'NULL', 'null']],
    [String.raw`{"a,b","{c}","\"d\"","e\\f"}`, ['a,b', '{c}', '"d"', String.raw`e\f`]],
    [
      '{{a,b},{c,NULL}}',
      [
        ['a', 'b'],
        ['c', null],
      ],
    ],
    ['[0:1]={a,b}', ['a', 'b']],
    ['{" ",""}', [' ', '']],
  ])('%s', (literal, values) => {
    expect(read(literal)).toEqual(values);
  });

  it('as it is written by the rules of PostgreSQL, whatever texts it holds', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '"', '\\', '{', '}', ',', ' ', 'N', 'U', 'L', 'é', '\n', '😀'),
    });
    fc.assert(
      fc.property(fc.array(text), (values) => {
        const literal = `{${values.map((value) => `"${value.replace(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`;
        expect([write(values), read(literal)]).toEqual([literal, values]);
      }),
    );
  });
});

describe('the entries of a list', () => {
  const double: Parse = (text) => Number(text) * 2;

  it('are read and written as single values of their type are', () => {
    const integers = optionsWith({ 23: double }, { 23: (value) => `+${String(value)}` });
    expect(integers.parsers[1007]?.('{1,NULL,3}')).toEqual([2, null, 6]);
    expect(integers.serializers[1007]?.([1, null, 3])).toBe('{"+1",null,"+3"}');
    // Those of other types are not.
    expect(integers.parsers[1016]?.('{1}')).toEqual(['1']);
    expect(integers.serializers[1016]?.([1])).toBe('{"1"}');
  });

  it('that are written with quotes are not broken by them', () => {
    const json = optionsWith({ 3802: (text) => JSON.parse(text) }, { 3802: (value) => JSON.stringify(value) });
    const values = [{ a: 'x"y\\z' }, [1], null];
    const literal = json.serializers[3807]?.(values.filter((value) => !Array.isArray(value))) ?? '';
    expect(literal).toBe(String.raw`{"{\"a\":\"x\\\"y\\\\z\"}",null}`);
    expect(json.parsers[3807]?.(literal)).toEqual([{ a: 'x"y\\z' }, null]);
  });
});
