import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { trimmed, whiteSpace } from '../../../src/lib/text/whiteSpace.js';

/** Cuts one character off after the other. */
function slowlyTrimmed(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && whiteSpace.includes(text.charAt(from))) from += 1;
  while (to > from && whiteSpace.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

describe('whiteSpace', () => {
  it('is ASCII’s, and the blank that keeps words together', () => {
    expect(Array.from(whiteSpace, (one) => one.codePointAt(0)).toSorted((a = 0, b = 0) => a - b)).toEqual([
      0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0xa0,
    ]);
  });
});

describe('trimmed', () => {
  it.each([
    ['', ''],
    ['a', 'a'],
    [' a b ', 'a b'],
    ['\t\r\n\f\u000B\u00A0 C1 \u00A0\t', 'C1'],
    [' \t\u00A0', ''],
    // Others are part of a text: the database would keep them.
    ['\u2003a\u2003', '\u2003a\u2003'],
    ['\uFEFFa', '\uFEFFa'],
    ['\u200Ba\u0085', '\u200Ba\u0085'],
    ['\0 a', '\0 a'],
  ])('%j is %j', (text, short) => expect(trimmed(text)).toBe(short));

  it('is what cutting one character off after the other leaves', () => {
    const unit = fc.constantFrom(...Array.from(whiteSpace), ' ', ' ', 'a', 'é', '\u2003', '😀');
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        expect(trimmed(text)).toBe(slowlyTrimmed(text));
        expect(trimmed(trimmed(text))).toBe(trimmed(text));
      }),
      { numRuns: 500 },
    );
  });

  it('takes no longer for blanks in the middle of a text than for others', () => {
    const blanks = ' '.repeat(200_000);
    const began = performance.now();
    expect(trimmed(`a${blanks}b${blanks}`)).toBe(`a${blanks}b`);
    // To try each blank anew takes a minute.
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
