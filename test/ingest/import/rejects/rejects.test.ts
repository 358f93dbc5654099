import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { formatImportReport } from '../../../../src/ingest/import/report/formatImportReport.js';
import { counts, importFixture, lines, products, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
afterAll(() => fixture.drop());

const badQuote = 'has a quote that is not closed, or closed before the field ends';
const at = '2026-01-01T10:00:00Z';

test('bad rows are reported with line, column, value and reason; the good ones are in', async () => {
  const rows = [
    'who,order,at,n,paid',
    `"ann\nand bob",o1,${at},1,1`,
    `ann,o2,${at},one,1`,
    `ann,o3,2026-02-30T10:00:00Z,1,1`,
    `ann,o4,2026-01-01T10:00:00,1,1`,
    `ann,,${at},1,1`,
    `ann,o6,${at},1`,
    `ann,o7,${at},1,1,1`,
    `ann,"o8"x,${at},1,1`,
    `an\0n,o9,${at},1,1`,
    `ann,o10,${at},1,1e4000`,
    `zoë,o11,2026-01-01 10:00:00.123456+0130,-1,.5`,
  ];
  const bytes = Buffer.concat([Buffer.from(`${rows.join('\r\n')}\r\n`), Buffer.from('an\xffn,o12,x,1,1', 'latin1')]);
  await fixture.write('lines.csv.gz', gzipSync(bytes));
  const report = await fixture.run([{ ...lines, file: 'lines.csv.gz' }]);
  expect(counts(report.files[0])).toEqual([12, 2, 10]);
  expect(report.files[0]?.rejects.map(({ line, column, value, reason }) => [line, column, value, reason])).toEqual([
    [4, 'n', 'one', 'is not a decimal number'],
    [5, 'at', '2026-02-30T10:00:00Z', 'is not an instant (ISO 8601, for example 2017-01-31T14:06:53-05:00)'],
    [6, 'at', '2026-01-01T10:00:00', 'has no zone offset (for example Z or -05:00)'],
    [7, 'order', '', 'is empty, and order_id must be known'],
    [8, '', `ann o6 ${at} 1`, 'has 4 fields where the header has 5'],
    [9, '', `ann o7 ${at} 1 1 1`, 'has 6 fields where the header has 5'],
    [10, '', `ann,"o8"x,${at},1,1`, badQuote],
    [11, 'who', 'an\0n', 'holds a NUL byte'],
    [12, 'paid', '1e4000', 'is not a decimal number'],
    [14, '', 'an\uFFFDn o12 x 1 1', 'is not valid UTF-8'],
  ]);
  expect(formatImportReport(report)).toContain('  lines.csv.gz, line 4, n: "one" is not a decimal number');
  const kept = fixture.client`select customer_id, order_datetime, item_revenue from facet.unified_itemized_transactions
    order by 1`;
  expect(await kept.values()).toEqual([
    ['ann\nand bob', '2026-01-01T10:00:00Z', '1'],
    ['zoë', '2026-01-01T08:30:00.123456Z', '0.5'],
  ]);
});

test('the first 20 rejects are kept, all are counted', async () => {
  await fixture.write('products.csv', `id,name\n${',x\n'.repeat(30)}1,one\n`);
  const { files } = await fixture.run([products]);
  expect(counts(files[0])).toEqual([31, 1, 30]);
  expect(files[0]?.rejects).toHaveLength(20);
  expect(files[0]?.rejects[19]).toMatchObject({ file: 'products.csv', line: 21, column: 'id' });
});

test('a quote that is not closed costs its line alone', async () => {
  await fixture.write('quote.csv', 'id,name\n8,ok\n9,"open\n10,"two\nlines"\n"11"x,y\n12,"last');
  const { files } = await fixture.run([{ ...products, file: 'quote.csv' }]);
  expect(files[0]?.rejects.map(({ line, value, reason }) => [line, value, reason])).toEqual([
    [3, '9,"open', badQuote],
    [6, '"11"x,y', badQuote],
    [7, '12,"last', badQuote],
  ]);
  const rows = fixture.client`select product_name from facet.products where product_id in ('8', '10') order by 1`;
  expect(await rows.values()).toEqual([['ok'], ['two\nlines']]);
});

test('lines are counted through quoted newlines, also where no quote follows', async () => {
  await fixture.write('newlines.csv', `id,name\n20,"a\n\nb"\n${'21,x\n'.repeat(60_000)},bad\n`);
  const { files } = await fixture.run([{ ...products, file: 'newlines.csv' }]);
  expect(files[0]?.rejects.map(({ line }) => line)).toEqual([60_005]);
});

test('a thousand bad quotes among long files take no time and cost no good row', async () => {
  const rows = Array.from({ length: 30_000 }, (_, index) =>
    index % 30 === 0 ? `x${index},"bad` : `q${index},"number ""${index}"",\n second line"`,
  );
  await fixture.write('quotes.csv', `id,name\n${rows.join('\n')}\n`);
  const { files } = await fixture.run([{ ...products, file: 'quotes.csv' }]);
  expect(files[0]?.rejects[1]).toMatchObject({ line: 61, value: 'x30,"bad' });
  const [kept] = await fixture.client<{ count: number; name: string }[]>`
    select count(*)::int, max(product_name) filter (where product_id = 'q29999') as name from facet.products
    where product_id ~ '^q'`;
  expect(kept).toEqual({ count: 29_000, name: 'number "29999",\n second line' });
});

test('texts that do not fit into an index are rejects', async () => {
  const [most, over] = ['é'.repeat(500), `${'é'.repeat(500)}x`];
  await fixture.write('long.csv', `id,mail,name\n${most},a@x.example,${over}\n${over},,\nB,${over},\n`);
  const columns = { customer_id: 'id', datasource: { constant: 'shop' }, pk: 'id', email: 'mail', surname: 'name' };
  const { files, derived } = await fixture.run([{ file: 'long.csv', target: 'unified_customers', columns }]);
  expect(counts(files[0])).toEqual([3, 1, 2]);
  const reason = 'is longer than 1,000 bytes';
  expect(files[0]?.rejects).toMatchObject([
    { line: 3, column: 'id', reason },
    { line: 4, column: 'mail', reason },
  ]);
  expect(derived).toContainEqual({ table: 'customer_identifiers', rows: 2 });
});

test('an empty text that does not mean "no value" is a reject of a column of days or instants, in the first row too', async () => {
  await fixture.write('empty.csv', 'id,key,born,seen\n1,1,,-\n2,2,31.12.1980,\n3,3,-,2026-01-30 10:00\n');
  const { files } = await fixture.run([
    {
      file: 'empty.csv',
      target: 'unified_customers',
      nulls: ['-'],
      zone: 'UTC',
      columns: {
        customer_id: 'id',
        datasource: { constant: 'empty' },
        pk: 'key',
        birthdate: { column: 'born', format: 'DD.MM.YYYY' },
        create_dt: 'seen',
      },
    },
  ]);
  expect(counts(files[0])).toEqual([3, 1, 2]);
  expect(files[0]?.rejects.map(({ line, column, reason }) => [line, column, reason])).toEqual([
    [2, 'born', 'is not written DD.MM.YYYY'],
    [3, 'seen', 'is not an instant (ISO 8601, for example 2017-01-31T14:06:53-05:00)'],
  ]);
});
