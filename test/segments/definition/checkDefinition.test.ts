import { describe, expect, it } from '@jest/globals';
import { UserError } from '../../../src/lib/errors/UserError.js';
import { checkDefinition } from '../../../src/segments/definition/checkDefinition.js';

const inGroup = (...conditions: readonly unknown[]): unknown => ({ include: { groups: [{ conditions }] } });
const de = { column: { name: 'country', text: { is: 'DE' } } };
const amount = (number: unknown): unknown => inGroup({ attribute: { name: 'AMOUNT', number } });
const day = (date: unknown): unknown => inGroup(de, { attribute: { name: 'DAY', date } });

/** Refused with a sentence, and nothing else. */
function refusal(given: unknown, path?: string): string {
  try {
    checkDefinition(given, path);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'not refused';
}

describe('definitions that are taken', () => {
  it.each([
    ['every customer', {}],
    ['every customer, in more words', { include: { join: 'OR', groups: [] }, exclude: [] }],
    ['one group', inGroup(de)],
    ['an excluded group', { exclude: [{ join: 'OR', conditions: [de, { segment: { id: 'a', is: false } }] }] }],
    ['numbers and digits', amount({ in: [1, -2.5, '300', '-0.000001', '.5', '5.'] })],
  ])('%s', (_, given) => {
    expect(checkDefinition(given)).toEqual(given);
  });
});

describe('definitions that are refused', () => {
  it.each([
    [null, 'The definition is missing.'],
    [undefined, 'The definition is missing.'],
    ['text', 'The definition is not an object.'],
    [[], 'The definition is not an object.'],
    [
      { includes: {} },
      'The definition knows no "includes", only include, exclude. Did you mean "include" or "exclude"?',
    ],
    [
      { include: null },
      '"include" is null, which would ask for nothing in particular: leave it out, or ask for what has no value with "isNull: true".',
    ],
    [{ include: { groups: {} } }, '"include.groups" is not a list.'],
    [{ include: { groups: [{}] } }, '"include.groups[0].conditions" is missing.'],
    [
      { include: { groups: [{ conditions: [] }] } },
      '"include.groups[0].conditions" is empty: give it a condition, or leave the group out.',
    ],
    [{ include: { join: 'XOR' } }, '"include.join" is none of AND, OR. Did you mean "OR"?'],
    [{ exclude: [{ join: 'and', conditions: [de] }] }, '"exclude[0].join" is none of AND, OR. Did you mean "AND"?'],
  ])('%j', (given, sentence) => {
    expect(refusal(given)).toBe(sentence);
  });

  it.each([
    [{}, 'has none: give exactly one of "column", "attribute"'],
    [{ ...de, list: { id: 'a' } }, 'has "column", "list": give exactly one of "column", "attribute"'],
    [{ colum: {} }, 'knows no "colum", only column, attribute'],
  ])('a condition that is %j', (condition, sentence) => {
    expect(refusal(inGroup(de, condition))).toContain(`"include.groups[0].conditions[1]" ${sentence}`);
  });

  it.each([
    [{}, 'number" says nothing: give it an operator.'],
    [{ gt: 'many' }, 'number.gt" is no number such as 300 or "15000.50".'],
    [{ gt: Number.NaN }, 'number.gt" is no number such as 300 or "15000.50".'],
    [{ gt: 2 ** 53 }, 'number.gt" is no number such as 300 or "15000.50".'],
    [{ gt: '1'.repeat(101) }, 'number.gt" is no number such as 300 or "15000.50".'],
    [{ in: [] }, 'number.in" is empty, which fits nobody: give it a value.'],
    [{ in: Array(1001).fill(1) }, 'number.in" has more than 1000 entries, which are the most.'],
    [{ in: [1, null] }, 'number.in[1]" is null,'],
    [{ between: { from: 1 } }, 'number.between.to" is no number such as 300 or "15000.50".'],
    [{ between: [1, 2] }, 'number.between" is not an object.'],
    [{ contains: '1' }, 'number" knows no "contains", only is, isNot, in,'],
    [{ gtt: 1 }, 'Did you mean "gt" or "gte"'],
    [{ isNull: 'yes' }, 'number.isNull" is neither true nor false.'],
    [{ gt: null }, 'number.gt" is null,'],
  ])('a number that is %j', (number, sentence) => {
    expect(refusal(amount(number))).toContain(
      `"include.groups[0].conditions[0].attribute.${sentence}`.replace(/^.*(?=Did)/, ''),
    );
  });

  it.each([[{ is: '2026-02-30' }], [{ lt: 'next week' }], [{ gt: '99999 days ago' }], [{ in: ['today', 'someday'] }]])(
    'a day that is %j',
    (date) => {
      expect(refusal(day(date))).toMatch(
        /^"include\.groups\[0\]\.conditions\[1\]\.attribute\.date\.\S+" is no day such as 2026-03-31, "today"/,
      );
    },
  );

  it.each([
    ['text', { is: 'a\0b' }, 'holds a NUL or half a character'],
    ['text', { is: '\ud800' }, 'holds a NUL or half a character'],
    ['text', { contains: 'x'.repeat(1001) }, 'has more than 1000 characters'],
    ['text', { is: 5 }, 'is not a text'],
    ['flag', { is: 'true' }, 'is neither true nor false'],
    ['dateTime', { is: '2026-01-01T25:00:00Z' }, 'is no instant such as'],
    ['dateTime', { is: '2026-01-01T00:00:00' }, 'is no instant such as'],
  ])('%s that is %j', (kind, operators, sentence) => {
    expect(refusal(inGroup({ attribute: { name: 'A', [kind]: operators } }))).toContain(sentence);
  });

  it('two kinds of values, or none', () => {
    const both = inGroup({ attribute: { name: 'A', text: { is: 'a' }, flag: { is: true } } });
    expect(refusal(both)).toBe(
      '"include.groups[0].conditions[0].attribute" has "text", "flag": give exactly one of "text", "number", "date", "dateTime", "flag".',
    );
    expect(refusal(inGroup({ attribute: { name: 'A' } }))).toContain('attribute" has none: give exactly one of');
  });

  it('names the place below that of the definition', () => {
    expect(refusal(inGroup({ list: {} }), 'segments[2].definition')).toBe(
      '"segments[2].definition.include.groups[0].conditions[0].list.id" is missing.',
    );
  });

  it('too many groups or conditions', () => {
    const group = { conditions: [de] };
    expect(refusal({ exclude: Array.from({ length: 51 }, () => group) })).toBe(
      '"exclude" has more than 50 entries, which are the most.',
    );
    expect(refusal(inGroup(...Array.from({ length: 201 }, () => de)))).toBe(
      '"include.groups[0].conditions" has more than 200 entries, which are the most.',
    );
    const two = { conditions: Array.from({ length: 101 }, () => de) };
    expect(refusal({ include: { groups: [two] }, exclude: [two] })).toBe(
      'The definition has 202 conditions, and 200 are the most.',
    );
  });

  it('whatever lies deep', () => {
    let deep: unknown = {};
    for (let n = 0; n < 100_000; n += 1) deep = { a: [deep] };
    expect(refusal({ include: { groups: [deep] } })).toContain('"include.groups[0]');
  });

  it('members that objects have by themselves', () => {
    expect(refusal(JSON.parse('{"__proto__": {"exclude": []}}'))).toContain('knows no "__proto__"');
    expect(refusal(inGroup(JSON.parse('{"constructor": {}}')))).toContain('knows no "constructor"');
    expect(refusal({ toString: 1 })).toContain('knows no "toString"');
  });
});
