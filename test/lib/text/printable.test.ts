import { describe, expect, it } from '@jest/globals';
import { printable } from '../../../src/lib/text/printable.js';

/** The characters that would move a cursor, end a line or turn the direction of writing, as ranges of code points. */
const shown: readonly (readonly [from: number, to: number])[] = [
  // C0, DEL and C1.
  [0x00, 0x1f],
  [0x7f, 0x9f],
  // Arabic letter mark; left-to-right and right-to-left marks.
  [0x061c, 0x061c],
  [0x200e, 0x200f],
  // Separators of lines and paragraphs; embeddings and overrides; isolates.
  [0x2028, 0x2029],
  [0x202a, 0x202e],
  [0x2066, 0x2069],
  // Halves of characters.
  [0xd800, 0xdfff],
];

const isShown = (code: number): boolean => shown.some(([from, to]) => code >= from && code <= to);

describe('printable', () => {
  it.each([
    ['', ''],
    ['plain text', 'plain text'],
    ['two\nlines', String.raw`two\u{a}lines`],
    ['\u001B[2Kgone\r', String.raw`\u{1b}[2Kgone\u{d}`],
    ['a\u202Eb', String.raw`a\u{202e}b`],
    ['a\0b', String.raw`a\u{0}b`],
    ['half \uD83D', String.raw`half \u{d83d}`],
    ['\uDE00\uD83D', String.raw`\u{de00}\u{d83d}`],
    ['é数👩‍🚀 a\u0301', 'é数👩‍🚀 a\u0301'],
    [String.raw`back\slash \u{a}`, String.raw`back\slash \u{a}`],
  ])('%j is %s', (text, line) => expect(printable(text)).toBe(line));

  it('shows exactly those characters by their number, of all that there are', () => {
    const wrong: number[] = [];
    for (let code = 0; code <= 0x1_0ffff; code += 1) {
      const text = String.fromCodePoint(code);
      if (printable(text) !== (isShown(code) ? `\\u{${code.toString(16)}}` : text)) wrong.push(code);
    }
    expect(wrong).toEqual([]);
  });

  it('leaves a whole character alone, whose halves it would show', () => {
    expect(printable('\uD83D\uDE00')).toBe('😀');
    expect(printable('\uD83D😀\uDE00')).toBe(String.raw`\u{d83d}😀\u{de00}`);
  });
});
