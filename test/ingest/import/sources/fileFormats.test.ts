import { expect, test } from '@jest/globals';
import { fileFormats, formatOfName, type FileFormat } from '../../../../src/ingest/import/sources/fileFormats.js';

test.each<[name: string, format: FileFormat | undefined]>([
  ['x.csv', 'csv'],
  ['x.CSV', 'csv'],
  ['x.tsv', 'tsv'],
  ['x.ndjson', 'ndjson'],
  ['x.jsonl', 'ndjson'],
  ['x.parquet', 'parquet'],
  ['x.csv.gz', 'csv'],
  ['x.Jsonl.GZ', 'ndjson'],
  ['2026-01-31.orders.tsv', 'tsv'],
  ['folder.csv/orders.tsv', 'tsv'],
  ['two\nlines.csv', 'csv'],
  ['csv', 'csv'],
  ['.csv', 'csv'],
  ['x.csv.', undefined],
  ['x.csv.zip', undefined],
  ['x.gz', undefined],
  ['x.csv.gz.gz', undefined],
  ['x.txt', undefined],
  ['x.json', undefined],
  ['xcsv', undefined],
  ['x.constructor', undefined],
  ['', undefined],
])('%j is %s', (name, format) => {
  expect(formatOfName(name)).toBe(format);
});

test('every format has a name by which it is known', () => {
  expect(fileFormats.map((format) => formatOfName(`x.${format}`))).toEqual([...fileFormats]);
});
