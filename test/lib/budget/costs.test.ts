import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { errorCostOf, jsonCost, rowCost, textCost, valueCost } from '../../../src/lib/budget/costs.js';
import { waitCost } from '../../../src/lib/budget/waits.js';
import { anyText } from '../../support/anyText.js';

const plain = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined));
const value = fc.oneof(plain, fc.string(), fc.array(plain), fc.record({ a: plain }));

describe('textCost', () => {
  it('is two bytes for each unit of the text above that of an empty one', () => {
    expect(textCost('')).toBeGreaterThan(0);
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(textCost(text) - textCost('')).toBe(2 * text.length);
      }),
    );
  });
});

describe('valueCost', () => {
  it('is that of a field for whatever is no object, and grows with a text', () => {
    for (const one of [0, 1e300, true, null, undefined, 10n]) expect(valueCost(one)).toBe(valueCost(false));
    expect(valueCost('é😀')).toBe(textCost('é😀'));
    expect(valueCost('')).toBe(valueCost(0));
  });

  it('is more for an object, whose fields are counted later, and most for a promise', () => {
    const large = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`f${n}`, 'text']));
    expect(valueCost({})).toBeGreaterThan(valueCost(0));
    expect(valueCost(large)).toBe(valueCost({}));
    expect(valueCost(Promise.resolve())).toBe(waitCost);
    expect(waitCost).toBeGreaterThan(valueCost({}));
  });

  it('of a list is that of its items and of itself', () => {
    fc.assert(
      fc.property(fc.array(value), fc.array(value), (one, other) => {
        expect(valueCost([...one, ...other])).toBe(valueCost(one) + valueCost(other) - valueCost([]));
      }),
    );
    expect(valueCost([])).toBe(valueCost({}));
    expect(valueCost([['a'], ['b']])).toBe(valueCost([]) + 2 * valueCost(['a']));
    // Numbers have no names beside them, as fields have.
    expect(valueCost([1, 2, 3]) - valueCost([])).toBeLessThan(3 * valueCost(1));
  });
});

describe('jsonCost', () => {
  it('counts all that is in an object, names too', () => {
    expect(jsonCost({})).toBe(valueCost({}));
    expect(jsonCost({ abc: 1 }) - jsonCost({})).toBe(2 * 3 + valueCost(1));
    expect(jsonCost({ abc: 'text' }) - jsonCost({})).toBe(2 * 3 + textCost('text'));
    expect(jsonCost({ a: { b: { c: 'text' } } })).toBe(3 * jsonCost({}) + 3 * 2 + textCost('text'));
    expect(jsonCost([null, [1]])).toBe(2 * jsonCost([]) + 2 * 2 + 2 + 2 * valueCost(1));
  });

  it('is never less than the text of its JSON takes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())), (json) => {
        expect(jsonCost(json)).toBeGreaterThanOrEqual(
          JSON.stringify(json).replaceAll(/\\u[\da-f]{4}|\\./g, '?').length,
        );
      }),
    );
  });

  it('is worked out once for each object, wherever it stands', () => {
    let read = 0;
    const inner = {
      get text() {
        read += 1;
        return 'x';
      },
    };
    const cost = jsonCost(inner);
    expect(jsonCost({ a: inner, b: inner })).toBe(jsonCost({}) + 2 * (2 + cost));
    expect([jsonCost(inner), read]).toEqual([cost, 1]);
  });
});

describe('errorCostOf', () => {
  it('counts what an error says and where, above what any one value takes', () => {
    const base = errorCostOf(new Error(''), 0);
    expect(base).toBeGreaterThan(waitCost);
    expect(errorCostOf(new Error('abc'), 0) - base).toBe(2 * 3);
    expect(errorCostOf(new Error(''), 100) - base).toBe(2 * 100);
  });

  it.each([['a text'], [null], [undefined], [{ message: 'no error' }]])(
    'takes %p for an error without words',
    (thrown) => {
      expect(errorCostOf(thrown, 7)).toBe(errorCostOf(new Error(''), 7));
    },
  );
});

describe('rowCost', () => {
  it('counts columns, and what is in them', () => {
    const none = rowCost({});
    const column = rowCost({ a: null }) - none;
    expect(none).toBeGreaterThan(0);
    expect(column).toBeGreaterThan(0);
    expect(rowCost({ a: 1, b: true, c: undefined })).toBe(none + 3 * column);
    expect(rowCost({ a: 'text' })).toBe(none + column + 2 * 4);
    expect(rowCost({ a: { b: 1 } })).toBe(none + column + jsonCost({ b: 1 }));
    expect(rowCost({ a: ['x', 'y'] })).toBe(none + column + jsonCost(['x', 'y']));
  });

  it('of a wide row is the sum of its columns', () => {
    const names = Array.from({ length: 500 }, (_, n) => `str${n}`);
    const wide = Object.fromEntries(names.map((name) => [name, 'x'.repeat(10)]));
    expect(rowCost(wide) - rowCost({})).toBe(500 * (rowCost({ a: 'x'.repeat(10) }) - rowCost({})));
  });
});
