import { describe, expect, it } from '@jest/globals';
import { countsAs, spelledOut, unread } from '../../../src/lib/text/foldingTables.js';

const pairs = countsAs.flatMap(([letters, others]) => {
  const each = Array.from(others);
  return Array.from(letters).map((letter, n) => [letter, each[n]] as const);
});

describe('countsAs', () => {
  it('has another for each letter', () => {
    for (const [letters, others] of countsAs) expect(Array.from(others).length).toBe(Array.from(letters).length);
  });

  it('has each letter once, and none that is spelled out', () => {
    const letters = [...pairs.map(([letter]) => letter), ...spelledOut.map(([letter]) => letter)];
    expect(letters.filter((letter, n) => letters.indexOf(letter) !== n)).toEqual([]);
  });

  it('has no letter that counts as another which counts as a third', () => {
    const counted = new Set(pairs.map(([letter]) => letter));
    expect(pairs.filter(([, other]) => other === undefined || counted.has(other))).toEqual([]);
  });

  it('has no letter that is its own other', () => {
    expect(pairs.filter(([letter, other]) => letter === other)).toEqual([]);
  });
});

describe('spelledOut', () => {
  it('has two plain letters for one', () => {
    for (const [letter, letters] of spelledOut) {
      expect(Array.from(letter)).toHaveLength(1);
      expect(letters).toMatch(/^[a-z]{2}$/);
      expect(spelledOut).toContainEqual([letter.toLowerCase(), letters]);
    }
  });
});

describe('unread', () => {
  const hidden = new RegExp(`^[${unread}]$`, 'u');

  it.each(['\u0301', '\u0308', '\u036f', '\u05b0', '\u064e', '\u200d', '\ufe0f', '\u00ad', '\ufeff'])(
    'has what cannot stand alone: %j',
    (character) => expect(hidden.test(character)).toBe(true),
  );

  it('has marks and what shows nothing, and no letter, number or sign', () => {
    const wrong: string[] = [];
    for (let code = 0; code < 0x1_0000; code += 1) {
      const character = String.fromCharCode(code);
      if (hidden.test(character) && !/^[\p{M}\p{Cf}\p{Cn}]$/u.test(character)) wrong.push(character);
    }
    expect(wrong).toEqual([]);
  });

  it('leaves the vowels of scripts in which they make other words', () => {
    // Devanagari, Thai, Bengali; Japan's voiced sound mark.
    for (const character of ['\u093f', '\u0e34', '\u09be', '\u3099']) expect(hidden.test(character)).toBe(false);
  });
});
