import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { copyFile, open, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ArchiveWriter } from '../../src/backup/format/ArchiveWriter.js';
import { inspectBackup } from '../../src/backup/format/inspectBackup.js';
import type { BackupManifest } from '../../src/backup/format/BackupManifest.js';
import { makeBackup } from '../../src/backup/makeBackup.js';
import { backupCommand } from '../../src/cli/keeping/backup.js';
import { requireReplaceable } from '../../src/backup/restoring/targetState.js';
import { restoreCommand } from '../../src/cli/keeping/restore.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { migrateInside, schemaState } from '../../src/db/migrate.js';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { runInProcess } from '../cli/inProcess.js';
import { emptyDatabase, plainDatabase, type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { openUrl } from '../support/openUrl.js';
import { addCustomers } from '../support/sample.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { contents } from './contents.js';

const now = '2026-03-31T09:00:00Z';
let folder: string;
let source: TestDatabase;
let target: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let before: unknown;

const file = (name: string): string => join(folder, name);
const restore = (...args: string[]) => runInProcess(restoreCommand(), args, { DATABASE_URL: door.url });
const backup = async (database: TestDatabase, ...args: string[]) => {
  const way = await openUrl(database);
  try {
    return await runInProcess(backupCommand(), args, { DATABASE_URL: way.url });
  } finally {
    way.close();
  }
};

/** Writes an archive of its own: a manifest that is changed, and rows of customers that somebody made up. */
async function forge(name: string, change: (manifest: BackupManifest) => object, rows = ''): Promise<string> {
  const { manifest, handle } = await inspectBackup(file('good.tar'));
  await handle.close();
  const out = await open(file(name), 'w');
  const archive = new ArchiveWriter({ write: (bytes) => out.writeFile(bytes) }, new Date(now));
  await archive.addJson('manifest.json', change(manifest));
  if (rows !== '') await archive.add('tables/customers/000001.copy.gz', gzipSync(rows));
  const counts = (table: string) =>
    table === 'customers'
      ? { rows: rows.split('\n').length - 1, bytes: Buffer.byteLength(rows) }
      : { rows: 0, bytes: 0 };
  await archive.end(Object.fromEntries(manifest.tables.map((table) => [table.name, counts(table.name)])));
  await out.close();
  return file(name);
}

beforeAll(async () => {
  folder = await makeTestFolder('refusals');
  source = await plainDatabase();
  target = await plainDatabase();
  await addCustomers(source, [{ id: 'a' }, { id: 'b' }]);
  await addCustomers(target, [{ id: 'kept' }]);
  door = await openUrl(target);
  before = await contents(target.client);
  await backup(source, file('good.tar'));
});
afterAll(async () => {
  door?.close();
  await source?.drop();
  await target?.drop();
  await removeTestFolder(folder);
});

describe('a file that is no whole backup is refused in a sentence, and nothing is changed', () => {
  const cases: Readonly<Record<string, readonly [make: () => Promise<string>, sentence: RegExp]>> = {
    'one that is not there': [async () => file('none.tar'), /none\.tar cannot be restored: there is no such file\.$/],
    'a folder': [async () => folder, /cannot be restored: it is a folder\.$/],
    'an empty file': [
      async () => {
        await writeFile(file('empty.tar'), '');
        return file('empty.tar');
      },
      /empty\.tar cannot be restored: it ends too early\.$/,
    ],
    'something else': [
      async () => join(packageRoot, 'package.json'),
      /cannot be restored: it is no backup of Facet\.$/,
    ],
    'one that was cut off': [
      async () => {
        await copyFile(file('good.tar'), file('cut.tar'));
        await truncate(file('cut.tar'), (await readFile(file('good.tar'))).length - 2048);
        return file('cut.tar');
      },
      /cut\.tar cannot be restored: (it ends too early|it is damaged)\.$/,
    ],
    'one with another byte in it': [
      async () => {
        const bytes = await readFile(file('good.tar'));
        const at = bytes.indexOf('000001.copy.gz') + 600;
        bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
        await writeFile(file('flipped.tar'), bytes);
        return file('flipped.tar');
      },
      /flipped\.tar cannot be restored: it is damaged(: its checksum is another one)?\.$/,
    ],
    'one that goes on': [
      async () => {
        await writeFile(file('more.tar'), Buffer.concat([await readFile(file('good.tar')), Buffer.from('more')]));
        return file('more.tar');
      },
      /more\.tar cannot be restored: it goes on after its end, or ends too early\.$/,
    ],
    'one of a newer form': [
      () => forge('form.tar', (manifest) => ({ ...manifest, format: 2, program: '9.9.9' })),
      /form\.tar cannot be restored: it was written by a newer Facet \(9\.9\.9\); use that one\.$/,
    ],
    'one of a newer program': [
      () =>
        forge('newer.tar', (manifest) => ({
          ...manifest,
          program: '9.9.9',
          schema: { tag: '9999_later', when: 9e15 },
        })),
      /newer\.tar was made by a newer Facet \(9\.9\.9, with the migration 9999_later\); restore it with that one\.$/,
    ],
    'one of another line of programs': [
      () => forge('other.tar', (manifest) => ({ ...manifest, schema: { tag: '0001_mine', when: 5 } })),
      /other\.tar has a schema that no release of this Facet had \(migration 0001_mine\)/,
    ],
    'one with a table that the version does not have': [
      () =>
        forge('table.tar', (manifest) => ({
          ...manifest,
          tables: manifest.tables.map((one) =>
            one.name === 'customers' ? { ...one, columns: ['customer_id', 'nick"name'] } : one,
          ),
        })),
      /The backup cannot be restored: no database of its version has a column "nick"name" in a table "customers"\.$/,
    ],
    'one that would run SQL': [
      () =>
        forge('sql.tar', (manifest) => ({
          ...manifest,
          tables: [
            ...manifest.tables,
            {
              name: 'mine',
              columns: ['a'],
              months: [],
              made: {
                columns: [{ name: 'a', type: 'text); drop schema facet cascade; --', collation: null, comment: null }],
                comment: 'Made by facet enrich',
                primaryKey: [],
                indexes: [],
              },
            },
          ],
        })),
      /sql\.tar cannot be restored: it is damaged\.$/,
    ],
    'one whose rows do not fit': [
      () => forge('rows.tar', (manifest) => manifest, 'one\ttwo\n'),
      /rows\.tar cannot be restored: rows of "customers" do not fit \(.*\); nothing was changed\.$/,
    ],
  };
  it.each(Object.keys(cases))('%s', async (name) => {
    const [make, sentence] = cases[name] ?? [];
    const { code, stderr } = await restore((await make?.()) ?? '', '--replace');
    expect(stderr.trim().split('\n').at(-1)).toMatch(sentence ?? /never/);
    expect(code).toBe(1);
    expect(await contents(target.client)).toEqual(before);
  });
});

it('says what is in a file without a database, and tries a restore without making it', async () => {
  const listed = await runInProcess(restoreCommand(), [file('good.tar'), '--list'], {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/x',
  });
  expect(listed.stdout).toMatch(
    /good\.tar is a backup of the database "test_\d+_\d+" at 20.*\nIt is whole: .*\n(.*\n)*customers\t2\n/,
  );
  expect(listed.code).toBe(0);
  const tried = await restore(file('good.tar'), '--replace', '--dry-run');
  expect([tried.code, tried.stderr]).toEqual([0, 'would restore it; nothing was changed\n']);
  expect((await restore(file('good.tar'), '--dry-run')).stderr).toMatch(/^facet: The database holds data/);
  expect(await contents(target.client)).toEqual(before);
});

it('does not take the place of a file that is there, unless it is told to', async () => {
  const hash = async () =>
    createHash('sha256')
      .update(await readFile(file('kept.tar')))
      .digest('hex');
  await copyFile(file('good.tar'), file('kept.tar'));
  const was = await hash();
  const refused = await backup(source, file('kept.tar'));
  expect(refused.stderr).toMatch(
    /^facet: .*kept\.tar cannot be written: it is there already; choose another name, or say --overwrite\.\n$/,
  );
  expect(await hash()).toBe(was);
  expect((await backup(source, file('kept.tar'), '--overwrite')).code).toBe(0);
  expect(await hash()).not.toBe(was);
  expect((await backup(source, join(folder, 'nowhere', 'x.tar'))).stderr).toMatch(
    /x\.tar cannot be written: there is no such folder\.\n$/,
  );
});

it('waits for nobody: programs that use the database are named, and views of somebody’s own', async () => {
  const server = openClient(target.target, { max: 1, applicationName: 'facet serve' });
  await server`select 1`;
  const busy = await restore(file('good.tar'), '--replace');
  await server.end();
  expect(busy.stderr).toMatch(
    /^facet: The database is in use by .*facet serve \(1 connection\): stop every server and command/,
  );
  await target.client.unsafe('create schema mine; create view mine.them as select customer_id from facet.customers');
  const refused = await restore(file('good.tar'), '--replace');
  expect(refused.stderr).toMatch(
    /^facet: The data cannot be replaced while something of yours depends on it: mine\.them reads facet\.customers\. Drop that/,
  );
  expect(await contents(target.client)).toEqual(before);
  await target.client.unsafe(
    'drop schema mine cascade; create view bi.mine as select 1 as one; create table facet.mine (id int)',
  );
  const lost = await restore(file('good.tar'), '--replace');
  expect(lost.stderr).toMatch(
    /^facet: The data cannot be replaced while something of yours is in its schemas and would be lost: bi\.mine, facet\.mine\. Move it/,
  );
  await target.client.unsafe('drop view bi.mine; drop table facet.mine');
  // A login of BI tools sees the views of the restored tables.
  const [login] = await target.client<{ name: string }[]>`select 'facet_bi_' || current_database() as name`;
  await target.client.unsafe(`create role ${login?.name}; grant usage on schema bi to ${login?.name}`);
  expect((await restore(file('good.tar'), '--replace')).code).toBe(0);
  expect(await target.client`select customer_id from facet.customers order by 1`).toEqual([
    { customer_id: 'a' },
    { customer_id: 'b' },
  ]);
  const [may] = await target.client<{ may: boolean }[]>`
    select has_schema_privilege(${login?.name ?? ''}, 'bi', 'usage') and has_table_privilege(${login?.name ?? ''}, 'bi.customer_profiles', 'select') as may`;
  expect(may?.may).toBe(true);
  await target.client.unsafe(`drop owned by ${login?.name}; drop role ${login?.name}`);
});

it('migrates a backup of an older version', async () => {
  const old = await emptyDatabase();
  const fresh = await emptyDatabase();
  try {
    await old.client.begin((begun) =>
      migrateInside(begun as unknown as Sql, { tag: '0033_forgotten_persons', when: 1_796_112_041_148 }),
    );
    const [newest] = await old.client<{ at: string }[]>`select max(created_at)::text as at from facet.migrations`;
    expect((await schemaState(old.client)).state).toBe('older');
    await addCustomers(old, [{ id: 'a', city: 'Köln' }]);
    const out = await open(file('old.tar'), 'w');
    const archive = new ArchiveWriter({ write: (bytes) => out.writeFile(bytes) }, new Date(now));
    const { manifest } = await makeBackup(testJob(old, now), archive);
    await out.close();
    expect(String(manifest.schema.when)).toBe(newest?.at);
    const way = await openUrl(fresh);
    const { code, stderr } = await runInProcess(restoreCommand(), [file('old.tar')], { DATABASE_URL: way.url });
    way.close();
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^restored /)]);
    expect((await schemaState(fresh.client)).state).toBe('current');
    expect(await fresh.client`select customer_id, city from facet.customers`).toEqual([
      { customer_id: 'a', city: 'Köln' },
    ]);
  } finally {
    await old.drop();
    await fresh.drop();
  }
});

it('a database that a newer program has migrated is neither backed up nor replaced, though this one may work on it', async () => {
  const ahead = await plainDatabase();
  try {
    const [{ own } = {}] = await ahead.client`select max(created_at)::float8 as own from facet.migrations`;
    await ahead.client`insert into facet.migrations (hash, created_at) values ('later', 9999999999999)`;
    await ahead.client.unsafe(`comment on table facet.migrations is '{"through":9999999999999,"oldest":${own}}'`);
    expect((await schemaState(ahead.client)).state).toBe('ahead');
    const { code, stderr } = await backup(ahead, file('ahead.tar'));
    expect([code, stderr]).toEqual([1, expect.stringContaining('A newer Facet has migrated this database')]);
    await expect(requireReplaceable(ahead.client, true)).rejects.toMatchObject({ code: 'SCHEMA_NEWER' });
  } finally {
    await ahead.drop();
  }
});
