import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  behindLineEnd,
  CsvScanner,
  nextLineEnd,
  type CsvOptions,
  type FoundRow,
} from '../../../../src/ingest/import/sources/csvScanner.js';

const commas: CsvOptions = { delimiter: ',', quote: '"' };

function scannerOf(
  text: string,
  { isLast = true, ...options }: Partial<CsvOptions> & { isLast?: boolean } = {},
): CsvScanner {
  const scanner = new CsvScanner({ ...commas, ...options });
  scanner.add(0, text, isLast);
  return scanner;
}

describe('the row at the beginning of a text that is whole', () => {
  test.each<[text: string, fields: string[], end: number]>([
    ['a,b', ['a', 'b'], 3],
    ['a,b\nc', ['a', 'b'], 4],
    ['a,b\r\nc', ['a', 'b'], 5],
    ['a,b\rc', ['a', 'b'], 4],
    [',\n', ['', ''], 2],
    ['\n', [''], 1],
    ['"a","b"\n', ['a', 'b'], 8],
    ['"a,b",c', ['a,b', 'c'], 7],
    ['"a\nb"\nc', ['a\nb'], 6],
    ['"a\r\nb",""\r\n', ['a\r\nb', ''], 11],
    ['"a""b"""', ['a"b"'], 8],
    ['""""""', ['""'], 6],
    ['"a"  ,b', ['a', 'b'], 7],
    ['"a" \t\nb', ['a'], 6],
    // A quote within a field without quotes is a letter.
    ['a"b",c"', ['a"b"', 'c"'], 7],
    [' "a",b', [' "a"', 'b'], 6],
    ['$&,"$&""$&"', ['$&', '$&"$&'], 11],
  ])('%j has the fields %j and ends at %d', (text, fields, end) => {
    expect(scannerOf(text).row(0)).toEqual({ fields, end });
  });

  test.each(['"a', '"a,b\nc', '"a"b', '"a" b,c', '"', '"""', 'a,"b"c\n', 'a,"'])('%j is bad', (text) => {
    expect(scannerOf(text).row(0)).toBe('bad');
  });

  test('may have other delimiters and quotes, or none', () => {
    expect(scannerOf("'a;b';c\n", { delimiter: ';', quote: "'" }).row(0)).toEqual({ fields: ['a;b', 'c'], end: 8 });
    expect(scannerOf('"a\tb"\n', { delimiter: '\t', quote: '' }).row(0)).toEqual({ fields: ['"a', 'b"'], end: 6 });
  });
});

describe('a text that goes on', () => {
  test.each(['a', 'a,b', '"a', '"a"', '"a" ', '"a""', '"a\nb",c'])('%j is open', (text) => {
    expect(scannerOf(text, { isLast: false }).row(0)).toBe('open');
  });

  test('is complete with a later piece, and what was read is dropped', () => {
    const scanner = scannerOf('a,b\n"c', { isLast: false });
    expect(scanner.row(0)).toEqual({ fields: ['a', 'b'], end: 4 });
    expect(scanner.row(4)).toBe('open');
    scanner.add(4, '\nd",', false);
    expect(scanner.text).toBe('"c\nd",');
    expect(scanner.row(0)).toBe('open');
    scanner.add(0, 'e', true);
    expect(scanner.row(0)).toEqual({ fields: ['c\nd', 'e'], end: 7 });
  });

  test('is bad as soon as a quote is closed early, whatever follows', () => {
    expect(scannerOf('"a"b', { isLast: false }).row(0)).toBe('bad');
  });
});

