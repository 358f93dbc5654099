import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importFixture, lines, products, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
  await fixture.write('products.csv', 'id,name,name\n1,one,eins\n');
  await fixture.write('lines.csv', 'who,order,at,n,paid\n');
  await fixture.write('empty.csv', '');
  await fixture.write('utf32.csv', Buffer.from('\uFEFF\0i\0d\0', 'utf16le'));
  const text = Array.from({ length: 50_000 }, (_, index) => `${index},${Math.sin(index)}`).join('\n');
  await fixture.write('cut.csv.gz', gzipSync(`id,name\n${text}`).subarray(0, -20_000));
});
afterAll(() => fixture.drop());

const withColumns = (columns: object): object[] => [{ ...products, columns: { product_id: 'id', ...columns } }];

test.each<[string, object, string]>([
  ['an empty config', {}, 'import.yml: imports: is missing'],
  ['no list', { imports: { file: 'x' } }, 'import.yml: imports: is no list'],
  ['no files', { imports: [] }, 'imports: names no file'],
  [
    'an unknown key',
    { imports: [{ ...products, colums: {} }] },
    'imports[0]: unknown key "colums". Did you mean "columns"?',
  ],
  ['an unknown top key', { import: [], imports: [products] }, 'unknown key "import". Did you mean "imports"?'],
  [
    'an unknown target',
    [products, { ...products, target: 'product' }],
    'imports[1].target: there is no table "product" to import into, only unified_customers, unified_scores, products,',
  ],
  ['a bad delimiter', [{ ...products, delimiter: '"' }], 'imports[0].delimiter: is not one character'],
  ['a missing file', [{ ...products, file: 'no.csv' }], 'import.yml, imports[0].file: there is no file '],
  ['an empty file', [{ ...products, file: 'empty.csv' }], 'empty.csv is empty: it has not even a header.'],
  ['UTF-32', [{ ...products, file: 'utf32.csv' }], 'is utf-32le; save it as UTF-8.'],
  ['a cut off file', [{ ...products, file: 'cut.csv.gz', columns: { product_id: 'id' } }], 'is cut off'],
  [
    'an unknown target column',
    withColumns({ product_nam: 'name' }),
    'imports[0].columns: products has no column "product_nam". Did you mean "product_name"',
  ],
  [
    'a column that the file does not have',
    withColumns({ product_name: 'nam' }),
    'imports[0].columns.product_name: products.csv has no column "nam". Did you mean "name"?',
  ],
  ['a column that the file has twice', withColumns({ product_name: 'name' }), 'more than one column "name"'],
  ['an unknown expression', withColumns({ product_name: { concta: [] } }), '"concta". Did you mean "concat"?'],
  ['two expressions', withColumns({ product_name: { constant: 1, concat: [] } }), 'has a key too many: "concat"'],
  ['an empty list', withColumns({ product_name: { concat: [] } }), 'product_name.concat is not a list of columns'],
  [
    'a bad part',
    withColumns({ product_name: { concat: ['id', 'x'] } }),
    'product_name.concat[1]: products.csv has no column "x".',
  ],
  [
    'no expression',
    withColumns({ product_name: 7 }),
    'is neither the name of a column nor one of column, constant, path, concat, trim, ',
  ],
  [
    'a bad format',
    withColumns({ product_msrp: { column: 'id', format: 'x' } }),
    '"x" is no format of numeric; there is decimal, decimal_comma.',
  ],
  [
    'a local time without a zone',
    [{ ...lines, columns: { ...lines.columns, order_datetime: { column: 'at', format: 'DD.MM.YYYY HH:mm' } } }],
    'order_datetime.format: "DD.MM.YYYY HH:mm" has no offset (ZZ): say zone',
  ],
  [
    'a key that is content in part',
    [{ ...lines, columns: { ...lines.columns, line_id: { coalesce: ['n', { content: ['who', 'at'] }] } } }],
    'columns.line_id.coalesce[1].content: here equal rows would become one; content is the whole of this key or no part',
  ],
  [
    'a lookup in a file that is not there',
    withColumns({ product_name: { lookup: { of: 'id', file: 'no.csv', key: 'a', value: 'b' } } }),
    'imports[0], lookup.file: there is no file ',
  ],
  [
    'a lookup in a column that is not there',
    withColumns({ product_name: { lookup: { of: 'id', file: 'lines.csv', key: 'who', value: 'b' } } }),
    'imports[0], lookup.value: lines.csv has no column "b".',
  ],
  ['a bad constant', withColumns({ product_msrp: { constant: 'x' } }), 'product_msrp: "x" is not a decimal number'],
  [
    'a required column that is not mapped',
    [{ ...lines, columns: { order_id: 'order' } }],
    'imports[0].columns: nothing is mapped to "order_datetime", which unified_itemized_transactions needs.',
  ],
])('%s is refused with a sentence', async (_, config, sentence) => {
  const message = await fixture.failure(config);
  expect(message).toContain('UserError: ');
  expect(message).toContain(sentence);
  expect(await fixture.client`select from facet.products`).toHaveLength(0);
});

const entry = 'imports: [{ file: products.csv, target: products, columns: ';

test.each([
  ['an empty file', '', 'imports: is missing; it lists which files go where'],
  ['remarks alone', '# nothing\n', 'imports: is missing'],
  [
    'an expression within itself',
    `${entry}{ product_id: &a { coalesce: [id, *a] } } }]`,
    'cannot be read: an anchor (&name) is used (*name) within the part that it names.',
  ],
  ['a list within itself', '&a imports: &b [*b]', 'within the part that it names'],
  [
    'aliases of aliases',
    `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]`,
    'cannot be read: Excessive alias count',
  ],
  ['a prototype', `${entry}{ product_id: id, __proto__: name } }]`, 'no key may be called "__proto__".'],
])('%s as config is refused with a sentence', async (_, text, sentence) => {
  await fixture.write('odd.yml', text);
  const configFile = `${fixture.folder}/odd.yml`;
  const run = fixture.run([], { configFile });
  await expect(run).rejects.toThrow(sentence);
  await expect(run).rejects.toMatchObject({ name: 'UserError' });
});

test('a part may be used twice by an anchor', async () => {
  await fixture.write('twice.yml', `${entry}{ product_id: &a { column: id }, product_name: *a } }]`);
  const { files } = await fixture.run([], { configFile: `${fixture.folder}/twice.yml`, dryRun: true });
  expect(files[0]?.rowsRead).toBe(1);
});

test('a config that is missing or no YAML is refused', async () => {
  await expect(fixture.run([], { configFile: 'no/such.yml' })).rejects.toThrow(
    'The import config no/such.yml cannot be read',
  );
  await fixture.write('bad.yml', 'imports: [');
  await expect(fixture.run([], { configFile: `${fixture.folder}/bad.yml` })).rejects.toThrow('cannot be read');
});
