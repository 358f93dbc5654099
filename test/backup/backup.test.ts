import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ArchiveWriter } from '../../src/backup/format/ArchiveWriter.js';
import { makeBackup } from '../../src/backup/makeBackup.js';
import { openClient } from '../../src/db/client.js';
import { backupCommand } from '../../src/cli/keeping/backup.js';
import { restoreCommand } from '../../src/cli/keeping/restore.js';
import { growSlots } from '../../src/catalogue/growSlots.js';
import { indexAttribute } from '../../src/catalogue/attributeIndex.js';
import { refreshViews } from '../../src/bi/refreshViews.js';
import { fillDemo } from '../../src/demo/fillDemo.js';
import { runEnrich } from '../../src/enrichment/runEnrich.js';
import { forgetPerson } from '../../src/forgetting/forgetPerson.js';
import { runInProcess } from '../cli/inProcess.js';
import { emptyDatabase, plainDatabase, type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { openUrl } from '../support/openUrl.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { contents, forms } from './contents.js';

const lastDay = '2026-03-31';
const now = `${lastDay}T09:00:00Z`;

let folder: string;
let source: TestDatabase;
let empty: TestDatabase;
const opened: { close(): void }[] = [];

async function urlOf(database: TestDatabase): Promise<string> {
  const door = await openUrl(database);
  opened.push(door);
  return door.url;
}
const backup = async (database: TestDatabase, ...args: string[]) =>
  runInProcess(backupCommand(), args, { DATABASE_URL: await urlOf(database) });
const restore = async (database: TestDatabase, ...args: string[]) =>
  runInProcess(restoreCommand(), args, { DATABASE_URL: await urlOf(database) });
const file = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await makeTestFolder('backup');
  source = await plainDatabase();
  const job = testJob(source, now);
  await fillDemo(job, { seed: 7, customers: 60, days: 6, lastDay });
  await runEnrich(job, { asOf: lastDay });
  await growSlots(source.client, ['STR121', 'FIELD301']);
  await refreshViews(source.client, { ofTables: true });
  const [alias] = await source.client<{ alias: string }[]>`
    select alias from facet.customer_profile_fields where data_type = 'decimal' and valid_to is null order by alias limit 1`;
  await indexAttribute(job, alias?.alias ?? '');
  // What COPY has to write otherwise than it is, in a text, an array, JSON and bytes.
  const odd = 'a\tb\nc\\d\re "ü" \\N \\.';
  await source.client`
    insert into facet.segments (segment_id, name, description, version, app, created_by, created_at, updated_by, updated_at)
    values ('odd', ${odd}, ${'\\N'}, 1, 'default', 'x', ${now}, 'x', ${now})`;
  await source.client`select facet.ensure_partitions('audit_log', ${lastDay}::date, ${lastDay}::date)`;
  await source.client`
    insert into facet.audit_log (at, entry_id, kind, door, codes)
    values (${now}, gen_random_uuid(), 'READ', 'graphql', ${[odd, '\\N', 'NULL', '']})`;
  await source.client`
    insert into facet.loads (kind, started_at, code_version, inputs) values ('test', ${now}, 'x', jsonb_build_object(${odd}::text, ${odd}::text))`;
  const updated = await source.client`
    update facet.products set product_name = ${odd} where product_id = (select min(product_id) from facet.products)`;
  expect(updated.count).toBe(1);
  empty = await emptyDatabase();
});
afterAll(async () => {
  for (const door of opened) door.close();
  await source?.drop();
  await empty?.drop();
  await removeTestFolder(folder);
});

// One story in order.
it('writes a file for its owner alone that tar can read, and says its checksum', async () => {
  const { code, stderr } = await backup(source, file('one.tar'));
  expect(stderr).toMatch(/^wrote .*one\.tar: \d+ tables, [\d,]+ rows, .* as of 20.*; SHA-256 [0-9a-f]{64}\n$/m);
  expect(code).toBe(0);
  expect((await stat(file('one.tar'))).mode & 0o777).toBe(0o600);
  expect(stderr).toContain(
    createHash('sha256')
      .update(readFileSync(file('one.tar')))
      .digest('hex'),
  );
  const names = execFileSync('tar', ['-tf', file('one.tar')])
    .toString()
    .trim()
    .split('\n');
  expect([names[0], names.at(-1)]).toEqual(['facet-backup/manifest.json', 'facet-backup/end.json']);
  const [customers] = await source.client<{ n: number }[]>`select count(*)::int as n from facet.customers`;
  const lines = execFileSync('sh', [
    '-c',
    `tar -xOf ${file('one.tar')} facet-backup/tables/customers/000001.copy.gz | gzip -d | wc -l`,
  ]);
  expect(Number(lines)).toBe(customers?.n);
  expect((await readdir(folder)).toSorted()).toEqual(['one.tar']);
});