describe('lines without quotes', () => {
  test.each<[text: string, at: number, lines: string]>([
    ['a\nb\n', 0, 'a\nb\n'],
    ['a\nb', 0, 'a\n'],
    ['a\r\nb\r\nc', 3, 'b\r\n'],
    ['a\nb,"c"\n', 0, 'a\n'],
    ['a\nb,"c"\n', 2, ''],
    ['"a"\nb\n', 0, ''],
    ['"a"\nb\n', 4, 'b\n'],
    ['a', 0, ''],
    ['', 0, ''],
    ['\n\n', 0, '\n\n'],
    ['a\rb"', 0, 'a\r'],
  ])('of %j from %d on are %j', (text, at, lines) => {
    expect(scannerOf(text).plainLines(at)).toBe(lines);
  });

  test('are all lines where nothing is a quote', () => {
    expect(scannerOf('"a"\n"b\nc', { quote: '' }).plainLines(0)).toBe('"a"\n"b\n');
  });
});

/** Goes through a row letter by letter, as a table of states has it. */
function slowRow(text: string, from: number): FoundRow {
  const fields: string[] = [];
  let field = '';
  let state: 'begin' | 'plain' | 'quoted' | 'quote' | 'blank' = 'begin';
  for (let at = from; ; at += 1) {
    const letter = text[at];
    if (state === 'quoted') {
      if (letter === undefined) return 'bad';
      if (letter === '"') state = 'quote';
      else field += letter;
    } else if (state === 'quote' && letter === '"') {
      field += '"';
      state = 'quoted';
    } else if (letter === undefined || letter === '\n' || letter === '\r') {
      fields.push(field);
      return { fields, end: at + (letter === undefined ? 0 : letter === '\r' && text[at + 1] === '\n' ? 2 : 1) };
    } else if (letter === ',') {
      fields.push(field);
      field = '';
      state = 'begin';
    } else if (state === 'quote' || state === 'blank') {
      if (letter.trim() !== '') return 'bad';
      state = 'blank';
    } else if (state === 'begin' && letter === '"') state = 'quoted';
    else {
      field += letter;
      state = 'plain';
    }
  }
}

const letters = fc.string({
  unit: fc.constantFrom('"', '"', '""', 'a', ',', '\n', '\r\n', '\r', ' ', '",'),
  maxLength: 24,
});

test('every row is that of a slow reader, where bad rows are passed over by their first line', () => {
  fc.assert(
    fc.property(letters, (text) => {
      const scanner = scannerOf(text);
      for (let at = 0; at < text.length;) {
        const found = scanner.row(at);
        expect([at, found]).toEqual([at, slowRow(text, at)]);
        at = typeof found === 'object' ? found.end : behindLineEnd(text, nextLineEnd(text, at, text.length));
      }
    }),
    { numRuns: 1000 },
  );
});

test('rows that were looked at while they were open are those of the whole text', () => {
  fc.assert(
    fc.property(letters, fc.integer({ min: 1, max: 5 }), (text, size) => {
      const scanner = new CsvScanner(commas);
      const found: FoundRow[] = [];
      let [at, added] = [0, 0];
      while (added < text.length) {
        let end = Math.min(added + size, text.length);
        // No piece but the last may end with a CR.
        while (end < text.length && text[end - 1] === '\r') end += 1;
        scanner.add(at, text.slice(added, end), end === text.length);
        [at, added] = [0, end];
        while (at < scanner.text.length) {
          const row = scanner.row(at);
          if (row === 'open') break;
          if (row === 'bad') return;
          found.push({ fields: row.fields, end: added - scanner.text.length + row.end });
          at = row.end;
        }
      }
      const expected: FoundRow[] = [];
      for (let from = 0; from < text.length;) {
        const row = slowRow(text, from);
        if (typeof row !== 'object') break;
        expected.push(row);
        from = row.end;
      }
      expect(found).toEqual(expected);
    }),
    { numRuns: 800 },
  );
});

test('ends of lines are LF, CR and both together', () => {
  expect([0, 2, 5].map((from) => nextLineEnd('a\nb\r\nc', from, 6))).toEqual([1, 3, 6]);
  expect(nextLineEnd('abc\n', 0, 2)).toBe(2);
  expect([1, 3, 4, 6].map((at) => behindLineEnd('a\nb\r\nc', at))).toEqual([2, 5, 5, 6]);
  expect(behindLineEnd('a\rb', 1)).toBe(2);
});
