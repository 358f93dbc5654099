import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl, runFacet, type Ran } from '../support/facet.js';

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let folder: string;
beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  folder = await mkdtemp(join(tmpdir(), 'facet-cli-'));
});
afterAll(async () => {
  door.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const path = (name: string): string => join(folder, name);
const facet = (...args: string[]): Promise<Ran> => runFacet(args, { DATABASE_URL: door.url });
const count = async (): Promise<unknown> =>
  (await database.client`select count(*)::int from facet.unified_customers`.values())[0]?.[0];

// One story in order: from somebody's file to customers.
it('guesses a first config, without a database', async () => {
  await writeFile(
    path('people.csv'),
    'Customer ID;First name;Mail;Born\n1;Ann;ann@x.example;1990-02-28\n2;Bob;;1991-13-01\n',
  );
  const { code, stdout, stderr } = await runFacet(['import', '--guess', path('people.csv')], {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
  });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('target: unified_customers');
  // The second day is none, so nobody can tell what the column holds.
  await writeFile(path('import.yml'), stdout.replace(/# not mapped: "?Born"?/, 'birthdate: Born'));
  expect(await readFile(path('import.yml'), 'utf8')).toContain('birthdate: Born');
});

it('shows in a dry run what would come in, and writes rejected rows to a file', async () => {
  const { code, stderr } = await facet(
    'import',
    '--config',
    path('import.yml'),
    '--dry-run',
    '--rejects',
    path('bad.csv'),
  );
  expect(code).toBe(0);
  expect(stderr).toContain('2 rows read, 1 new or changed, 1 rejected');
  expect(stderr).toContain('line 3, Born: "1991-13-01" is not a day of the calendar (YYYY-MM-DD)');
  expect(stderr).toContain('Dry run: nothing was written.');
  expect(await readFile(path('bad.csv'), 'utf8')).toContain('1991-13-01');
  expect(await count()).toBe(0);
});

it('fails a file with --strict, and keeps nothing of it', async () => {
  const { code, stderr } = await facet(
    'import',
    '--config',
    path('import.yml'),
    '--strict',
    '--rejects',
    path('bad.csv'),
  );
  expect([code, await count()]).toEqual([1, 0]);
  expect(stderr).toContain(
    'no row may be rejected, and nothing of this file was kept; line 3, Born: "1991-13-01" is not',
  );
});

it('keeps the good rows otherwise, within --max-rejects', async () => {
  const { code, stderr } = await facet(
    'import',
    '--config',
    path('import.yml'),
    '--max-rejects',
    '1',
    '--rejects',
    path('bad.csv'),
  );
  expect([code, await count()]).toEqual([0, 1]);
  expect(stderr).toMatch(/customers: 1 rows derived/);
});

it('makes no rejects file where nothing is rejected, and brings the views up to new aliases', async () => {
  await writeFile(path('club.csv'), 'member,points\n1,12\n');
  const club = { file: 'club.csv', target: 'imported_attributes', source: 'club' };
  const columns = { customer_id: 'member', POINTS: { column: 'points', type: 'decimal' } };
  await writeFile(path('club.yml'), JSON.stringify({ imports: [{ ...club, columns }] }));
  const { code } = await facet('import', '--config', path('club.yml'), '--rejects', path('none.csv'));
  expect([code, existsSync(path('none.csv'))]).toEqual([0, false]);
  expect(await database.client`select points from bi.vw_customer_profiles_real_field_names`).toHaveLength(0);
});

it('warns of the demo company, with which files would be mixed, and of the way to begin afresh', async () => {
  const [load] = await database.client`
    insert into facet.loads (kind, started_at, code_version, inputs) values ('demo sources', now(), '0', '{}') returning load_id`;
  const silent = await facet('import', '--config', path('club.yml'), '--dry-run');
  expect(silent.stderr).not.toContain('demo');
  await database.client`insert into facet.unified_customers (customer_id, datasource, pk, load_id)
    values ('D', 'crm', 'D', ${String(load?.['load_id'])})`;
  const { code, stderr } = await facet('import', '--config', path('club.yml'), '--dry-run');
  expect([code, stderr]).toEqual([
    0,
    expect.stringMatching(
      /^warning: this database holds the demo company, and what is imported is mixed with it; to begin afresh, import into another, empty database\.$/m,
    ),
  ]);
});

it('never writes rejects over what it reads', async () => {
  const before = await readFile(path('people.csv'), 'utf8');
  const { code, stderr } = await facet('import', '--config', path('import.yml'), '--rejects', path('people.csv'));
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining(`would overwrite ${path('people.csv')}, which this import`),
  ]);
  expect(await readFile(path('people.csv'), 'utf8')).toBe(before);
});

it.each<[string[], string]>([
  [['--config', 'no.yml'], 'The import config no.yml cannot be read'],
  [['--guess', 'no.csv'], 'There is no file no.csv.'],
  [[], 'facet import needs --config FILE, or --guess FILE'],
  ...[
    ['--config', 'x.yml'],
    ['--dir', '.'],
    ['--dry-run'],
    ['--rejects', 'x.csv'],
    ['--strict'],
    ['--max-rejects', '1'],
  ].map((more): [string[], string] => [
    [...more, '--guess', 'x.csv'],
    `option '--guess <file>' cannot be used with option '${more[0]}`,
  ]),
  [['--config', 'x.yml', '--max-rejects', '-1'], "option '--max-rejects <n>' argument '-1' is invalid"],
])('%j is refused with a sentence', async (args, sentence) => {
  const { code, stderr } = await facet('import', ...args);
  expect([code, stderr]).toEqual([1, expect.stringContaining(sentence)]);
  expect(stderr).not.toContain('    at ');
});

it('ends with a code of its own where a source gave nothing, and lists what customers do not have', async () => {
  await writeFile(path('letters.csv'), 'id,mail,arm\n7,"no, address",A\n8,h@x.example,B\n');
  const columns = { customer_id: 'id', datasource: { constant: 'letters' }, pk: 'id', email: 'mail' };
  const entry = { file: 'letters.csv', target: 'unified_customers', columns };
  const gender = { lookup: { of: 'arm', in: { C: 'x' } } };
  await writeFile(path('all-bad.yml'), JSON.stringify({ imports: [{ ...entry, columns: { ...columns, gender } }] }));
  for (const dry of [['--dry-run'], []]) {
    const bad = await facet('import', '--config', path('all-bad.yml'), ...dry, '--rejects', path('letters-bad.csv'));
    expect(bad.code).toBe(65);
    expect(bad.stderr).toContain('warning: letters.csv → unified_customers: every row was rejected');
  }
  await writeFile(path('letters.yml'), JSON.stringify({ imports: [entry] }));
  expect((await facet('import', '--config', path('letters.yml'))).code).toBe(0);
  const { code, stdout } = await facet('discarded');
  expect([code, stdout]).toEqual([
    0,
    'kind,reason,datasource,pk,customer_id,value\nemail,is no e-mail address,letters,7,7,"no, address"\n',
  ]);
});
