import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldText } from '../../../src/lib/text/foldText.js';
import { foldedTexts } from './foldedTexts.js';

/** Every letter of the scripts that are folded: Latin, Greek, Cyrillic, Armenian, Georgian, Cherokee, Coptic … */
const letters = Array.from({ length: 0x1f000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((letter) => /^\p{L}$/u.test(letter));

describe('foldText', () => {
  it.each(foldedTexts)('of %s is %s', (text, folded) => expect(foldText(text)).toBe(folded));

  it('of ASCII is its small letters', () => {
    const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).join('');
    expect(foldText(ascii)).toBe(ascii.toLowerCase());
    expect(foldText('')).toBe('');
  });

  it('of a letter is that of its small and of its capital letter', () => {
    expect(letters.length).toBeGreaterThan(20_000);
    const differ = letters.filter((letter) => foldText(letter.toLowerCase()) !== foldText(letter));
    expect(differ).toEqual([]);
    // The capital of a Greek vowel with an iota below has the iota beside it.
    const capitals = letters.filter((letter) => foldText(letter.toUpperCase()) !== foldText(letter));
    expect(capitals.filter((letter) => !letter.normalize('NFD').includes('\u0345'))).toEqual([]);
  });

  it('of a Latin letter with accents is that of the letter without', () => {
    const accented = letters.filter((letter) => /^[A-Za-z]\p{M}+$/u.test(letter.normalize('NFD')));
    expect(accented.length).toBeGreaterThan(400);
    const differ = accented.filter((letter) => foldText(letter) !== letter.normalize('NFD').charAt(0).toLowerCase());
    expect(differ).toEqual([]);
  });

  it('of Western letters is what a collation without accents takes for the same', () => {
    const collator = new Intl.Collator('en', { sensitivity: 'base' });
    // Iceland's thorn is spelled out, Turkey's i without a dot counts as one with; ligatures and strokes are the tables' own.
    const own = new Set('ÞþıĸŉŊŋŦŧ');
    const western = letters.filter((letter) => letter >= '\x80' && letter < '\u0180' && !own.has(letter));
    expect(western.filter((letter) => collator.compare(letter, foldText(letter)) !== 0)).toEqual([]);
  });

  it('does not depend on how a text is composed, nor on how often it is folded', () => {
    const unit = fc.constantFrom(...Array.from('aZıİIßẞøŁüÜ\u0308\u0301ώΣςйЁ한がＡﬁ’ -\u200d\u1100\u1161😀١Å가'));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit, maxLength: 20 }), fc.string({ unit: 'grapheme' })), (text) => {
        const folded = foldText(text);
        expect(foldText(text.normalize('NFD'))).toBe(folded);
        expect(foldText(text.normalize('NFC'))).toBe(folded);
        expect(foldText(folded)).toBe(folded);
        expect(folded).toBe(folded.normalize('NFC'));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves half a character as it is', () => {
    expect(foldText('A\ud83dÉ')).toBe('a\ud83de');
  });
});
