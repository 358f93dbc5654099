import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { retentionCommand } from '../../src/cli/keeping/retention.js';
import { readConfig } from '../../src/config.js';
import { growth } from '../../src/retention/growth.js';
import { retentionRules } from '../../src/retention/retentionRules.js';
import { runInProcess } from '../cli/inProcess.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl } from '../support/openUrl.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let folder: string;
const file = (name: string): string => join(folder, name);
const run = (...args: string[]) =>
  runInProcess(retentionCommand(), args, { DATABASE_URL: door.url, FACET_CONFIG: file('facet.yml') });

const old = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
const recent = new Date(Date.now() - 29 * 24 * 60 * 60 * 1000);

async function addLoad(kind: string, at: Date, end: Date | null = at): Promise<string> {
  const [row] = await database.client<{ id: string }[]>`
    insert into facet.loads (kind, started_at, finished_at, code_version)
    values (${kind}, ${at.toISOString()}, ${end?.toISOString() ?? null}, 'x') returning load_id as id`;
  return row?.id ?? '';
}

beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  folder = await makeTestFolder('retention');
  await writeFile(file('facet.yml'), 'retention: { runDays: 30, deliveryRowDays: 30, rejectsFileDays: 30 }\n');
  await writeFile(file('old.csv'), 'x');
  await utimes(file('old.csv'), old, old);
  await writeFile(file('renewed.csv'), 'x');
  await mkdir(file('folder.csv'));
  await utimes(file('folder.csv'), old, old);
  await addLoad('daily', old, null);
  await addLoad('daily', old);
  await addLoad('daily', old);
  // By the newest that ended it is told how old the data is, also where all later ones were killed.
  await addLoad('daily', recent, null);
  // The newest of its kind is how the last run is known, however old it is.
  await addLoad('validate', old);
  const reported = await addLoad('validate', old);
  await addLoad('validate', old);
  const imported = await addLoad('import', old);
  await database.client`
    insert into facet.validation_runs (run_id, started_at, finished_at, status, partial, errors, warnings, passed, readiness, revenue)
    values (${reported}, ${old.toISOString()}, ${old.toISOString()}, 'PASSED', false, 0, 0, 0, '{}', '{}')`;
  for (const name of ['old.csv', 'renewed.csv', 'gone.csv', 'folder.csv'])
    await database.client`insert into facet.rejects_files (path, load_id) values (${file(name)}, ${imported})`;
  // Two sent parts, one of them too young, and one that failed, whose rows are still to be sent.
  const parts = [
    ['d1', 'sent', old],
    ['d2', 'sent', recent],
    ['d3', 'failed', old],
  ] as const;
  for (const [id, state, at] of parts) {
    await database.client`
      insert into facet.delivery_parts (delivery_id, part_number, treatment_id, destination_id, name, attributes, state, finished_at)
      values (${id}, 1, 't', 'x', ${id}, '[]', ${state}, ${at.toISOString()})`;
    await database.client`
      insert into facet.delivery_rows (customer_id, delivery_id, part_number, row_number, missing)
      select 'c' || n, ${id}, 1, 1, 'EMAIL' from generate_series(1, ${id === 'd1' ? 20_001 : 5}::int) n`;
  }
});
afterAll(async () => {
  door?.close();
  await database?.drop();
  await removeTestFolder(folder);
});

it('says in a dry run what is older, and deletes nothing', async () => {
  const { code, stdout } = await run('--dry-run');
  expect([code, stdout.split('\n')]).toEqual([
    0,
    [
      'the audit log: 400 days (access.audit.keepDays); older: nothing',
      'the snapshots: 400 days (snapshots.retentionDays); older: nothing',
      'runs that no data names: 30 days (retention.runDays); older: 3 rows',
      'rows left by deliveries: 30 days (retention.deliveryRowDays); older: 20,001 rows',
      'files of rejected rows: 30 days (retention.rejectsFileDays); older: 1 file',
      '',
    ],
  ]);
  const [left] = await database.client<{ n: number }[]>`select count(*)::int as n from facet.delivery_rows`;
  expect(left?.n).toBe(20_011);
});

it('deletes what is older, and nothing that is named, newest, young, unsent or not a file', async () => {
  const { code, stderr } = await run();
  expect([code, stderr]).toEqual([
    0,
    'deleted 3 rows of runs that no data names, older than 30 days (retention.runDays)\n' +
      'deleted 20,001 rows of rows left by deliveries, older than 30 days (retention.deliveryRowDays)\n' +
      'deleted 1 file of files of rejected rows, older than 30 days (retention.rejectsFileDays)\n',
  ]);
  const loads = await database.client<{ told: string }[]>`
    select kind || ' ' || load_id as told from facet.loads order by load_id`;
  expect(loads.map(({ told }) => told)).toEqual(['daily 3', 'daily 4', 'validate 6', 'validate 7', 'import 8']);
  const rows = await database.client`
    select delivery_id as id, count(*)::int as n from facet.delivery_rows group by 1 order by 1`;
  expect([...rows]).toEqual([
    { id: 'd2', n: 5 },
    { id: 'd3', n: 5 },
  ]);
  expect((await readdir(folder)).toSorted()).toEqual(['facet.yml', 'folder.csv', 'renewed.csv']);
  const files = await database.client<{ path: string }[]>`select path from facet.rejects_files order by 1`;
  expect(files.map(({ path }) => path)).toEqual(['folder.csv', 'gone.csv', 'renewed.csv'].map(file));
  expect((await run()).stderr).toBe('');
});

it('drops the months of the audit log and of snapshots that are older', async () => {
  await database.client`select facet.ensure_partitions('audit_log', '2024-01-01'::date, '2024-02-01'::date)`;
  await database.client`select facet.ensure_partitions('customer_profiles', '2024-01-01'::date, '2024-02-01'::date)`;
  const load = await addLoad('snapshot', recent);
  await database.client`
    insert into facet.profile_days (profile_date, load_id, rows, complete) values ('2026-03-31', ${load}, 0, true)`;
  expect((await run('--dry-run')).stdout).toContain(
    'the snapshots: 400 days (snapshots.retentionDays); older: 2 months (2024-01, 2024-02)',
  );
  expect((await run()).stderr).toContain(
    'deleted 2 months (2024-01, 2024-02) of the audit log, older than 400 days (access.audit.keepDays)',
  );
  expect((await run('--dry-run')).stdout).not.toContain('months (');
});

it('says of each table of the migrated database how it grows, with a key that there is', async () => {
  const tables = await database.client<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'facet'::regnamespace and relkind in ('r', 'p') and not relispartition`;
  const made = ['activity_values', 'enriched_customers'];
  expect(Object.keys(growth).toSorted()).toEqual([...new Set([...tables.map(({ name }) => name), ...made])].toSorted());
  const config = readConfig({}) as unknown as Record<string, unknown>;
  const valueAt = (key: string) =>
    key.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], config);
  const keys = Object.values(growth).flatMap((one) => ('keptBy' in one ? [one.keptBy] : []));
  expect(keys.filter((key) => typeof valueAt(key) !== 'number')).toEqual([]);
  const applied = Object.values(growth).flatMap((one) =>
    'keptBy' in one && one.appliedBy === 'retention' ? [one.keptBy] : [],
  );
  expect([...new Set(applied)].toSorted()).toEqual(retentionRules.map(({ key }) => key).toSorted());
});
