import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { counts, importFixture, lines, products, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
beforeEach(async () => {
  await fixture.client`truncate facet.products, facet.unified_itemized_transactions, facet.import_files, facet.loads`;
});
afterAll(() => fixture.drop());

const productRows = () =>
  fixture.client`select product_id, product_name from facet.products order by product_id`.values();
const source = (name: string) => `facet.${name}`;

test('a glob is one import per file, by name; a name that is no glob may hold its characters', async () => {
  await mkdir(join(fixture.folder, 'days'), { recursive: true });
  await fixture.write('days/2.csv', 'id,name\n1,two\n');
  await fixture.write('days/1.csv.gz', gzipSync('id,name\n1,one\n2,two\n'));
  await fixture.write('days/(3).csv', 'id,name\n3,three\n');
  const { files } = await fixture.run([
    { ...products, file: 'days/[12].csv*' },
    { ...products, file: 'days/(3).csv' },
  ]);
  expect(files.map((file) => [file.file, ...counts(file)])).toEqual([
    ['days/1.csv.gz', 2, 2, 0],
    ['days/2.csv', 1, 1, 0],
    ['days/(3).csv', 1, 1, 0],
  ]);
  expect(await productRows()).toEqual([
    ['1', 'two'],
    ['2', 'two'],
    ['3', 'three'],
  ]);
  expect(await fixture.failure([{ ...products, file: 'days/*.tsv' }])).toContain('imports[0].file: no file matches ');
});

test('TSV, files without a header, other quotes and none', async () => {
  await fixture.write('a.tsv', 'id\tname\n1\ta, "b"\n2\t"c\td"\n');
  await fixture.write('b.csv', "3,'it''s'\n");
  await fixture.write('c.csv', 'id,name\n4,5" pipe\n');
  await fixture.run([
    { ...products, file: 'a.tsv' },
    { ...products, file: 'b.csv', quote: "'", header: ['id', 'name'] },
    { ...products, file: 'c.csv', quote: '' },
  ]);
  expect(await productRows()).toEqual([
    ['1', 'a, "b"'],
    ['2', 'c\td'],
    ['3', "it's"],
    ['4', '5" pipe'],
  ]);
});

test('NDJSON: keys are columns, a broken line is a reject, long numbers are exact', async () => {
  await fixture.write(
    'products.ndjson',
    [
      '{"id": 12345678901234567890, "name": "a \\"b\\""}',
      '{"id": 2, "name": null}',
      '',
      '{"id": 3, "name"',
      '[1]',
      '7',
      '{"id": 4, "name": {"en": "four", "n": [1, 2.50]}}\r',
      '{"id": "5", "name": true, "more": 1}',
    ].join('\n'),
  );
  const { files } = await fixture.run([{ ...products, file: 'products.ndjson' }]);
  expect(counts(files[0])).toEqual([7, 4, 3]);
  expect(files[0]?.rejects.map(({ line, value, reason }) => [line, value, reason])).toEqual([
    [4, '{"id": 3, "name"', 'is no valid JSON'],
    [5, '[1]', 'is no JSON object'],
    [6, '7', 'is no JSON object'],
  ]);
  expect(await productRows()).toEqual([
    ['12345678901234567890', 'a "b"'],
    ['2', null],
    ['4', '{"en":"four","n":[1,2.5]}'],
    ['5', 'true'],
  ]);
});

test('NDJSON: numbers and texts of which something would be lost are rejects', async () => {
  await fixture.write(
    'odd.ndjson',
    [
      String.raw`{"id": 1, "name": 1e400}`,
      String.raw`{"id": 2, "name": {"n": [-1E+999]}}`,
      String.raw`{"id": 3, "name": "x\ud800y"}`,
      String.raw`{"id": "\udc00", "name": null}`,
      String.raw`{"id": 4, "name": "\ud83d\ude00 1e400: 1e999"}`,
      String.raw`{"id": 5, "name": 1e300, "more": 1e-400}`,
    ].join('\n'),
  );
  const { files } = await fixture.run([{ ...products, file: 'odd.ndjson' }]);
  expect(files[0]?.rejects.map(({ line, column, reason }) => [line, column, reason])).toEqual([
    [1, '', 'holds a number that is too large: 1e400'],
    [2, '', 'holds a number that is too large: -1E+999'],
    [3, 'name', 'holds half of a character (a lone surrogate)'],
    [4, 'id', 'holds half of a character (a lone surrogate)'],
  ]);
  expect(await productRows()).toEqual([
    ['4', '\u{1F600} 1e400: 1e999'],
    ['5', '1e+300'],
  ]);
});

test('records: paths reach into them, and each element of a list can be a row', async () => {
  const record = {
    order: { id: 'o1', at: '2026-01-01T10:00:00Z' },
    who: 'ann',
    items: [
      { sku: 'x', n: 2, tags: [{ k: 'colour', v: 'red' }] },
      { sku: 'y', n: 1, tags: [] },
    ],
  };
  await fixture.write('orders.jsonl', `${JSON.stringify(record)}\n${JSON.stringify({ ...record, items: [] })}\n`);
  const entry = {
    file: 'orders.jsonl',
    target: 'unified_itemized_transactions',
    each: { path: '$.items[*]', as: 'item' },
    columns: {
      customer_id: 'who',
      order_id: { path: '$.order.id' },
      order_datetime: { path: '$.order.at' },
      product_id: { path: '$.item.sku' },
      item_quantity: { path: '$.item.n' },
      payment_method: { path: "$.item.tags[?@.k == 'colour'].v" },
      store_id: { path: { of: 'item', at: '$.sku' } },
    },
  };
  const { files } = await fixture.run([entry]);
  expect(counts(files[0])).toEqual([2, 2, 0]);
  const rows = fixture.client`select customer_id, order_id, product_id, item_quantity, payment_method, store_id
    from facet.unified_itemized_transactions order by product_id`;
  expect(await rows.values()).toEqual([
    ['ann', 'o1', 'x', '2', 'red', 'x'],
    ['ann', 'o1', 'y', '1', null, 'y'],
  ]);
  const failures = [
    [{ ...entry, each: { path: '$.items[', as: 'item' } }, 'imports[0].each.path: "$.items[" is no JSON path'],
    [{ ...entry, each: { path: '$.items[*]', as: 'who' } }, 'have a column "who" already'],
    [{ ...entry, columns: { ...entry.columns, brand: 'no' } }, 'orders.jsonl has no column "no".'],
  ] as const;
  for (const [config, sentence] of failures) expect(await fixture.failure([config])).toContain(sentence);
});

test('log lines by a pattern: its named groups are columns', async () => {
  await fixture.write('products.log', '[1] one\nnonsense\n[2] two\n');
  const format = { pattern: String.raw`^\[(?<id>\d+)\] (?<name>.*)$` };
  const { files } = await fixture.run([{ ...products, file: 'products.log', format }]);
  expect(counts(files[0])).toEqual([3, 2, 1]);
  expect(files[0]?.rejects[0]).toMatchObject({ line: 2, reason: 'does not match the pattern of its format' });
  const failures = [
    [{ format: { pattern: '(' } }, 'format.pattern: Invalid regular expression'],
    [{ format: { pattern: 'a' } }, 'names no column'],
    [{}, 'the name of products.log does not tell its format; say format: csv, tsv, ndjson, parquet or'],
    [{ format: 'ndjson', delimiter: ';' }, 'imports[0].delimiter'],
  ] as const;
  for (const [keys, sentence] of failures)
    expect(await fixture.failure([{ ...products, file: 'products.log', ...keys }])).toContain(sentence);
});

test('a table and a query of the database are read anew each time', async () => {
  const { client } = fixture;
  await client`drop table if exists facet.made`;
  await client`create table facet.made as select n::text as id, 'name "' || n || E'"\n, second' as name
    from generate_series(1, 30000) as n`;
  const table = { ...products, file: undefined, table: source('made') };
  const query = { ...products, file: undefined, query: "select id || 'q' as id, null as name from facet.made;" };
  const { files } = await fixture.run([table, query]);
  expect(files.map((file) => [file.file, ...counts(file)])).toEqual([
    ['facet.made', 30_000, 30_000, 0],
    ["select id || 'q' as id, null as name from facet.made;", 30_000, 30_000, 0],
  ]);
  expect((await client`select product_name from facet.products where product_id = '29999'`.values())[0]).toEqual([
    'name "29999"\n, second',
  ]);
  const again = await fixture.run([table]);
  expect(again.files[0]).toMatchObject({ unchanged: false, rowsRead: 30_000, rowsWritten: 0 });
  const failures = [
    [{ query: 'select 1 as' }, 'imports[0].query: PostgreSQL refuses it: '],
    [{ query: 'select 1; select 2' }, 'PostgreSQL refuses it: cannot insert multiple commands'],
    [{ query: 'delete from facet.made' }, 'is no query that gives rows'],
    [{ table: 'facet.nothing' }, 'imports[0].table: PostgreSQL refuses it: relation "facet.nothing" does not exist'],
    [{ table: 'a', query: 'b' }, 'imports[0]: needs exactly one of file, table and query, not table and query'],
    [{}, 'imports[0]: needs exactly one of file, table and query'],
    [{ table: 'a', delimiter: ';' }, 'imports[0].delimiter: is for files alone'],
  ] as const;
  for (const [keys, sentence] of failures)
    expect(await fixture.failure([{ ...products, file: undefined, ...keys }])).toContain(sentence);
});

test('a query that fails while it is read, and an import called off meanwhile, leave the pool whole', async () => {
  const query = 'select n::text as id, (1 / (n - 90000))::text as name from generate_series(1, 100000) n';
  expect(await fixture.failure([{ ...products, file: undefined, query }])).toContain(
    'imports[0].query: PostgreSQL refuses it: division by zero.',
  );
  const many = 'select n as id, m as name from generate_series(1, 100000) n, generate_series(1, 100000) m';
  const endless = { ...products, file: undefined, query: many };
  for (let turn = 0; turn < 6; turn += 1) {
    const controller = new AbortController();
    const stopping = { ...fixture.job, progress: { say: () => {}, update: () => controller.abort() } };
    await expect(fixture.run([endless], { signal: controller.signal }, stopping)).rejects.toThrow('aborted');
  }
  expect(await productRows()).toEqual([]);
  const left = fixture.client`select from pg_stat_activity
    where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`;
  expect(await left).toHaveLength(0);
});

test('rows for which `where` is not true are skipped', async () => {
  await fixture.write('products.csv', 'id,name\n1,one\n2,\n3,three\n,bad\n');
  const where = { all: [{ known: 'name' }, { not: { matches: { of: 'id', pattern: '^1$' } } }] };
  const { files } = await fixture.run([{ ...products, where }]);
  expect(files[0]).toMatchObject({ rowsRead: 4, rowsWritten: 1, rowsSkipped: 2, rowsRejected: 1 });
  expect(await productRows()).toEqual([['3', 'three']]);
});

test('local times are of the zone of their column, entry or config', async () => {
  await fixture.write(
    'lines.csv',
    'who,order,at,n,paid\nann,o1,2026-07-01 10:00:00,1,1\nbob,o2,2026-01-01T10:00,1,1\n',
  );
  const times = async (config: object): Promise<unknown> => {
    await fixture.client`truncate facet.unified_itemized_transactions, facet.import_files`;
    expect(await fixture.failure(config)).toBe('no failure');
    return fixture.client`select order_datetime from facet.unified_itemized_transactions order by customer_id`.values();
  };
  const london = [['2026-07-01T09:00:00Z'], ['2026-01-01T10:00:00Z']];
  expect(await times({ zone: 'Europe/London', imports: [lines] })).toEqual(london);
  expect(await times({ zone: 'UTC', imports: [{ ...lines, zone: 'Europe/London' }] })).toEqual(london);
  const columns = { ...lines.columns, order_datetime: { column: 'at', zone: 'America/New_York' } };
  expect(await times({ zone: 'UTC', imports: [{ ...lines, columns }] })).toEqual([
    ['2026-07-01T14:00:00Z'],
    ['2026-01-01T15:00:00Z'],
  ]);
  expect(await fixture.failure({ zone: 'Mars/Base', imports: [lines] })).toContain('zone: is no IANA time zone');
});

test('rows of files with other headers share keys where their content is listed', async () => {
  const row = 'ann,o1,2026-01-01T10:00:00Z,1,2.50\n';
  await fixture.write('lines.csv', `who,order,at,n,paid\n${row}${row}`);
  await fixture.write('other.csv', `Customer,Invoice,Date,Quantity,Price\n${row}${row}${row}`);
  const [first, second] = [
    ['who', 'order', 'at', 'n', 'paid'],
    ['Customer', 'Invoice', 'Date', 'Quantity', 'Price'],
  ].map(([who = '', order = '', at = '', n = '', paid = '']) => ({
    customer_id: who,
    order_id: order,
    line_id: { content: [who, order, at, n, paid] },
    order_datetime: at,
    item_quantity: n,
    item_revenue: paid,
  }));
  const { files } = await fixture.run([
    { ...lines, columns: first },
    { ...lines, file: 'other.csv', columns: second },
  ]);
  expect(files.map(counts)).toEqual([
    [2, 2, 0],
    [3, 1, 0],
  ]);
});

test('values are looked up in a file, which is part of what the mapping means', async () => {
  await fixture.write('products.csv', 'id,name\n1,a\n2,b\n3,c\n');
  await fixture.write('words.csv', 'code,word,more\na,alpha,\nb,"beta, too",\na,Alpha,\n');
  const product_name = { lookup: { of: 'name', file: 'words.csv', key: 'code', value: 'word', otherwise: '?' } };
  const entry = { ...products, columns: { product_id: 'id', product_name } };
  await fixture.run([entry]);
  expect(await productRows()).toEqual([
    ['1', 'Alpha'],
    ['2', 'beta, too'],
    ['3', '?'],
  ]);
  expect((await fixture.run([entry])).files[0]?.unchanged).toBe(true);
  await fixture.write('words.csv', 'code,word,more\nc,gamma,\n');
  expect(counts((await fixture.run([entry])).files[0])).toEqual([3, 3, 0]);
});

test('a key that a lookup file has without a value stands for none; one that it lacks makes its row a reject', async () => {
  await fixture.client`truncate facet.products, facet.import_files`;
  await fixture.write('products.csv', 'id,name\n1,a\n2,b\n3,c\n4,\n5,d\n');
  await fixture.write('words.csv', 'code,word\na,alpha\nb,\nc,gamma\nc,\n');
  const lookup = { of: 'name', file: 'words.csv', key: 'code', value: 'word' };
  const { files } = await fixture.run([{ ...products, columns: { product_id: 'id', product_name: { lookup } } }]);
  expect(await productRows()).toEqual([
    ['1', 'alpha'],
    ['2', null],
    ['3', 'gamma'],
    ['4', null],
  ]);
  expect(files[0]?.rejects).toEqual([
    {
      file: 'products.csv',
      line: 6,
      column: 'name',
      value: 'd',
      reason:
        'has no entry in words.csv (import.yml, imports[0].columns.product_name.lookup); add one, or say "otherwise" (null: no value)',
    },
  ]);
});
