import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { didYouMean, nearNames } from '../../../src/lib/text/nearNames.js';

/** Levenshtein's distance by its definition, row by row. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

describe('nearNames', () => {
  it('are those that are few letters away, the nearest first', () => {
    expect(nearNames('CITTY', ['COUNTRY', 'CITY', 'AGE'])).toEqual(['CITY']);
    expect(nearNames('colour', ['color', 'colours', 'columns', 'dollar'])).toEqual(['color', 'colours']);
    expect(nearNames('zzzzzz', ['COUNTRY'])).toEqual([]);
    expect(nearNames('x', [])).toEqual([]);
  });

  it('are three at the most, those that are as near in the order of their characters', () => {
    expect(nearNames('ab', ['b', 'abd', 'a', 'abc', 'ab'])).toEqual(['ab', 'a', 'abc']);
    expect(nearNames('name', ['nameB', 'nameA', 'namea', 'Name'])).toEqual(['Name', 'nameA', 'nameB']);
  });

  it('may be two letters away, of long names four tenths of their length', () => {
    expect(nearNames('abc', ['abcxx', 'abcxxx'])).toEqual(['abcxx']);
    expect(nearNames('abcdefghij', ['abcdefghijxxxx', 'abcdefghijxxxxx'])).toEqual(['abcdefghijxxxx']);
  });

  it('do not depend on case, and are given as they are known', () => {
    expect(nearNames('ecom_TOTAL', ['Ecom_Total'])).toEqual(['Ecom_Total']);
    expect(nearNames('ÄRGER', ['ärger'])).toEqual(['ärger']);
  });

  it('are none for an empty text, or one that is longer than names are', () => {
    expect(nearNames('', ['', 'w', 'on'])).toEqual([]);
    const name = 'A'.repeat(63);
    expect(nearNames(name, [`${name}B`])).toEqual([`${name}B`]);
    expect(nearNames(`${name}A`, [`${name}B`])).toEqual([]);
  });

  it('are taken from whatever can be gone through', () => {
    expect(nearNames('citi', new Set(['city']))).toEqual(['city']);
    expect(nearNames('citi', new Map([['city', 1]]).keys())).toEqual(['city']);
  });

  it('are those of a slow look at all of them', () => {
    const name = fc.stringMatching(/^[abcA_]{0,9}$/);
    fc.assert(
      fc.property(name, fc.uniqueArray(name, { maxLength: 12 }), (wanted, known) => {
        const limit = Math.max(2, Math.floor((wanted.length * 4) / 10));
        const far = (one: string): number => distance(wanted.toLowerCase(), one.toLowerCase());
        const slow: string[] = [];
        for (let apart = 0; apart <= limit; apart += 1)
          slow.push(...known.toSorted().filter((one) => far(one) === apart));
        expect(nearNames(wanted, known)).toEqual(wanted === '' ? [] : slow.slice(0, 3));
      }),
      { numRuns: 300 },
    );
  });
});

describe('didYouMean', () => {
  it('asks in a sentence that can follow another', () => {
    expect(didYouMean('CITTY', ['COUNTRY', 'CITY', 'AGE'])).toBe(' Did you mean "CITY"?');
    expect(didYouMean('ab', ['abd', 'abc'])).toBe(' Did you mean "abc" or "abd"?');
    expect(didYouMean('ab', ['b', 'abd', 'a', 'abc'])).toBe(' Did you mean "a" or "abc" or "abd"?');
  });

  it('says nothing where nothing is near', () => {
    expect(didYouMean('zzzzzz', ['COUNTRY'])).toBe('');
    expect(didYouMean('', ['w', 'on'])).toBe('');
    expect(didYouMean('x'.repeat(10_000_000), ['x'])).toBe('');
  });
});
