import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { packageRoot } from '../../../../src/lib/process/packageRoot.js';
import { counts, importFixture, products, type ImportFixture } from '../importFixture.js';

/** Written with Apache Arrow (pyarrow); `types` has three rows in two row groups, `bytes` four of which some are no UTF-8. */
const fixtures = join(packageRoot, 'test', 'ingest', 'import', 'sources', 'fixtures');

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
beforeEach(async () => {
  await fixture.client`truncate facet.products, facet.import_files, facet.loads`;
});
afterAll(() => fixture.drop());

const columns = ['name', 'price', 'small', 'wide', 'day', 'at', 'local', 'ns', 'ok', 'ratio', 'single', 'raw'];
const targets = [
  'name',
  'description',
  'sku',
  'upc',
  'brand',
  'category',
  'subcategory',
  'class',
  'department',
  'type',
  'color',
  'size',
];
const types = {
  file: 'types.parquet',
  target: 'products',
  columns: {
    product_id: 'id',
    ...Object.fromEntries(targets.map((name, index) => [`product_${name}`, columns[index]])),
    product_season: { path: '$.place.tax' },
    product_gender: { path: '$.items[?@.sku == "b"].n' },
    product_msrp: { path: '$.items[0].paid' },
  },
};

test('every type comes as exact text, nested values by their path', async () => {
  const { files } = await fixture.run([types], { dir: fixtures });
  expect(counts(files[0])).toEqual([3, 3, 0]);
  const list = ['id', ...targets, 'season', 'gender', 'msrp'].map((name) => `product_${name}`).join(', ');
  const rows = await fixture.client.unsafe(`select ${list} from facet.products order by product_id desc`).values();
  const nulls = Array.from({ length: 15 }, () => null);
  expect(rows).toEqual([
    [
      '9223372036854775807',
      'one, "1"',
      '1234567890123456.7891',
      '-0.05',
      '-1234567890123456789012345678.0123456789',
      '2024-02-29',
      '2024-01-02T03:04:05.678901Z',
      '2024-07-01T10:00:00.250',
      '2024-01-02T03:04:05.678901Z',
      'true',
      '0.1',
      '0.1',
      'bytes',
      '8.100',
      '9007199254740993',
      '3.10',
    ],
    [
      '3',
      'three',
      '0.0000',
      null,
      null,
      '1969-12-31',
      '1969-12-31T23:59:59.999999Z',
      '1900-01-01T00:00:00.000',
      null,
      'false',
      '-2.5e-7',
      null,
      null,
      null,
      null,
      null,
    ],
    ['-1', ...nulls],
  ]);
});

test('elements of lists are rows, and lists and maps are JSON', async () => {
  const each = { path: '$.items[*]', as: 'item' };
  const keys = {
    product_id: { path: '$.item.sku' },
    product_name: 'items',
    product_brand: 'labels',
    product_msrp: { path: '$.item.paid' },
  };
  const { files } = await fixture.run([{ ...types, each, columns: keys }], { dir: fixtures });
  expect(counts(files[0])).toEqual([2, 2, 0]);
  const items = '[{"sku":"a","n":2,"paid":"3.10"},{"sku":"b","n":"9007199254740993","paid":"0.00"}]';
  const rows = fixture.client`select product_id, product_name, product_brand, product_msrp from facet.products order by 1`;
  expect(await rows.values()).toEqual([
    ['a', items, '{"x":1,"y":2}', '3.10'],
    ['b', items, '{"x":1,"y":2}', '0.00'],
  ]);
});

test.each(['snappy', 'gzip', 'brotli', 'lz4'])('%s', async (compression) => {
  const { files } = await fixture.run([{ ...products, file: `${compression}.parquet` }], { dir: fixtures });
  expect(counts(files[0])).toEqual([300, 300, 0]);
  expect(await fixture.client`select product_name from facet.products where product_id = '299'`.values()).toEqual([
    ['product 5'],
  ]);
});

test('rejects name the number of the row; a column that is not there is refused', async () => {
  const bad = { ...products, file: 'snappy.parquet', columns: { product_id: 'id', product_msrp: 'name' } };
  const { files } = await fixture.run([bad], { dir: fixtures });
  expect(files[0]?.rejects[19]).toMatchObject({ line: 20, column: 'name', value: 'product 5' });
  const unknown = fixture.run([{ ...bad, columns: { product_id: 'no' } }], { dir: fixtures });
  await expect(unknown).rejects.toThrow('product_id: snappy.parquet has no column "no".');
});

test('files that are cut off, damaged or no Parquet are refused with a sentence', async () => {
  const bytes = await readFile(join(fixtures, 'snappy.parquet'));
  const damaged = Buffer.from(bytes);
  damaged.fill(0xff, 60, 400);
  for (const [content, when] of [
    [bytes.subarray(0, -500), 'cut'],
    [damaged, 'damaged'],
    [Buffer.alloc(0), 'empty'],
    [Buffer.from('id,name\n1,one\n'), 'text'],
    [Buffer.alloc(5000, 'PAR1'), 'noise'],
  ] as const) {
    await fixture.write(`${when}.parquet`, content);
    expect(await fixture.failure([{ ...products, file: `${when}.parquet` }])).toMatch(
      new RegExp(`^UserError: ${when}.parquet is no Parquet file, or damaged: `),
    );
  }
  expect(await fixture.client`select from facet.products`).toHaveLength(0);
});

test('bytes that are no UTF-8 make their row a reject, in texts, in bytes and deep inside; UUIDs are text', async () => {
  const entry = { file: 'bytes.parquet', target: 'products', columns: { product_id: 'key', product_name: 'title' } };
  const { files } = await fixture.run([entry], { dir: fixtures });
  expect(files[0]?.rejects.map(({ line, value, reason }) => [line, value, reason])).toEqual([
    [1, 'Gr\uFFFDnkohl', 'is not valid UTF-8'],
    [3, '', 'is empty, and product_id must be known'],
    [4, 'Gr\uFFFDnkohl', 'is not valid UTF-8'],
  ]);
  expect(await fixture.client`select product_id, product_name from facet.products`.values()).toEqual([
    ['ffffffff-0000-4000-8000-00000000000a', 'Grünkohl'],
  ]);
  const others = { product_id: { coalesce: ['key', 'raw'] }, product_name: { path: '$.tags[0].w' } };
  const rejectsFile = join(fixture.folder, 'rejects.csv');
  const second = await fixture.run([{ ...entry, columns: others }], { dir: fixtures, rejectsFile });
  expect(second.files[0]?.rejects.map(({ line, value }) => [line, value])).toEqual([
    [1, 'Gr\uFFFDnkohl'],
    [3, '\uFFFD\uFFFD'],
    [4, 'Gr\uFFFDnkohl'],
  ]);
  expect(await readFile(rejectsFile, 'utf8')).toContain('""title"":""Kale""');
});
