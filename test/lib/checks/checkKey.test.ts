import { describe, expect, it } from '@jest/globals';
import { checkKey, isTooLongForKey } from '../../../src/lib/checks/checkKey.js';

describe('checkKey', () => {
  it.each([
    ['C-1', 'C-1'],
    [' \t\n\r\f\u000B\u00A0C-1\u00A0 ', 'C-1'],
    ['C 1', 'C 1'],
    // Wide blanks are part of a key, as for what is derived from source records.
    ['\u2003C-1\u3000', '\u2003C-1\u3000'],
    ['', ''],
    [' \t', ''],
    ['0', '0'],
    ['🂡', '🂡'],
  ])('gives %j as %j', (given, key) => expect(checkKey(given, 'id')).toBe(key));

  it.each(['a\0b', '\uD800', 'x\uDC00', ' \0 '])('refuses %j, which no text can be', (given) =>
    expect(() => checkKey(given, 'ids[2]')).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        message: '"ids[2]" holds a NUL or half a character, which no text in the database can hold.',
      }),
    ),
  );

  it.each([
    ['x'.repeat(1000), 'x'.repeat(1001), 1001],
    // Two bytes each.
    ['é'.repeat(500), 'é'.repeat(501), 1002],
    ['🂡'.repeat(250), `${'🂡'.repeat(250)}x`, 1001],
  ])('takes keys of 1,000 bytes and no more (%#)', (longest, longer, bytes) => {
    expect(checkKey(` ${longest} `, 'id')).toBe(longest);
    expect(() => checkKey(longer, 'id')).toThrow(
      expect.objectContaining({
        code: 'SEARCH_TOO_LARGE',
        message: `"id" is a key of ${bytes} bytes, and 1000 are the most.`,
      }),
    );
    expect([longest, longer].map(isTooLongForKey)).toEqual([false, true]);
  });
});
