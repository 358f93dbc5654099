import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byKey, groupByKey } from '../../src/lib/byKey.js';

/** Few keys, so that many meet; among them names that objects have by themselves. */
const key = fc.constantFrom('a', 'b', 'c', '', '__proto__', 'constructor', 'toString');

describe('byKey', () => {
  it('puts rows in the order of keys, null where there is none', () => {
    const rows = [
      { id: 'b', value: 0 },
      { id: 'a', value: 1 },
    ];
    expect(byKey(['a', 'x', 'b', 'a'], rows, ({ id }) => id).map((row) => row?.value ?? null)).toEqual([1, null, 0, 1]);
  });

  it('gives nothing for no keys, and null for all without rows', () => {
    expect(byKey([], ['a'], (row) => row)).toEqual([]);
    expect(byKey(['a', 'b'], [], (row) => row)).toEqual([null, null]);
  });

  it('gives the very rows, for the values that are keys as a Map has them', () => {
    const [one, other, none] = [{ id: Number.NaN }, { id: -0 }, { id: '1' }];
    expect(
      byKey<unknown, object>([Number.NaN, 0, 1, '1'], [one, other, none], (row) => (row as { id: unknown }).id),
    ).toEqual([one, other, null, none]);
  });

  it('is what looking through all rows for each key gives', () => {
    const rows = fc.uniqueArray(fc.record({ id: key, n: fc.integer() }), { selector: ({ id }) => id });
    fc.assert(
      fc.property(fc.array(key), rows, (keys, given) => {
        const slow = keys.map((wanted) => given.find(({ id }) => id === wanted) ?? null);
        const found = byKey(keys, given, ({ id }) => id);
        expect(found).toEqual(slow);
        found.forEach((row, n) => expect(row).toBe(slow[n]));
      }),
    );
  });

  it('asks each row for its key once, however many keys there are', () => {
    let asked = 0;
    byKey(
      Array.from({ length: 1000 }, (_, n) => n),
      [1, 2, 3],
      (row) => {
        asked += 1;
        return row;
      },
    );
    expect(asked).toBe(3);
  });
});

describe('groupByKey', () => {
  it('groups rows under keys, [] where there is none', () => {
    expect(groupByKey(['x', 'o'], [1, 3, 2], (n) => (n % 2 === 1 ? 'o' : 'e'))).toEqual([[], [1, 3]]);
  });

  it('is what filtering all rows for each key gives, in their order', () => {
    fc.assert(
      fc.property(fc.array(key), fc.array(fc.record({ id: key, n: fc.integer() })), (keys, rows) => {
        expect(groupByKey(keys, rows, ({ id }) => id)).toEqual(
          keys.map((wanted) => rows.filter(({ id }) => id === wanted)),
        );
      }),
    );
  });

  it('gives lists of absent keys that are nobody else’s', () => {
    const [one, other] = groupByKey(['a', 'b'], [], (row: string) => row);
    one?.push('mine');
    expect(other).toEqual([]);
  });
});
