import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { counts, importFixture, products, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
beforeEach(async () => {
  await fixture.client`truncate facet.products, facet.import_files, facet.loads`;
});
afterAll(() => fixture.drop());

const rows = () => fixture.client`select product_id, product_name from facet.products order by 1`.values();
/** Bytes that mean nothing, the same in each run. */
const noise = Buffer.concat([
  Buffer.from([0x80]),
  ...Array.from({ length: 3000 }, (_, index) => createHash('sha256').update(String(index)).digest()),
]);
const pattern = { pattern: '^(?<id>[0-9]+) (?<name>.*)$' };

test.each<[string, string, string | Buffer, object]>([
  ['an empty NDJSON file', 'x.ndjson', '', {}],
  ['blank lines of NDJSON', 'x.ndjson', '\n\r\n  \n', {}],
  ['an empty log', 'x.log', '', { format: pattern }],
  ['a CSV header alone', 'x.csv', 'id,name', {}],
  ['an empty CSV file whose columns the config names', 'x.csv', '', { header: ['id', 'name'] }],
])('%s gives no rows', async (_, file, content, keys) => {
  await fixture.write(file, content);
  const { files } = await fixture.run([{ ...products, file, ...keys }]);
  expect(counts(files[0])).toEqual([0, 0, 0]);
});

test.each<[string, string, string | Buffer, object]>([
  ['TSV', 'x.tsv', '\uFEFFid\tname\r\n1\tone\r\n\r\n2\ttwo', {}],
  ['gzipped TSV', 'x.tsv.gz', gzipSync('\uFEFFid\tname\r\n1\tone\r\n2\ttwo\r\n'), {}],
  ['NDJSON', 'x.ndjson', '\uFEFF{"id":1,"name":"one"}\r\n\r\n{"id":2,"name":"two"}', {}],
  ['gzipped NDJSON', 'x.jsonl.gz', gzipSync('\uFEFF{"id":1,"name":"one"}\n{"id":2,"name":"two"}\n'), {}],
  ['a log', 'x.log', '\uFEFF1 one\r\n\r\n2 two', { format: pattern }],
])('%s with a byte order mark, CRLF and blank lines', async (_, file, content, keys) => {
  await fixture.write(file, content);
  const { files } = await fixture.run([{ ...products, file, ...keys }]);
  expect(counts(files[0])).toEqual([2, 2, 0]);
  expect(await rows()).toEqual([
    ['1', 'one'],
    ['2', 'two'],
  ]);
});

test.each<[string, string, string | Buffer, string]>([
  ['CSV noise', 'x.csv', noise, 'the header is not valid UTF-8.'],
  ['a CSV line without end', 'x.csv', `id,name\n"${'x'.repeat(3_000_000)}`, 'x.csv, line 2 is too long to be read.'],
  ['a CSV header without end', 'x.csv', 'x'.repeat(3_000_000), 'x.csv, line 1 is too long to be read.'],
  [
    'an NDJSON line without end',
    'x.ndjson',
    `{"id":1}\n{"id":"${'x'.repeat(20_100_000)}`,
    'x.ndjson, line 2 is too long',
  ],
  [
    'an NDJSON line alone that has no end',
    'x.ndjson',
    '['.repeat(20_100_000),
    'x.ndjson, line 1 is too long to be read.',
  ],
  ['a log line without end', 'x.log', `1 one\n2 ${'x'.repeat(20_100_000)}`, 'x.log, line 2 is too long to be read.'],
  ['a TSV line without end', 'x.tsv', `id\tname\n1\t${'x'.repeat(3_000_000)}`, 'x.tsv, line 2 is too long to be read.'],
  [
    'gzipped NDJSON without end',
    'x.ndjson.gz',
    gzipSync(Buffer.alloc(30_000_000, 'x')),
    'line 1 is too long to be read.',
  ],
  ['CSV of too many columns', 'x.csv', `id,name${',c'.repeat(9_999)}\n`, 'x.csv has more than 10000 columns'],
  [
    'NDJSON of too many keys',
    'x.ndjson',
    Array.from(
      { length: 11 },
      (_, n) => `{${Array.from({ length: 1000 }, (__, k) => `"${n * 1000 + k}":1`).join(',')}}\n`,
    ).join(''),
    'x.ndjson has more than 10000 columns',
  ],
  ['NDJSON cut off', 'x.ndjson.gz', gzipSync(noise.toString('hex')).subarray(0, -100), 'is cut off'],
  ['no gzip', 'x.csv.gz', Buffer.concat([Buffer.from([0x1f, 0x8b]), noise]), 'is damaged: gzip says '],
  ['CSV of UTF-32', 'x.csv', Buffer.from('\uFEFF\0i\0d\0\n\0', 'utf16le'), 'is utf-32le; save it as UTF-8.'],
])('%s is refused with a sentence', async (_, file, content, sentence) => {
  await fixture.write(file, content);
  const message = await fixture.failure([{ ...products, file, ...(file === 'x.log' && { format: pattern }) }]);
  expect(message).toMatch(/^UserError: /);
  expect(message).toContain(sentence);
  expect(await rows()).toEqual([]);
});

test('lines that are too long, too deep or no UTF-8 are rejects, and reading goes on', async () => {
  const deep = `${'{"id":1,"name":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
  const lines = [
    '{"id":1,"name":"one"}',
    `{"id":2,"name":"${'x'.repeat(2_500_000)}"}`,
    deep,
    '{"id":3,"name":"three"}',
  ];
  const bytes = Buffer.concat([
    Buffer.from(`${lines.join('\n')}\n`),
    Buffer.from('{"id":"4\xff"}\n{"id":5}\n', 'latin1'),
  ]);
  await fixture.write('x.ndjson', bytes);
  const { files } = await fixture.run([{ ...products, file: 'x.ndjson' }]);
  expect(files[0]?.rejects.map(({ line, reason }) => [line, reason])).toEqual([
    [2, 'is longer than 2000000 characters'],
    [3, 'is nested too deeply'],
    [5, 'is not valid UTF-8'],
  ]);
  expect(await rows()).toEqual([
    ['1', 'one'],
    ['3', 'three'],
    ['5', null],
  ]);
});

test('a path that goes deeper than it can makes its row a reject, in CSV and in NDJSON', async () => {
  const lists = `{"a":${'['.repeat(200)}1${']'.repeat(200)}}`;
  await fixture.write('x.csv', `id;json\n1;${lists}\n2;{}\n`);
  await fixture.write('x.ndjson', `{"id":3,"a":${lists}}\n{"id":4}\n`);
  const { files } = await fixture.run([
    {
      ...products,
      file: 'x.csv',
      delimiter: ';',
      columns: { product_id: 'id', product_name: { path: { of: 'json', at: '$..x' } } },
    },
    { ...products, file: 'x.ndjson', columns: { product_id: 'id', product_name: { path: '$..x' } } },
  ]);
  expect(files.flatMap(({ rejects }) => rejects.map(({ line, column, reason }) => [line, column, reason]))).toEqual([
    [2, 'json', 'is nested too deeply'],
    [1, '', 'is nested too deeply'],
  ]);
  expect(await rows()).toEqual([
    ['2', null],
    ['4', null],
  ]);
});

test('noise with a good header is rejects alone', async () => {
  await fixture.write('x.csv', Buffer.concat([Buffer.from('id,name\n'), noise]));
  const { files } = await fixture.run([{ ...products, file: 'x.csv' }]);
  expect(files[0]?.rowsRead).toBeGreaterThan(100);
  expect(files[0]?.rowsRejected).toBe(files[0]?.rowsRead);
});
