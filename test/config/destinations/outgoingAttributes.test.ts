import { describe, expect, it } from '@jest/globals';
import { outgoingAttributes } from '../../../src/config/destinations/outgoingAttributes.js';
import { faultsOf } from '../faultsOf.js';

describe('outgoingAttributes', () => {
  it('say what each is made of, and may be hashed and required', () => {
    const given = [
      { as: 'EMAIL', column: 'email', hash: 'EMAIL', required: true },
      { as: 'Phone.1', identifier: 'phone', hash: 'PHONE' },
      { as: 'spend_12', attribute: 'SPEND_12M' },
    ];
    expect(outgoingAttributes.parse(given)).toEqual([
      given[0],
      { ...given[1], required: false },
      { ...given[2], required: false },
    ]);
  });

  const made = '0: says what it is made of by exactly one of column, attribute and identifier';
  it.each([
    [[], 'names no attribute'],
    [Array.from({ length: 101 }, (_, n) => ({ as: `A${n}`, column: 'email' })), 'has more than 100 attributes'],
  ])('refuse too few and too many', (value, fault) =>
    expect(faultsOf(outgoingAttributes, value)).toEqual([`: ${fault}`]),
  );

  it.each([
    [{ as: 'A' }, made],
    [{ as: 'A', column: 'email', attribute: 'B' }, made],
    [{ column: 'email' }, '0.as: is missing: say what the destination calls it'],
    [{ as: 'A', column: '' }, '0.column: is not the name of a column of customers'],
    [{ as: 'A', column: 'email', hash: 'MD5' }, '0.hash: is none of EMAIL, PHONE'],
    [{ as: 'A', column: 'email', required: 1 }, '0.required: is neither true nor false'],
    [{ as: 'A', column: 'email', salt: 'x' }, '0: Unrecognized key: "salt"'],
  ])('refuse %j', (value, fault) => expect(faultsOf(outgoingAttributes, [value])).toEqual([fault]));

  it.each(['', '1A', '=A', 'A B', 'A,B', '__proto__', 'A'.repeat(64), 'é'])('refuse %j as a name', (as) =>
    expect(faultsOf(outgoingAttributes, [{ as, column: 'email' }])).toEqual([
      '0.as: is not a name of letters, digits, _ and . (63 at most, a letter first) such as EMAIL',
    ]),
  );

  it('refuse a name twice, whatever its case, and two with several values', () => {
    const twice = [
      { as: 'A', identifier: 'email' },
      { as: 'a', identifier: 'phone' },
    ];
    expect(faultsOf(outgoingAttributes, twice)).toEqual([
      '1.as: is "a", which another attribute is called too',
      '1.identifier: is the second one with several values; a destination is given one of them',
    ]);
  });
});
