import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { formatImportReport } from '../../../src/ingest/import/report/formatImportReport.js';
import type { ImportReport } from '../../../src/ingest/import/report/importReport.js';
import { counts, importFixture, lines, people, products, type ImportFixture } from './importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
beforeEach(async () => {
  const { client } = fixture;
  await client`truncate facet.unified_customers, facet.customers, facet.customer_identifiers, facet.products,
    facet.unified_itemized_transactions, facet.unified_transactions, facet.import_files, facet.loads`;
});
afterAll(() => fixture.drop());

const productRows = () =>
  fixture.client`select product_id, product_name from facet.products order by product_id`.values();
const lineRows = () =>
  fixture.client`select customer_id, order_id, item_quantity, item_revenue from facet.unified_itemized_transactions
    order by customer_id, order_id, item_revenue, line_id`.values();

test('quotes, newlines, delimiters and backslashes in fields come through, with CRLF, BOM and blank lines', async () => {
  await fixture.write(
    'products.csv',
    '\uFEFFid,name\r\n1,"a ""b"", c"\r\n\r\n2,"two\r\nlines"\r\n3,tab\tand \\N \\\r\n4,\r\n',
  );
  const { files } = await fixture.run([products]);
  expect(counts(files[0])).toEqual([4, 4, 0]);
  expect(await productRows()).toEqual([
    ['1', 'a "b", c'],
    ['2', 'two\r\nlines'],
    ['3', 'tab\tand \\N \\'],
    ['4', null],
  ]);
});

test('other delimiters, null texts and lines that end with CR', async () => {
  await fixture.write('products.csv', 'name;id\rNA;1\r?;2\r;3');
  await fixture.run([{ ...products, delimiter: ';', nulls: ['NA', '?'] }]);
  expect(await productRows()).toEqual([
    ['1', null],
    ['2', null],
    ['3', ''],
  ]);
});

test('a header alone is no fault', async () => {
  await fixture.write('products.csv', 'id,name\n');
  const { files, derived } = await fixture.run([products]);
  expect(counts(files[0])).toEqual([0, 0, 0]);
  expect(derived).toEqual([]);
});

test('the same file again is not read; changed bytes or another mapping are', async () => {
  await fixture.write('products.csv', 'id,name\n1,one\n2,two\n');
  await fixture.run([products]);
  const again = await fixture.run([products]);
  expect(again.files[0]).toMatchObject({ unchanged: true, rowsRead: 0, rowsWritten: 0 });

  await fixture.write('products.csv', 'id,name\n1,one\n2,zwei\n3,three\n');
  const changed = await fixture.run([products]);
  expect(changed.files[0]?.unchanged).toBe(false);
  expect(counts(changed.files[0])).toEqual([3, 2, 0]);

  const remapped = await fixture.run([{ ...products, columns: { product_id: 'id', product_brand: 'name' } }]);
  expect(counts(remapped.files[0])).toEqual([3, 3, 0]);
  expect(
    await fixture.client`select product_name, product_brand from facet.products where product_id = '2'`.values(),
  ).toEqual([['zwei', 'zwei']]);
});

test('a file with rejects is read again, for what was wrong with them may have been put right', async () => {
  const company = { company_id: 'id', company_name: 'id', industry_id: 'of' };
  const companies = { file: 'companies.csv', target: 'companies', columns: company };
  await fixture.write('companies.csv', 'id,of\nC1,I1\n');
  expect(counts((await fixture.run([companies])).files[0])).toEqual([1, 0, 1]);
  await fixture.client`insert into facet.industries (industry_id, industry_name) values ('I1', 'Tools')`;
  expect(counts((await fixture.run([companies])).files[0])).toEqual([1, 1, 0]);
  expect((await fixture.run([companies])).files[0]?.unchanged).toBe(true);
});

test('a file put back to what it held earlier is read again, also by an earlier mapping', async () => {
  const names = async (): Promise<unknown> => (await productRows()).map(([, name]) => name as unknown);
  const brand = { ...products, columns: { ...products.columns, product_name: 'brand' } };
  for (const [name, entry] of [
    ['Ann', products],
    ['Anna', products],
    ['Ann', products],
    ['Ann', brand],
    ['Ann', products],
  ] as const) {
    await fixture.write('products.csv', `id,name,brand\n1,${name},b\n`);
    const { files } = await fixture.run([entry]);
    expect(files[0]).toMatchObject({ unchanged: false, rowsWritten: 1 });
    expect(await names()).toEqual([entry === brand ? 'b' : name]);
    expect((await fixture.run([entry])).files[0]).toMatchObject({ unchanged: true });
  }
});

test('a file is known by its name and target: the same bytes under another name are read, and write nothing', async () => {
  await fixture.write('products.csv', 'id,name\n1,one\n');
  await fixture.write('copy.csv', 'id,name\n1,one\n');
  await fixture.run([products]);
  const { files } = await fixture.run([{ ...products, file: 'copy.csv' }, products]);
  expect(files).toMatchObject([
    { unchanged: false, rowsRead: 1, rowsWritten: 0 },
    { unchanged: true, rowsRead: 0 },
  ]);
});