it('restores into an empty database all that there was', async () => {
  const { code, stderr } = await restore(empty, file('one.tar'));
  expect(stderr).toMatch(/^restored [\d,]+ rows as of 20.*\nwarning: persons who were forgotten after 20/m);
  expect(code).toBe(0);
  expect(await contents(empty.client)).toEqual(await contents(source.client));
  expect(await forms(empty.client)).toEqual(await forms(source.client));
});

it('gives out no number of a load twice', async () => {
  const newest = async ({ client }: TestDatabase): Promise<bigint> => {
    const [row] = await client<{ id: string }[]>`
      insert into facet.loads (kind, started_at, code_version) values ('test', now(), 'x') returning load_id as id`;
    return BigInt(row?.id ?? 0);
  };
  const before = await newest(source);
  expect((await newest(empty)) - before).toBeGreaterThan(100_000n);
});

it('refuses a database that holds data unless it is to be replaced, and then forgets again whom it had forgotten', async () => {
  const refused = await restore(empty, file('one.tar'));
  expect(refused.stderr).toMatch(
    /^facet: The database holds data \(facet\.\w+ has rows\): restore into an empty one, or say --replace/,
  );
  expect(refused.code).toBe(1);
  const [person] = await source.client<{ id: string }[]>`
    select customer_id as id from facet.unified_transactions where customer_id <> '' order by 1 limit 1`;
  const id = person?.id ?? '';
  await forgetPerson(testJob(source, now), id, { by: 'a test', door: 'cli' });
  const rowsOf = async ({ client }: TestDatabase): Promise<number> => {
    const [row] = await client<
      { n: number }[]
    >`select (select count(*) from facet.customers where customer_id = ${id})::int
      + (select count(*) from facet.customer_profiles where customer_id = ${id})::int
      + (select count(*) from facet.unified_transactions where customer_id = ${id})::int as n`;
    return row?.n ?? -1;
  };
  expect(await rowsOf(empty)).toBeGreaterThan(2);
  const hashes = ({ client }: TestDatabase) => client`select hash, kind from facet.forgotten_hashes order by 1`;
  const before = await hashes(source);
  expect(before.length).toBeGreaterThan(1);
  const replaced = await restore(source, file('one.tar'), '--replace');
  expect(replaced.stderr).toMatch(/^restored .*\nforgot 1 person again who had been forgotten since then\n$/m);
  expect(await rowsOf(source)).toBe(0);
  expect(await hashes(source)).toEqual(before);

  // A machine of its own knows it by a list that was kept elsewhere.
  expect((await backup(source, '--forgotten', file('forgotten.tar'))).code).toBe(0);
  const listed = await restore(empty, file('one.tar'), '--replace', '--forgotten', file('forgotten.tar'));
  expect(listed.stderr).toMatch(/^restored .*\nforgot 1 person again who had been forgotten since then\n$/m);
  expect(await rowsOf(empty)).toBe(0);
});

it('is made of a database that ends transactions which wait or take long', async () => {
  const { client } = source;
  const [own] = await client<{ name: string; settings: string[] }[]>`
    select quote_ident(current_database()) as name, array(select name from pg_settings
      where name in ('idle_in_transaction_session_timeout', 'transaction_timeout')) as settings`;
  for (const setting of own?.settings ?? []) await client.unsafe(`alter database ${own?.name} set ${setting} = '1s'`);
  const hurried = openClient(source.target, { max: 2 });
  try {
    // A disk that takes longer than that to write the first of it.
    let waits = 1200;
    const write = async (): Promise<void> => {
      await setTimeout(waits);
      waits = 0;
    };
    const archive = new ArchiveWriter({ write }, new Date(now));
    const made = await makeBackup(testJob({ client: hurried }, now), archive);
    expect(made.tables['products']?.rows).toBeGreaterThan(0);
  } finally {
    await hurried.end();
    await client.unsafe(`alter database ${own?.name} reset all`);
  }
});
