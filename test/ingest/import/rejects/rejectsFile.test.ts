import { access, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { refuseSources } from '../../../../src/ingest/import/rejects/refuseSources.js';
import { createRejectsFile } from '../../../../src/ingest/import/rejects/rejectsFile.js';
import { formatImportReport } from '../../../../src/ingest/import/report/formatImportReport.js';
import { counts, importFixture, products, type ImportFixture } from '../importFixture.js';

let fixture: ImportFixture;
let rejectsFile: string;
beforeAll(async () => {
  fixture = await importFixture();
  rejectsFile = join(fixture.folder, 'rejects.csv');
  await fixture.write('good.csv', 'id,name\n1,one\n');
  await fixture.write(
    'bad.csv',
    `id,name\n2,two\n,"a ""b"",\nc"\n3,three,3\n${'4,four\n'.repeat(70_000)},${'x'.repeat(300)}\n`,
  );
  await fixture.write('bad.ndjson', '{"id": 5}\n{"name": "no, id"}\n{"id": 6\n');
});
beforeEach(async () => {
  await fixture.client`truncate facet.products, facet.import_files, facet.loads`;
});
afterAll(() => fixture.drop());

const good = { ...products, file: 'good.csv' };
const bad = { ...products, file: 'bad.csv' };
const ids = async () => (await fixture.client`select product_id from facet.products order by 1`.values()).flat();

test('all rejected rows go to a file, as they stood; there is none where no row is rejected', async () => {
  await fixture.run([good], { rejectsFile });
  await expect(access(rejectsFile)).rejects.toThrow('ENOENT');
  const records = { ...products, file: 'bad.ndjson', columns: { product_id: 'id' } };
  const report = await fixture.run([bad, records], { rejectsFile });
  expect(report.files.map(counts)).toEqual([
    [70_004, 2, 3],
    [3, 1, 2],
  ]);
  expect(formatImportReport(report)).toContain(`All rejected rows are in ${rejectsFile}.`);
  expect(await readFile(rejectsFile, 'utf8')).toBe(
    [
      'file,line,column,value,reason,row',
      'bad.csv,3,id,,"is empty, and product_id must be known",",""a """"b"""",',
      'c"""',
      'bad.csv,5,,3 three 3,has 3 fields where the header has 2,"3,three,3"',
      `bad.csv,70006,id,,"is empty, and product_id must be known",",${'x'.repeat(300)}"`,
      'bad.ndjson,2,id,,"is empty, and product_id must be known","{""name"": ""no, id""}"',
      'bad.ndjson,3,,"{""id"": 6",is no valid JSON,"{""id"": 6"',
      '',
    ].join('\n'),
  );
});

test('more rejects than are allowed fail their file: nothing of it is kept, files before it are', async () => {
  const strict = fixture.run([good, bad], { rejectsFile, maxRejects: 0 });
  await expect(strict).rejects.toThrow(
    'bad.csv: no row may be rejected, and nothing of this file was kept; line 3, id: "" is empty, and product_id must be known.',
  );
  expect(await ids()).toEqual(['1']);
  await expect(fixture.run([bad], { maxRejects: 2 })).rejects.toThrow(
    'bad.csv: at most 2 rows may be rejected, and nothing of this file was kept; line 70006',
  );
  expect(await ids()).toEqual(['1']);
  await fixture.run([bad], { maxRejects: 3 });
  expect(await ids()).toEqual(['1', '2', '4']);
});

test('rejects of an earlier run are gone when the next begins, also when that has none', async () => {
  await fixture.run([bad], { rejectsFile });
  await fixture.run([{ ...good, nulls: 'x' }], { rejectsFile });
  await expect(access(rejectsFile)).rejects.toThrow('ENOENT');
});

test('a file that would become too large is cut, and says how many rows there were', async () => {
  const file = createRejectsFile(rejectsFile, 95);
  const reject = { file: 'x.csv', column: '', value: '', reason: 'is bad' };
  // The header has 34 bytes and the first two rows 20 and 22, as é has two: 76, which the third would make 96.
  for (const [index, row] of ['aa', 'éé', 'bb', 'c'].entries())
    file.add({ ...reject, line: index + 1 }, { line: index + 1, fields: [row] });
  await file.close();
  expect(file).toMatchObject({ all: 4, kept: 2 });
  const content = await readFile(rejectsFile, 'utf8');
  expect(content).toBe(
    [
      'file,line,column,value,reason,row',
      'x.csv,1,,,is bad,aa',
      'x.csv,2,,,is bad,éé',
      ',,,,"the rejects file is cut here, because it would become too large: 2 of 4 rejected rows are in it",',
      '',
    ].join('\n'),
  );
  const report = formatImportReport({ dryRun: false, files: [], derived: [], warnings: [], rejectsFile: file });
  expect(report).toEqual([
    `The first 2 of 4 rejected rows are in ${rejectsFile}, which would become too large with all of them.`,
  ]);
});

test('a file that is no rejects file is not overwritten', async () => {
  await fixture.write('notes.csv', 'file,line\n');
  const path = join(fixture.folder, 'notes.csv');
  await expect(fixture.run([good], { rejectsFile: path })).rejects.toThrow(
    `The rejects file ${path} is there already and holds something else`,
  );
  expect(await readFile(path, 'utf8')).toBe('file,line\n');
  await fixture.write('notes.csv', '');
  await fixture.run([bad], { rejectsFile: path });
  expect(await readFile(path, 'utf8')).toContain('bad.csv,3,id');
});

test('a file that the import reads, under whatever name, is refused as rejects file', async () => {
  const { folder } = fixture;
  const config = join(folder, 'reads.yml');
  const header = 'file,line,column,value,reason,row\n';
  for (const name of ['again.csv', 'words.csv']) await fixture.write(name, header);
  await symlink(join(folder, 'again.csv'), join(folder, 'link.csv'));
  const lookup = { of: 'line', file: 'words.csv', key: 'file', value: 'line' };
  const columns = { product_id: 'file', product_name: { lookup } };
  await fixture.write('reads.yml', JSON.stringify({ imports: [{ file: 'ag*.csv', target: 'products', columns }] }));
  for (const name of ['again.csv', 'link.csv', 'words.csv', 'reads.yml'])
    await expect(refuseSources(join(folder, name), config)).rejects.toThrow('which this import reads');
  for (const name of ['none.csv', 'good.csv', '..'])
    await expect(refuseSources(join(folder, name), config)).resolves.toBeUndefined();
  await expect(
    refuseSources(join(folder, 'again.csv'), join(folder, 'reads.yml'), '/nowhere'),
  ).resolves.toBeUndefined();
});

test('a rejects file that cannot be written fails the import with a sentence', async () => {
  const path = join(fixture.folder, 'no', 'such', 'rejects.csv');
  await expect(fixture.run([bad], { rejectsFile: path })).rejects.toThrow(
    `The rejects file ${path} cannot be written: there is no such folder.`,
  );
  expect(await ids()).toEqual([]);
});

test('rows that the database judges are in the file with what was read of them, and count as rejects do', async () => {
  await fixture.write('companies.csv', `id,name,industry\n${'C,"a, b",I9\n'.repeat(2500)}`);
  await fixture.write('fields.csv', 'slot,alias,day\nSTR7,LEVEL,\nSTR7,LEVEL_TWO,\nSTR8,LEVEL,\n');
  const companies = {
    file: 'companies.csv',
    target: 'companies',
    columns: { company_id: 'id', company_name: 'name', industry_id: 'industry' },
  };
  const fields = {
    file: 'fields.csv',
    target: 'customer_profile_fields',
    columns: { slot: 'slot', alias: 'alias', valid_from: 'day' },
  };
  const { files } = await fixture.run([companies, fields], { rejectsFile });
  expect(files.map(counts)).toEqual([
    [2500, 0, 2500],
    [3, 1, 2],
  ]);
  const rejected = (await readFile(rejectsFile, 'utf8')).split('\n');
  expect(rejected).toHaveLength(2504);
  expect(rejected.slice(1, 3)).toEqual([
    'companies.csv,2,industry,I9,is no row of industries,"C,""a, b"",I9"',
    'companies.csv,3,industry,I9,is no row of industries,"C,""a, b"",I9"',
  ]);
  expect(rejected[2501]).toMatch(/^fields\.csv,3,alias,LEVEL_TWO,"?is refused: .*,"STR7,LEVEL_TWO,"$/);
  await expect(fixture.run([companies], { rejectsFile, maxRejects: 2000 })).rejects.toThrow(
    'companies.csv: at most 2000 rows may be rejected, and nothing of this file was kept; line ',
  );
  await fixture.client`delete from facet.customer_profile_fields where alias = 'LEVEL'`;
  await expect(fixture.run([fields], { maxRejects: 0 })).rejects.toThrow('no row may be rejected');
  expect(await fixture.client`select from facet.customer_profile_fields where alias = 'LEVEL'`).toHaveLength(0);
});
