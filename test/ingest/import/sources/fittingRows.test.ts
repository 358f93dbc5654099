import { describe, expect, test } from '@jest/globals';
import { fittingRows } from '../../../../src/ingest/import/sources/fittingRows.js';
import type { SourceRow } from '../../../../src/ingest/import/sources/importSource.js';
import { allOf } from './pieces.js';

/** Batches of rows of the lines of CSV without quotes. */
async function* batches(...texts: readonly (readonly string[])[]): AsyncGenerator<SourceRow[]> {
  let line = 0;
  for (const lines of texts)
    yield await Promise.resolve(lines.map((text) => ({ line: (line += 1), fields: text.split(',') })));
}

const faults = async (header: string, hasHeader: boolean, ...texts: readonly (readonly string[])[]) => {
  const rows = await allOf(fittingRows(batches(...texts), header.split(','), hasHeader));
  return rows.map(({ line, fault }) => [line, fault]);
};

test('the header is left out once, wherever the first batch with rows is', async () => {
  expect(await faults('a,b', true, ['a,b', '1,2'], ['a,b'])).toEqual([
    [2, undefined],
    [3, undefined],
  ]);
  expect(await faults('a,b', true, [], ['a,b'], [], ['1,2'])).toEqual([[2, undefined]]);
  expect(await faults('a,b', false, ['a,b', '1,2'])).toEqual([
    [1, undefined],
    [2, undefined],
  ]);
});

describe.each<[header: string, rows: string[], faults: (string | undefined)[]]>([
  // As many as the header has.
  [
    'a,b',
    ['1,2', '1', '1,2,3', '1,2,'],
    [
      undefined,
      'has 1 fields where the header has 2',
      'has 3 fields where the header has 2',
      'has 3 fields where the header has 2',
    ],
  ],
  // Lines that end with a delimiter, where most do and the header does not.
  [
    'a,b',
    ['1,2,', '3,4,', '5,6'],
    [undefined, undefined, 'has 2 fields where the rows before have 3, the last of them empty'],
  ],
  ['a,b', ['1,2, ', '3,4,x'], [undefined, 'has 3 fields where the rows before have 3, the last of them empty']],
  // As often as rows that fit the header: those are right.
  ['a,b', ['1,2,', '3,4'], ['has 3 fields where the header has 2', undefined]],
  // A header that ends with a delimiter, where rows do not.
  ['a,b,', ['1,2', '3,4', '5,6,7'], [undefined, undefined, 'has 3 fields where the rows before have 2']],
  ['a,b,', ['1,2,', '3,4,5', '6,7'], [undefined, undefined, 'has 2 fields where the header has 3']],
  ['a', ['1', '', '2,'], [undefined, undefined, 'has 2 fields where the header has 1']],
])('under the header %s', (header, rows, expected) => {
  test(`the rows ${rows.join(' and ')}`, async () => {
    expect(await faults(header, false, rows)).toEqual(expected.map((fault, index) => [index + 1, fault]));
    expect(await faults(header, true, [header, ...rows])).toEqual(expected.map((fault, index) => [index + 2, fault]));
  });
});

test('what the first rows have is asked of all that follow', async () => {
  expect(await faults('a,b', false, ['1,2,', '3,4,'], ['5,6', '7,8', '9,10'], ['11,12,'])).toEqual([
    [1, undefined],
    [2, undefined],
    [3, 'has 2 fields where the rows before have 3, the last of them empty'],
    [4, 'has 2 fields where the rows before have 3, the last of them empty'],
    [5, 'has 2 fields where the rows before have 3, the last of them empty'],
    [6, undefined],
  ]);
});

test('rows that are faulty already keep their fault, and do not count', async () => {
  const rows = async function* (): AsyncGenerator<SourceRow[]> {
    yield await Promise.resolve([
      { line: 1, fields: ['1', '2', ''], fault: 'is odd' },
      { line: 2, fields: ['1', '2', ''], fault: 'is odd' },
      { line: 3, fields: ['1', '2'] },
    ]);
  };
  expect(await allOf(fittingRows(rows(), ['a', 'b'], false))).toEqual([
    { line: 1, fields: ['1', '2', ''], fault: 'is odd' },
    { line: 2, fields: ['1', '2', ''], fault: 'is odd' },
    { line: 3, fields: ['1', '2'] },
  ]);
});
