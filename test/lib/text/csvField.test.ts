import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import Papa from 'papaparse';
import { csvField } from '../../../src/lib/text/csvField.js';

describe('csvField', () => {
  it.each([
    [null, ''],
    ['', ''],
    ['plain text', 'plain text'],
    [' blanks stay ', ' blanks stay '],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['"', '""""'],
    ['two\nlines', '"two\nlines"'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['\r', '"\r"'],
    ['a;b\tc', 'a;b\tc'],
    ['é😀', 'é😀'],
  ])('of %j is %j', (text, field) => expect(csvField(text)).toBe(field));

  it('is read again by others as it was', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'é', '😀', ';') });
    const rows = fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, (given) => {
        const csv = given.map((row) => row.map(csvField).join(',')).join('\r\n');
        const { data, errors } = Papa.parse<string[]>(csv, { delimiter: ',', newline: '\r\n', quoteChar: '"' });
        expect(errors).toEqual([]);
        expect(data).toEqual(given);
      }),
      { numRuns: 300 },
    );
  });
});
