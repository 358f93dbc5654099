import { describe, expect, it } from '@jest/globals';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import fc from 'fast-check';
import { csvFormat } from '../../../../src/delivery/destinations/formats/csvFormat.js';
import type { OutgoingFormat } from '../../../../src/delivery/destinations/formats/OutgoingFormat.js';
import { ndjsonFormat } from '../../../../src/delivery/destinations/formats/ndjsonFormat.js';
import { parquetFormat } from '../../../../src/delivery/destinations/formats/parquetFormat.js';
import type { OutgoingColumn, OutgoingRow } from '../../../../src/delivery/OutgoingColumn.js';

const columns: readonly OutgoingColumn[] = [
  { as: 'NAME', type: 'text' },
  { as: 'VIP', type: 'boolean' },
  { as: 'ORDERS', type: 'integer' },
  { as: 'SPENT', type: 'decimal' },
  { as: 'SCORE', type: 'float' },
  { as: 'BORN', type: 'date' },
  { as: 'SEEN', type: 'datetime' },
];

const row: OutgoingRow = [
  'Zoë',
  'true',
  '9007199254740993',
  '-12.50',
  '0.25',
  '1969-12-31',
  '2026-03-31T06:00:00.000001Z',
];
const empty: OutgoingRow = columns.map(() => null);

async function* paged(pages: readonly (readonly OutgoingRow[])[]) {
  yield* pages;
}

async function written(
  format: OutgoingFormat,
  pages: readonly (readonly OutgoingRow[])[],
  given = columns,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await format.write(given, paged(pages), async (bytes) => void chunks.push(Buffer.from(bytes)));
  return Buffer.concat(chunks);
}

const text = (value: string | null): Promise<string> =>
  written(csvFormat('escape'), [[[value]]], [{ as: 'A', type: 'text' }]).then((bytes) =>
    bytes.toString().slice('A\r\n'.length, -'\r\n'.length),
  );

describe('csvFormat', () => {
  it('writes headings, and an empty field for null', async () => {
    expect((await written(csvFormat('escape'), [[row], [empty]])).toString()).toBe(
      'NAME,VIP,ORDERS,SPENT,SCORE,BORN,SEEN\r\n' +
        'Zoë,true,9007199254740993,-12.50,0.25,1969-12-31,2026-03-31T06:00:00.000001Z\r\n' +
        ',,,,,,\r\n',
    );
  });

  it.each([
    ['=cmd|"/C calc"!A0', `"'=cmd|""/C calc""!A0"`],
    ['=1+1', "'=1+1"],
    ['+SUM(A1)', "'+SUM(A1)"],
    ['-2+A1', "'-2+A1"],
    ['@now', "'@now"],
    ['\tx', "'\tx"],
    ['\rx', `"'\rx"`],
    ['＝1', "'＝1"],
    ['+49 (30) 123-45', '+49 (30) 123-45'],
    ['-12.5', '-12.5'],
    ['a=b', 'a=b'],
    ['a,b', '"a,b"'],
    ['two\nlines', '"two\nlines"'],
    [' x ', ' x '],
    ['', ''],
  ])('writes %j as %j', async (value, field) => expect(await text(value)).toBe(field));

  it('leaves formulas alone where that is asked for', async () => {
    const bytes = await written(csvFormat('keep'), [[['=1+1']]], [{ as: 'A', type: 'text' }]);
    expect(bytes.toString()).toBe('A\r\n=1+1\r\n');
  });

  it('is read by others as it was meant', async () => {
    const rows = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 2 }), { maxLength: 5 });
    const two: OutgoingColumn[] = [
      { as: 'A', type: 'text' },
      { as: 'B', type: 'text' },
    ];
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const bytes = await written(csvFormat('keep'), [given], two);
        const read = Papa.parse<string[]>(bytes.toString(), { newline: '\r\n' }).data.slice(0, -1);
        expect(read).toEqual([['A', 'B'], ...given]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('ndjsonFormat', () => {
  it('writes numbers digit for digit, and null for what JSON has no word for', async () => {
    const odd = ['"\n', 'false', null, '100000000000000000000.10', 'NaN', 'infinity', null];
    expect((await written(ndjsonFormat, [[row, odd]])).toString()).toBe(
      '{"NAME":"Zoë","VIP":true,"ORDERS":9007199254740993,"SPENT":-12.50,"SCORE":0.25,"BORN":"1969-12-31","SEEN":"2026-03-31T06:00:00.000001Z"}\n' +
        '{"NAME":"\\"\\n","VIP":false,"ORDERS":null,"SPENT":100000000000000000000.10,"SCORE":null,"BORN":"infinity","SEEN":null}\n',
    );
  });

  it('writes an empty file without rows', async () => expect(await written(ndjsonFormat, [])).toHaveLength(0));
});

const readBack = async (bytes: Buffer) => {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  return { rows: await parquetReadObjects({ file }), metadata: parquetMetadata(file) };
};

describe('parquetFormat', () => {
  it('keeps types', async () => {
    const { rows, metadata } = await readBack(await written(parquetFormat, [[row], [empty]]));
    expect(rows).toEqual([
      {
        NAME: 'Zoë',
        VIP: true,
        ORDERS: 9_007_199_254_740_993n,
        SPENT: -12.5,
        SCORE: 0.25,
        BORN: new Date('1969-12-31'),
        SEEN: new Date('2026-03-31T06:00:00Z'),
      },
      Object.fromEntries(columns.map(({ as }) => [as, null])),
    ]);
    expect(metadata.schema.slice(1).map(({ type, converted_type }) => [type, converted_type])).toEqual([
      ['BYTE_ARRAY', 'UTF8'],
      ['BOOLEAN', undefined],
      ['INT64', undefined],
      ['FIXED_LEN_BYTE_ARRAY', 'DECIMAL'],
      ['DOUBLE', undefined],
      ['INT32', 'DATE'],
      ['INT64', 'TIMESTAMP_MICROS'],
    ]);
  });

  it('has the columns, and no rows, where there are none', async () => {
    const { rows, metadata } = await readBack(await written(parquetFormat, []));
    expect(rows).toEqual([]);
    expect(metadata.schema.slice(1).map(({ name }) => name)).toEqual(columns.map(({ as }) => as));
  });

  it('writes many rows in groups, the same bytes each time', async () => {
    const pages = Array.from({ length: 9 }, (_, page) =>
      Array.from({ length: 5000 }, (_, n): OutgoingRow => [`${page}-${n}`, String(page * 5000 + n)]),
    );
    const two: OutgoingColumn[] = [
      { as: 'ID', type: 'text' },
      { as: 'N', type: 'bigint' },
    ];
    const bytes = await written(parquetFormat, pages, two);
    const { rows, metadata } = await readBack(bytes);
    expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([20_000, 20_000, 5000]);
    expect(rows.at(44_999)).toEqual({ ID: '8-4999', N: 44_999n });
    expect((await written(parquetFormat, pages, two)).equals(bytes)).toBe(true);
  });

  it('refuses a number that it would have to cut', async () => {
    const decimal: OutgoingColumn[] = [{ as: 'N', type: 'decimal' }];
    await expect(written(parquetFormat, [[[`1${'0'.repeat(28)}`]]], decimal)).rejects.toThrow(
      'has a number of more than 28 digits, which Parquet files do not hold',
    );
    const { rows } = await readBack(
      await written(parquetFormat, [[['0.12345678905'], ['-0.00000000005'], ['NaN']]], decimal),
    );
    expect(rows).toEqual([{ N: 0.1234567891 }, { N: -0.0000000001 }, { N: null }]);
  });
});
