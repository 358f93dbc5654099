import { describe, expect, test } from '@jest/globals';
import { ndjsonSource } from '../../../../src/ingest/import/sources/ndjsonSource.js';
import { refusal } from '../../../support/refusal.js';
import { allOf, inPieces } from './pieces.js';

type Each = { readonly path: string; readonly as: string };

const open = (text: string, each?: Each) =>
  ndjsonSource('x.ndjson', () => inPieces(text, 100_000), { each, where: 'imports[0]' });

/** The rows of a text, with the raw line of each. */
async function rowsOf(text: string, columns: readonly string[], each?: Each) {
  const { shape, rows } = await open(text, each);
  for (const name of columns) shape.column(name, 'here');
  const all = await allOf(rows());
  return all.map(({ line, fields, fault, raw }) => [line, fields, fault, raw?.()]);
}

describe('columns', () => {
  test('are the keys of all records, in the order in which they come', async () => {
    const { shape } = await open('{"b":1}\n{"a":2,"b":3}\nnonsense\n[1]\n{"":4,"c":5}\n');
    expect(shape.names).toEqual(['b', 'a', 'c']);
    expect(shape.unnamed).toEqual([3]);
  });

  test('are those of the first 1,000 records', async () => {
    const text = [...Array.from({ length: 999 }, () => '{"a":1}'), '{"b":1}', '{"c":1}', ''].join('\n');
    expect((await open(text)).shape.names).toEqual(['a', 'b']);
    expect(await rowsOf(text, ['b']).then((rows) => rows.slice(998).map(([line, fields]) => [line, fields]))).toEqual([
      [999, [null]],
      [1000, ['1']],
      [1001, [null]],
    ]);
  });

  test('are not known of a text without records', async () => {
    const { shape } = await open('\n');
    expect(shape.names).toEqual([]);
    expect(shape.column('anything', 'here')).toBe(0);
  });

  test('are 10,000 at most', async () => {
    const record = (from: number, count: number): string =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${from + index}`, 1])));
    expect((await open(record(0, 10_000))).shape.names).toHaveLength(10_000);
    await expect(open(`${record(0, 10_000)}\n${record(10_000, 1)}`)).rejects.toThrow(
      refusal('x.ndjson has more than 10000 columns, which are the most.', 'BAD_FILE'),
    );
  });
});

describe('rows', () => {
  test('are the lines with an object; others are faulty, and blank ones none', async () => {
    const lines = [
      '{"a":"x"}',
      '',
      '[1]',
      '"a"',
      'null',
      '{"a":1',
      '{"a":12345678901234567890}',
      '{"b":[true]}',
      '{"a":1e999}',
    ];
    expect(await rowsOf(lines.join('\n'), ['a', 'b'])).toEqual([
      [1, ['x', null], undefined, '{"a":"x"}'],
      [3, ['[1]'], 'is no JSON object', '[1]'],
      [4, ['"a"'], 'is no JSON object', '"a"'],
      [5, ['null'], 'is no JSON object', 'null'],
      [6, ['{"a":1'], 'is no valid JSON', '{"a":1'],
      [7, ['12345678901234567890', null], undefined, '{"a":12345678901234567890}'],
      [8, [null, '[true]'], undefined, '{"b":[true]}'],
      [9, ['{"a":1e999}'], 'holds a number that is too large: 1e999', '{"a":1e999}'],
    ]);
  });

  test('of a list have the line of their record', async () => {
    const lines = ['{"id":1,"n":["a","b"]}', '{"id":2,"n":[]}', '{"id":3,"n":["c"]}'];
    const rows = await rowsOf(lines.join('\r\n'), ['id', 'one'], { path: '$.n[*]', as: 'one' });
    expect(rows.map(([line, fields]) => [line, fields])).toEqual([
      [1, ['1', 'a']],
      [1, ['1', 'b']],
      [3, ['3', 'c']],
    ]);
  });

  test('that are nested too deeply for a path are faulty', async () => {
    const deep = `{"a":${'['.repeat(300)}${']'.repeat(300)}}`;
    const { shape, rows } = await open(`${deep}\n{"a":{"x":1}}`);
    shape.path?.('$..x', 'here');
    expect((await allOf(rows())).map(({ line, fields, fault }) => [line, fields, fault])).toEqual([
      [1, [deep], 'is nested too deeply'],
      [2, ['1'], undefined],
    ]);
  });

  test('may be read more than once', async () => {
    const { shape, rows } = await open('{"a":1}\n{"a":2}');
    shape.column('a', 'here');
    const read = async () => (await allOf(rows())).map(({ fields }) => fields);
    expect([await read(), await read()]).toEqual([
      [['1'], ['2']],
      [['1'], ['2']],
    ]);
  });
});

test('the name of an element cannot be that of a column', async () => {
  await expect(open('{"a":[1]}', { path: '$.a[*]', as: 'a' })).rejects.toThrow(
    refusal('imports[0].each.as: the records have a column "a" already; take another name.', 'BAD_CONFIG'),
  );
});
