import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { longestName, shortened } from '../../../src/lib/text/shortened.js';

describe('shortened', () => {
  it('keeps names whole: those of PostgreSQL have 63 bytes at the most', () => {
    expect(longestName).toBe(63);
    expect(shortened('')).toBe('');
    expect(shortened('A'.repeat(63))).toBe('A'.repeat(63));
  });

  it('cuts what is longer', () => {
    expect(shortened('A'.repeat(64))).toBe(`${'A'.repeat(63)}…`);
    expect(shortened('A'.repeat(1_000_000))).toBe(`${'A'.repeat(63)}…`);
  });

  it('never cuts through a character', () => {
    // 62 letters and two halves are 64 units.
    expect(shortened(`${'A'.repeat(62)}😀`)).toBe(`${'A'.repeat(62)}…`);
    expect(shortened(`${'A'.repeat(61)}😀B`)).toBe(`${'A'.repeat(61)}😀…`);
    expect(shortened('😀'.repeat(32))).toBe(`${'😀'.repeat(31)}…`);
    expect(shortened(`${'A'.repeat(61)}😀`)).toBe(`${'A'.repeat(61)}😀`);
  });

  it('is the beginning of the text, well formed where that is, and at most one unit shorter than allowed', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', 'e\u0301', '😀', '👩‍🚀', '\n'),
      minLength: 0,
      maxLength: 90,
    });
    fc.assert(
      fc.property(text, (given) => {
        const short = shortened(given);
        if (given.length <= 63) return expect(short).toBe(given);
        const kept = short.slice(0, -1);
        expect(short.endsWith('…') && given.startsWith(kept)).toBe(true);
        expect([62, 63]).toContain(kept.length);
        expect(short.isWellFormed()).toBe(true);
      }),
    );
  });
});
