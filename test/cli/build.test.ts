import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildCommand } from '../../src/cli/build.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl } from '../support/openUrl.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { runInProcess } from './inProcess.js';

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let folder: string;
beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  folder = await makeTestFolder('build');
  await writeFile(join(folder, 'facet.yml'), 'linking: { by: [email] }\n');
  await writeFile(join(folder, 'bad.yml'), 'linking: { by: [name] }\n');
  await database.client`
    insert into facet.unified_customers (customer_id, datasource, pk, email, phone, load_id)
    values ('', 'shop', '1', 'ann@x.example', '123456', 1), ('', 'news', 'a', 'Ann@x.example', null, 1), ('', 'shop', '2', null, '123456', 1)`;
});
afterAll(async () => {
  door.close();
  await database.drop();
  await removeTestFolder(folder);
});

const build = (args: readonly string[], config = 'facet.yml') =>
  runInProcess(buildCommand(), args, { DATABASE_URL: door.url, FACET_CONFIG: join(folder, config) });

describe('facet build', () => {
  it('tells its options and what it ends with', () => {
    const help = buildCommand().helpInformation();
    for (const option of ['--all', '--dry-run', '--explain <customer>']) expect(help).toContain(option);
  });

  it('says in a dry run what would change, builds it, and then finds nothing to do', async () => {
    const dry = await build(['--dry-run']);
    expect([dry.code, dry.stdout]).toEqual([0, '']);
    expect(dry.stderr).toContain('source records: 3 records got a customer, 0 another one; 1 pair written\n');
    expect(dry.stderr).toContain('Dry run: nothing was written.');
    const { code, stderr } = await build([]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('customers: 2 rows, 2 new, changed or gone\n')]);
    expect(stderr).toMatch(/\nvalidate: \d+ checks: /);
    expect(dry.stderr).not.toContain('validate:');
    expect(await build([])).toEqual({ code: 0, stdout: '', stderr: 'Nothing has changed since the last build.\n' });
    expect((await build(['--all'])).stderr).toContain(
      'source records: 0 records got a customer, 0 another one; 0 pairs written',
    );
  });

  it('explains a customer, and refuses one that is none', async () => {
    const [row] = await database.client`select customer_id from facet.unified_customers where datasource = 'news'`;
    const id = String(row?.['customer_id']);
    expect(await build(['--explain', id])).toEqual({
      code: 0,
      stderr: '',
      stdout: `${id}: 2 source records\n  news a, linked\n  shop 1, linked\nLinked by:\n  news a = shop 1 by email ann@x.example\n`,
    });
    expect(await build(['--explain', 'nobody'])).toMatchObject({
      code: 1,
      stderr: 'facet: No source record is of a customer "nobody".\n',
    });
    expect((await build(['--explain', id, '--all'])).stderr).toContain('cannot be used with');
  });

  it('refuses a bad key of the config', async () => {
    expect(await build([], 'bad.yml')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('linking.by.0: is none of email, phone, loyalty_id, foreign_key'),
    });
  });
});
