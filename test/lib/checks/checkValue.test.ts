import { describe, expect, it } from '@jest/globals';
import { checkCharacters, checkNumber, checkValue, isStorable } from '../../../src/lib/checks/checkValue.js';

describe('values that reach the database', () => {
  it('are texts without a NUL and without half a character', () => {
    for (const text of ['', 'a\n', '😀', '\u0301']) expect([text, isStorable(text)]).toEqual([text, true]);
    for (const text of ['a\0', '\uD83D', '\uDE00\uD83D']) {
      expect([text, isStorable(text)]).toEqual([text, false]);
      expect(() => checkCharacters(text, 'a.b')).toThrow('"a.b" holds a NUL or half a character');
      expect(() => checkValue(text, 'a.b')).toThrow('"a.b" holds a NUL or half a character');
    }
  });

  it('have 1,000 characters at most, and numbers 100', () => {
    for (const value of ['x'.repeat(1000), true, null, 1e21, ['\0']])
      expect(() => checkValue(value, 'a')).not.toThrow();
    expect(() => checkValue('x'.repeat(1001), 'a')).toThrow(expect.objectContaining({ code: 'SEARCH_TOO_LARGE' }));
    expect(() => checkCharacters('x'.repeat(1001), 'a')).not.toThrow();
    expect(() => checkNumber('1'.repeat(100), 'a')).not.toThrow();
    expect(() => checkNumber('1'.repeat(101), 'a')).toThrow('"a" is a number of 101 characters, and 100 are the most.');
  });
});
