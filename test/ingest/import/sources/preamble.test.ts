import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TextChunk } from '../../../../src/ingest/import/sources/encodings.js';
import { declaredDelimiter, withoutLines } from '../../../../src/ingest/import/sources/preamble.js';
import { inPieces } from './pieces.js';

describe('the delimiter that a first line declares', () => {
  test.each<[text: string, delimiter: string | undefined]>([
    ['sep=;\r\na;b', ';'],
    ['sep=;\na;b', ';'],
    ['sep=;\ra;b', ';'],
    ['sep=;', ';'],
    ['SEP=|\n', '|'],
    ['"sep=;"\r\na', ';'],
    ['sep=\t\na', '\t'],
    ['sep=,\n', ','],
    ['sep==\n', '='],
    ['', undefined],
    ['sep=\na', undefined],
    ['sep=;;\na', undefined],
    ['sep=;a', undefined],
    [' sep=;\n', undefined],
    ['a\nsep=;\n', undefined],
    ['sep;a\n', undefined],
    ['separator=;\n', undefined],
  ])('of %j is %j', async (text, delimiter) => {
    for (const size of [1, 3, 6, 100]) expect(await declaredDelimiter(inPieces(text, size))).toBe(delimiter);
  });

  test('is found without reading on', async () => {
    let pieces = 0;
    const endless = async function* (): AsyncGenerator<TextChunk> {
      for (;;) {
        pieces += 1;
        yield await Promise.resolve({ text: 'sep=;\na;b\n', valid: true });
      }
    };
    expect(await declaredDelimiter(endless())).toBe(';');
    expect(pieces).toBeLessThanOrEqual(3);
  });
});

const without = async (text: string, lines: number, size?: number): Promise<string> => {
  let rest = '';
  for await (const chunk of withoutLines(inPieces(text, size), lines)) rest += chunk.text;
  return rest;
};

describe('a text without its first lines', () => {
  test.each<[text: string, lines: number, rest: string]>([
    ['a\nb\nc', 0, 'a\nb\nc'],
    ['a\nb\nc', 1, '\nb\nc'],
    ['a\nb\nc', 2, '\n\nc'],
    ['a\nb\nc', 3, '\n\n'],
    ['a\nb\nc', 9, '\n\n'],
    ['a\r\nb\r\nc', 1, '\r\nb\r\nc'],
    ['a\rb\rc', 1, '\rb\rc'],
    ['a\r\rb', 2, '\r\rb'],
    ['a\r\n\nb', 1, '\r\n\nb'],
    ['a\r\n\nb', 2, '\r\n\nb'],
    ['a\n\rb', 1, '\n\rb'],
    ['a\n\rb', 2, '\n\rb'],
    ['', 2, ''],
  ])('%j, %d of them, is %j', async (text, lines, rest) => {
    for (const size of [1, 2, 3, 100]) expect(await without(text, lines, size)).toBe(rest);
  });

  test('keeps every end of a line, and all behind the last of them', async () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\r', '\r\n'), maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(letters, fc.nat(4), fc.integer({ min: 1, max: 5 }), async (text, lines, size) => {
        const parts = text.split(/(\r\n|\r|\n)/);
        // Lines stand at even places, their ends between them.
        const expected = parts.map((part, index) => (index % 2 === 0 && index / 2 < lines ? '' : part)).join('');
        expect(await without(text, lines, size)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('tells of each piece whether its bytes were valid', async () => {
    const chunks = async function* (): AsyncGenerator<TextChunk> {
      yield await Promise.resolve({ text: 'a\uFFFD', valid: false, encoding: 'big5' });
      yield await Promise.resolve({ text: 'a\nb', valid: true, encoding: 'big5' });
      yield await Promise.resolve({ text: 'c\uFFFD', valid: false, encoding: 'big5' });
    };
    const seen: TextChunk[] = [];
    for await (const chunk of withoutLines(chunks(), 1)) seen.push(chunk);
    expect(seen).toEqual([
      { text: '', valid: false, encoding: 'big5' },
      { text: '\nb', valid: true, encoding: 'big5' },
      { text: 'c\uFFFD', valid: false, encoding: 'big5' },
    ]);
  });
});
