import { expect, test } from '@jest/globals';
import type { ImportEntry } from '../../../../src/ingest/import/config/importSchema.js';
import { mappingSha256 } from '../../../../src/ingest/import/config/mappingSha256.js';

const entry: ImportEntry = {
  file: 'a.csv',
  target: 'products',
  columns: { product_id: 'id', product_name: { concat: ['a', 'b'] } },
  nulls: [''],
  quote: '"',
};

const hashOf = (changed: Partial<ImportEntry>, lookups: readonly string[] = []): string =>
  mappingSha256({ ...entry, ...changed }, lookups);

test('the hash of a mapping is 64 digits, and the same for the same mapping', () => {
  expect(hashOf({})).toMatch(/^[\da-f]{64}$/);
  expect(hashOf({})).toBe(hashOf({}));
});

test('neither the name of the file nor the order of keys makes another mapping', () => {
  expect(hashOf({ file: 'b.csv' })).toBe(hashOf({}));
  expect(hashOf({ columns: { product_name: { concat: ['a', 'b'] }, product_id: 'id' } })).toBe(hashOf({}));
  const { quote, nulls, ...others } = entry;
  expect(mappingSha256({ quote, nulls, ...others }, [])).toBe(hashOf({}));
});

test('whatever else can change a row does', () => {
  const hashes = [
    hashOf({}),
    hashOf({ target: 'campaigns' }),
    hashOf({ columns: { product_id: 'id' } }),
    hashOf({ columns: { ...entry.columns, product_name: { concat: ['b', 'a'] } } }),
    hashOf({ nulls: ['', '-'] }),
    hashOf({ nulls: [] }),
    hashOf({ quote: "'" }),
    hashOf({ delimiter: ';' }),
    hashOf({ encoding: 'windows-1252' }),
    hashOf({ header: ['id', 'a', 'b'] }),
    hashOf({ skip: 1 }),
    hashOf({ format: 'tsv' }),
    hashOf({ where: { known: 'id' } }),
    hashOf({ zone: 'Europe/London' }),
    hashOf({ each: { path: '$.a', as: 'a' } }),
    hashOf({ source: 'shop' }),
    hashOf({}, ['0a']),
    hashOf({}, ['0b']),
    hashOf({}, ['0a', '0b']),
    hashOf({}, ['0b', '0a']),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
});