test('equal lines are all kept, once: two stay two, a file with three makes them three', async () => {
  const header = 'who,order,at,n,paid\n';
  const line = 'ann,o1,2026-01-01T10:00:00Z,1,2.50\n';
  await fixture.write('lines.csv', header + line + line);
  await fixture.run([lines]);
  await fixture.write(
    'overlap.csv',
    `${header + line}  ann , o1,2026-01-01T10:00:00Z,1,2.50\nbob,o2,2026-01-02T10:00:00Z,1,3\n`,
  );
  const overlap = await fixture.run([{ ...lines, file: 'overlap.csv' }]);
  expect(counts(overlap.files[0])).toEqual([3, 1, 0]);
  expect(await lineRows()).toHaveLength(3);
  await fixture.write('three.csv', header + line + line + line);
  await fixture.run([{ ...lines, file: 'three.csv' }]);
  expect(await lineRows()).toEqual([
    ...Array.from({ length: 3 }, () => ['ann', 'o1', '1', '2.50']),
    ['bob', 'o2', '1', '3'],
  ]);
  expect(
    await fixture.client`select order_id, order_revenue, lines from facet.unified_transactions order by 1`.values(),
  ).toEqual([
    ['o1', '7.50', 3],
    ['o2', '3', 1],
  ]);
});

test('lines with a key of their own are updated under it, also when they move to another customer', async () => {
  const own = { ...lines, columns: { ...lines.columns, line_id: 'no' } };
  await fixture.write(
    'lines.csv',
    'who,order,at,n,paid,no\n,o1,2026-01-01T10:00:00Z,1,2,1\nann,o1,2026-01-01T10:00:00Z,1,3,2\n',
  );
  await fixture.run([own]);
  expect(await lineRows()).toEqual([
    ['', 'o1', '1', '2'],
    ['ann', 'o1', '1', '3'],
  ]);
  await fixture.write(
    'lines.csv',
    'who,order,at,n,paid,no\nann,o1,2026-01-01T10:00:00Z,1,2,1\nann,o1,2026-01-01T10:00:00Z,1,4,2\n',
  );
  await fixture.run([own]);
  expect(await lineRows()).toEqual([
    ['ann', 'o1', '1', '2'],
    ['ann', 'o1', '1', '4'],
  ]);
});

test('a dry run reports the same and writes nothing', async () => {
  await fixture.write('people.csv', 'id,key,email,born\nA,1,a@x.example,bad\nB,2,,\n');
  const report = await fixture.run([people], { dryRun: true });
  expect(counts(report.files[0])).toEqual([2, 1, 1]);
  const left = await fixture.client`select from facet.unified_customers union all select from facet.loads
    union all select from facet.import_files`;
  expect(left).toHaveLength(0);
});

test('a dry run judges files that depend on each other as a real run does', async () => {
  await fixture.write('contracts.csv', 'id,company\nK1,C7\nK2,C9\n');
  await fixture.write('dry_companies.csv', 'id\nC7\n');
  const entries = [
    { file: 'dry_companies.csv', target: 'companies', columns: { company_id: 'id', company_name: 'id' } },
    {
      file: 'contracts.csv',
      target: 'contracts',
      columns: { contract_id: 'id', contract_name: 'id', company_id: 'company' },
    },
    { file: 'dry_companies.csv', target: 'companies', columns: { company_id: 'id', company_name: 'id' } },
  ];
  const dry = await fixture.run(entries, { dryRun: true });
  expect(dry.files.map((file) => [...counts(file), file.unchanged])).toEqual([
    [1, 1, 0, false],
    [2, 1, 1, false],
    [0, 0, 0, true],
  ]);
  expect(await fixture.client`select from facet.companies where company_id = 'C7'`).toHaveLength(0);
  const real = await fixture.run(entries);
  expect(real.files.map(counts)).toEqual(dry.files.map(counts));
});

test('rows that a later one of the same key stands for are told', async () => {
  const superseded = ({ files }: ImportReport) => files.map(({ rowsSuperseded }) => rowsSuperseded);
  await fixture.write('products.csv', 'id,name\n1,one\n2,two\n1,uno\n,x\n1,eins\n');
  const first = await fixture.run([products]);
  expect(formatImportReport(first)[0]).toContain(
    '5 rows read, 2 new or changed, 2 superseded by later rows of the same key, 1 rejected, ',
  );
  const attributes = {
    file: 'products.csv',
    target: 'imported_attributes',
    source: 'named',
    columns: { customer_id: 'id' },
  };
  expect(superseded(await fixture.run([products, attributes]))).toEqual([2, 2]);
  const own = { ...lines, columns: { ...lines.columns, line_id: 'no', brand: 'brand' } };
  const header = 'who,order,at,n,paid,no,brand\n';
  const line = (paid: number, brand: string) => `ann,o1,2026-01-01T10:00:00Z,1,${paid},1,${brand}\n`;
  await fixture.write('lines.csv', header + line(1, 'BA') + line(2, 'BA') + line(3, 'BB'));
  expect(superseded(await fixture.run([own]))).toEqual([1]);
  await fixture.write('lines.csv', header + line(4, 'BB') + line(5, 'BB'));
  expect(superseded(await fixture.run([own]))).toEqual([1]);
  const equal = await fixture.run([lines]);
  expect(superseded(equal)).toEqual([0]);
  expect(formatImportReport(equal)[0]).not.toContain('superseded');
});
