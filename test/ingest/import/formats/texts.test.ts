import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  readBoolean,
  readJson,
  readJsonList,
  readText,
  separatedBy,
} from '../../../../src/ingest/import/formats/texts.js';

const half = 'holds half of a character (a lone surrogate)';

describe('texts', () => {
  test.each(['', ' ', 'a', 'Ä€😀', 'two\nlines', '\uFEFF', '\u0001', '\uFFFF'])('%j is one', (text) => {
    expect(readText(text)).toBe(text);
  });

  test.each<[string, string]>([
    ['\0', 'holds a NUL byte'],
    ['a\0b', 'holds a NUL byte'],
    ['\uD83D', half],
    ['\uDE00', half],
    ['\uDE00\uD83D', half],
    ['a\uD83Db', half],
  ])('%j is none', (text, reason) => {
    expect(() => readText(text)).toThrow(expect.objectContaining({ name: 'BadValue', reason, value: text }));
  });
});

test.each<[value: string, words: string[]]>([
  ['true', ['true', 'TRUE', 'True', 't', 'T', 'yes', 'Yes', 'y', 'Y', 'on', 'ON', '1']],
  ['false', ['false', 'FALSE', 'f', 'no', 'NO', 'n', 'off', 'Off', '0']],
])('%s is said by %j', (value, words) => {
  expect(words.map(readBoolean)).toEqual(words.map(() => value));
});

test.each(['', ' true', 'tru', 'of', '2', '-1', '01', 'wahr', 'null', 'constructor', 'ｔrue'])(
  '%j is neither true nor false',
  (text) => {
    expect(() => readBoolean(text)).toThrow(
      expect.objectContaining({ name: 'BadValue', reason: 'is neither true nor false', value: text }),
    );
  },
);

describe('JSON', () => {
  test.each([
    'null',
    '0',
    '-1.50e-2',
    '"a"',
    ' {"a" : [1, 2]} ',
    '{"a":1,"a":2}',
    String.raw`"\n\u00e4\ud83d\ude00"`,
    String.raw`"\\ud83d"`,
    String.raw`"\\u0001"`,
    '"😀"',
    '12345678901234567890',
  ])('%s is taken as it is', (text) => {
    expect(readJson(text)).toBe(text);
  });

  test.each<[text: string, reason: string]>([
    ['', 'is no valid JSON'],
    ['{', 'is no valid JSON'],
    ["{'a': 1}", 'is no valid JSON'],
    ['[1,]', 'is no valid JSON'],
    ['NaN', 'is no valid JSON'],
    ['01', 'is no valid JSON'],
    ['"a\nb"', 'is no valid JSON'],
    [String.raw`"a\u0000b"`, 'holds a NUL character'],
    [String.raw`{"\u0000":1}`, 'holds a NUL character'],
    [String.raw`"\ud83d"`, half],
    [String.raw`"\uDE00"`, half],
    [String.raw`{"a\uD83D":[]}`, half],
    [String.raw`"\ude00\ud83d"`, half],
    [String.raw`"\\\ud83d"`, half],
    ['"\uD83D"', half],
    ['-1e400', 'holds a number that is too large: -1e400'],
  ])('%s is refused', (text, reason) => {
    expect(() => readJson(text)).toThrow(expect.objectContaining({ name: 'BadValue', reason, value: text }));
  });

  test('half characters are found by a slow look at every text in it', () => {
    const escaped = fc.constantFrom(
      String.raw`\ud83d`,
      String.raw`\ude00`,
      String.raw`\\`,
      'u',
      'd',
      'a',
      String.raw`\"`,
    );
    fc.assert(
      fc.property(fc.array(escaped, { maxLength: 8 }), (parts) => {
        const text = `["${parts.join('')}"]`;
        const [inner] = JSON.parse(text) as [string];
        if (inner.isWellFormed()) expect(readJson(text)).toBe(text);
        else expect(() => readJson(text)).toThrow(half);
      }),
      { numRuns: 800 },
    );
  });
});

/** Reads an array literal of PostgreSQL whose elements all stand in quotes, letter by letter. */
function elementsOf(literal: string): string[] {
  expect(literal).toMatch(/^\{.*\}$/s);
  const elements: string[] = [];
  let at = 1;
  while (literal[at] === '"') {
    let element = '';
    for (at += 1; literal[at] !== '"'; at += 1) {
      if (literal[at] === '\\') at += 1;
      element += literal[at];
    }
    elements.push(element);
    at += 1;
    if (literal[at] === ',') at += 1;
  }
  expect(at).toBe(literal.length - 1);
  return elements;
}

describe('lists', () => {
  test.each<[separator: string, text: string, literal: string]>([
    [',', 'a,b', '{"a","b"}'],
    [',', ' a , b ', '{"a","b"}'],
    [',', ',,a,', '{"a"}'],
    [',', '', '{}'],
    [',', ' , ', '{}'],
    [',', 'NULL', '{"NULL"}'],
    [';', 'a,b;c', '{"a,b","c"}'],
    ['|', 'say "hi"|c:\\d', String.raw`{"say \"hi\"","c:\\d"}`],
    ['|', '{a}|b', '{"{a}","b"}'],
  ])('with %s, "%s" is %s', (separator, text, literal) => {
    expect(separatedBy(separator)(text)).toBe(literal);
  });

  test('hold every part that is not blank, trimmed, whatever letters it has', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'ab"\\{},| \n'.split('')), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 5 }), (parts) => {
        const kept = parts.flatMap((part) => part.split(';')).map((part) => part.trim());
        expect(elementsOf(separatedBy(';')(parts.join(';')))).toEqual(kept.filter((part) => part !== ''));
      }),
    );
  });

  test.each<[text: string, literal: string]>([
    ['[]', '{}'],
    ['["a","b c"]', '{"a","b c"}'],
    ['[1, 2.50, true, null]', '{"1","2.5","true",""}'],
    ['["", " a "]', '{""," a "}'],
    ['[12345678901234567890]', '{"12345678901234567890"}'],
    [String.raw`["\"", "\\"]`, String.raw`{"\"","\\"}`],
    ['[["a"],{"b":1}]', String.raw`{"[\"a\"]","{\"b\":1}"}`],
  ])('of JSON, %s is %s', (text, literal) => {
    expect(readJsonList(text)).toBe(literal);
  });

  test.each<[text: string, reason: string]>([
    ['{}', 'is no JSON list'],
    ['"a"', 'is no JSON list'],
    ['null', 'is no JSON list'],
    ['a,b', 'is no valid JSON'],
    [String.raw`["\u0000"]`, 'holds a NUL byte'],
    [String.raw`["\ud83d"]`, half],
  ])('of JSON, %s is none', (text, reason) => {
    expect(() => readJsonList(text)).toThrow(expect.objectContaining({ name: 'BadValue', reason }));
  });

  test('a part that no text can have is told by itself', () => {
    expect(() => separatedBy(',')('a,b\0')).toThrow(
      expect.objectContaining({ reason: 'holds a NUL byte', value: 'b\0' }),
    );
  });
});
