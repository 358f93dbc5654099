import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSchema, parse } from 'graphql';
import type { Command } from 'commander';
import { aliasesCommand } from '../../src/cli/aliases.js';
import { biCommand } from '../../src/cli/bi.js';
import { demoCommand } from '../../src/cli/demo.js';
import { discardedCommand } from '../../src/cli/discarded.js';
import { keysCommand } from '../../src/cli/keys.js';
import { migrateCommand } from '../../src/cli/migrate.js';
import { schemaCommand } from '../../src/cli/schema.js';
import { snapshotCommand } from '../../src/cli/snapshot.js';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../support/database.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { addCustomers } from '../support/sample.js';
import { openUrl } from '../support/openUrl.js';
import { runInProcess, type Outcome } from './inProcess.js';

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let folder: string;
let configFile: string;
beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  folder = await makeTestFolder('commands');
  configFile = join(folder, 'facet.yml');
  await writeFile(configFile, '{}');
});
afterAll(async () => {
  door.close();
  await database.drop();
  await removeTestFolder(folder);
});

const run = (command: Command, ...args: string[]): Promise<Outcome> =>
  runInProcess(command, args, { DATABASE_URL: door.url, FACET_CONFIG: configFile });
const done = (stderr: string | RegExp, stdout = ''): Outcome => ({
  code: 0,
  stdout,
  stderr: typeof stderr === 'string' ? stderr : (expect.stringMatching(stderr) as unknown as string),
});
const refused = (sentence: string): Outcome => ({ code: 1, stdout: '', stderr: `facet: ${sentence}\n` });

describe('facet aliases', () => {
  const aliases = (...args: string[]) => run(aliasesCommand(), ...args);
  const list = async (...args: string[]) => (await aliases('list', ...args)).stdout.split('\n').slice(0, -1);

  // One story in order.
  it('lists nothing of an empty catalogue', async () => {
    expect(await aliases('list')).toEqual(done(''));
  });

  it.each<[string, string | RegExp]>([
    ['add NET_SALES', 'The alias "NET_SALES" needs a type, or a definition that gives it one.'],
    ['add NET-SALES --type decimal', /^facet: The alias "NET-SALES" /],
    ['add X --definition no_such', /^facet: There is no calculated attribute "no_such" for the alias "X"\./],
    [
      'add X --type text --pii-class SECRET',
      'The PII class "SECRET" of "X" is none of IDENTITY, CONTACT, LOCATION, DEMOGRAPHIC, NONE.',
    ],
    ['add X --type text --slot FIELD1', /^facet: .*FIELD1.*"X"|^facet: .*"X".*FIELD1/],
    ['rename X Y', 'There is no alias "X".'],
    ['retire X', 'There is no alias "X".'],
    ['index X', /^facet: .*"X"/],
  ])('refuses %s, also in a dry run', async (line, sentence) => {
    const expected = typeof sentence === 'string' ? refused(sentence).stderr : expect.stringMatching(sentence);
    const { code, stderr } = await aliases(...line.split(' '), '--dry-run');
    expect([code, stderr]).toEqual([1, expected]);
  });

  it('has changed nothing by what it refused', async () => {
    expect((await aliases('retire', 'X')).stderr).toBe(refused('There is no alias "X".').stderr);
    expect(await list()).toEqual([]);
  });

  it('says what an addition would do, then does it', async () => {
    const add = ['add', 'NET_SALES', '--type', 'decimal', '--unit', 'EUR', '--description', 'Money after returns.'];
    const dry = await aliases(...add, '--dry-run');
    expect(dry).toEqual(done(/^would be: .*NET_SALES.*\n$/));
    expect(await list()).toEqual([]);
    const { stderr } = await aliases(...add);
    expect(`would be: ${stderr}`).toBe(dry.stderr);
    expect(await list()).toEqual(['FIELD1\tNET_SALES\tdecimal, EUR\ton all days\tMoney after returns.']);
  });

  it('gives a definition’s type, and shows what others write as one line', async () => {
    await aliases(
      'add',
      'VIP',
      '--type',
      'boolean',
      '--description',
      'yes\nor no',
      '--from',
      '2026-03-01',
      '--slot',
      'STR7',
    );
    expect(await list()).toContain(String.raw`STR7	VIP	boolean	from 2026-03-01	yes\u{a}or no`);
    expect(await list('--as-of', '2026-02-28')).toEqual([
      'FIELD1\tNET_SALES\tdecimal, EUR\ton all days\tMoney after returns.',
    ]);
    expect(await list('--as-of', '2026-03-01')).toHaveLength(2);
  });

  it('renames, so that the old name still answers', async () => {
    expect(await aliases('rename', 'net_sales', 'REVENUE', '--dry-run')).toEqual(
      done(/^would be: .*NET_SALES.*REVENUE.*\n$/),
    );
    expect(await aliases('rename', 'net_sales', 'REVENUE')).toEqual(done(/^.*NET_SALES.*REVENUE.*\n$/));
    expect(await list()).toContain(
      'FIELD1\tREVENUE (formerly NET_SALES)\tdecimal, EUR\ton all days\tMoney after returns.',
    );
    const { code, stderr } = await aliases('rename', 'VIP', 'net_sales');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^facet: .*net_sales/)]);
  });

  it('builds an index, shows it, and drops it', async () => {
    await aliases('index', 'REVENUE', '--dry-run');
    expect((await list()).join('\n')).not.toContain('indexed');
    expect((await aliases('index', 'REVENUE')).code).toBe(0);
    expect((await list()).filter((line) => line.includes('\tdecimal, EUR, indexed\t'))).toHaveLength(1);
    expect((await aliases('index', 'REVENUE', '--drop')).code).toBe(0);
    expect((await list()).join('\n')).not.toContain('indexed');
  });

  it('ends a meaning on a day', async () => {
    await aliases('retire', 'VIP', '--on', '2026-04-01', '--dry-run');
    expect(await list()).toContain(String.raw`STR7	VIP	boolean	from 2026-03-01	yes\u{a}or no`);
    expect((await aliases('retire', 'VIP', '--on', '2026-04-01')).code).toBe(0);
    expect(await list()).toContain(String.raw`STR7	VIP	boolean	from 2026-03-01 until 2026-04-01	yes\u{a}or no`);
    expect(await list('--as-of', '2026-04-01')).toHaveLength(1);
  });

  it('does what the config says, once', async () => {
    await writeFile(
      configFile,
      'aliases: { add: [{ alias: CITY_NAME, type: text, description: A city., piiClass: LOCATION }] }',
    );
    expect((await aliases('apply', '--dry-run')).stderr).toMatch(/^would be: .*CITY_NAME/);
    expect((await aliases('apply')).stderr).toMatch(/CITY_NAME/);
    expect(await aliases('apply')).toEqual(done('Nothing to change.\n'));
    expect(await aliases('heal')).toEqual(done('Nothing to change.\n'));
    expect(await list()).toContain('STR1\tCITY_NAME\ttext\ton all days\tA city.');
    await writeFile(configFile, '{}');
  });
});

describe('facet schema', () => {
  it('prints a schema with the fields of the catalogue, with federation or without', async () => {
    const { code, stdout, stderr } = await run(schemaCommand());
    expect([code, stderr]).toEqual([0, '']);
    expect(parse(stdout).definitions.length).toBeGreaterThan(50);
    expect(stdout).toMatch(/^ {2}revenue: Decimal/m);
    expect(stdout).toContain('@key');
    const plain = await run(schemaCommand(), '--plain');
    expect(plain.stdout).not.toContain('@key');
    const fields = buildSchema(plain.stdout).getType('ProfileFields');
    expect(
      Object.keys((fields?.astNode as { fields?: { name: { value: string } }[] } | undefined)?.fields ?? []),
    ).not.toEqual([]);
    expect(plain.stdout).toMatch(/^ {2}cityName: String/m);
  });

  it('prints that of some subgraphs alone, and refuses others', async () => {
    const { code, stdout } = await run(schemaCommand(), '--subgraphs', 'aliases, metrics');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^type FieldAlias/m);
    expect(stdout).toMatch(/^type MetricDefinition/m);
    expect(stdout).not.toMatch(/^type (ProfileFields|OrderLine)/m);
    const refused = await run(schemaCommand(), '--subgraphs', 'metrics,aliasse');
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('--subgraphs names "aliasse"');
    expect(refused.stderr).toContain('Did you mean "aliases"?');
  });

  it('has the directives of the config, and refuses what they cannot be', async () => {
    await writeFile(configFile, `subgraph: { directives: { Customer.email: ['@tag(name: "partner")'] } }`);
    expect((await run(schemaCommand())).stdout).toMatch(
      /email: EmailAddress @pii\(class: CONTACT\) @tag\(name: "partner"\)/,
    );
    // What is served elsewhere may be named too.
    expect((await run(schemaCommand(), '--subgraphs', 'aliases')).code).toBe(0);
    await writeFile(configFile, 'subgraph: { directives: { Customer.mail: ["@inaccessible"] } }');
    const refused = await run(schemaCommand());
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('subgraph.directives."Customer.mail" in the config file: the schema has nothing');
    await writeFile(configFile, '{}');
  });
});

describe('facet discarded', () => {
  it('lists as CSV what customers do not have, and keeps nothing of its work', async () => {
    const header = 'kind,reason,datasource,pk,customer_id,value';
    expect(await run(discardedCommand())).toEqual(done('', `${header}\n`));
    const record = { customer_id: 'c1', datasource: 'shop', load_id: '0' };
    const records = [
      { ...record, pk: '1', email: 'ann@example.com' },
      { ...record, pk: '2, "b"', email: 'not an address' },
    ];
    await database.client`insert into facet.unified_customers ${database.client(records)}`;
    const before = await database.client`select count(*)::int as n from facet.customers`;
    const { code, stdout } = await run(discardedCommand());
    expect([code, stdout.split('\n')[0]]).toEqual([0, header]);
    expect(stdout).toMatch(/^email,[^,]+,shop,"2, ""b""",c1,not an address$/m);
    expect(stdout.split('\n')).toHaveLength(3);
    expect(await database.client`select count(*)::int as n from facet.customers`).toEqual(before);
    await database.client`delete from facet.unified_customers`;
  });
});

describe('facet bi', () => {
  it('says what it would do, and makes no role', async () => {
    const { code, stdout, stderr } = await run(biCommand(), '--dry-run');
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^would bring the views in schema bi up to the catalogue\n/);
    expect(stderr).toMatch(/would make the role \S+ with a password, or print the statements for an administrator\n/);
    expect(stderr).toMatch(/would print the connection string\n$/);
    const refresh = await run(biCommand(), '--dry-run', '--refresh');
    expect(refresh.stderr).not.toMatch(/role|password|connection string/);
  });

  it('brings the views up to the catalogue', async () => {
    expect(await run(biCommand(), '--refresh')).toEqual(done(/The views in schema bi are up to the catalogue\.\n$/));
    const columns = await database.client`
      select column_name from information_schema.columns
      where table_schema = 'bi' and table_name = 'vw_customer_profiles_real_field_names' and column_name in ('revenue', 'net_sales')`;
    expect(columns).toHaveLength(2);
  });
});

describe('facet snapshot and facet demo', () => {
  it('refuse what they cannot do, and say in a dry run what they would', async () => {
    await addCustomers(database, [{ id: 'c1', givenName: 'Ann' }]);
    const demo = await run(demoCommand(), '--dry-run');
    expect([demo.code, demo.stdout]).toEqual([1, '']);
    expect(demo.stderr).toMatch(/^facet: .*customers/);
    expect(await run(demoCommand())).toEqual(demo);
    const backwards = await run(snapshotCommand(), '--from', '2026-03-02', '--to', '2026-03-01', '--dry-run');
    expect([backwards.code, backwards.stderr]).toEqual([1, expect.stringMatching(/^facet: .*2026-03-02.*2026-03-01/)]);
    expect(await run(snapshotCommand(), '--from', '2026-03-01', '--to', '2026-03-03', '--dry-run')).toEqual(
      done(/3 days from 2026-03-01 to 2026-03-03\n$/),
    );
    expect(await database.client`select from facet.profile_days`).toHaveLength(0);
  });
});

describe('facet migrate', () => {
  const migrate = (...args: string[]) => run(migrateCommand(), ...args);

  it('has nothing to do where the schema is current', async () => {
    expect(await migrate('--dry-run')).toEqual(done('migrations to run: none\n'));
    expect(await migrate()).toEqual(done('The schema is current.\n'));
  });

  it('names what an older schema lacks; other commands refuse it', async () => {
    const { client } = database;
    const kept =
      await client`select * from facet.migrations where created_at = (select max(created_at) from facet.migrations)`;
    await client`delete from facet.migrations where created_at = (select max(created_at) from facet.migrations)`;
    const { code, stderr } = await migrate('--dry-run');
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^migrations to run: \d{4}_\w+\n$/)]);
    const [, tag = ''] = /: (\w+)/.exec(stderr) ?? [];
    expect(await run(keysCommand(), 'list')).toEqual(
      refused(`This database needs the migrations ${tag}: run "facet migrate".`),
    );
    await client`insert into facet.migrations ${client(kept)}`;
  });

  it('refuses a schema of a later version, in a dry run too', async () => {
    const { client } = database;
    await client`insert into facet.migrations (hash, created_at) values ('later', 99999999999999)`;
    const sentence = 'This database was migrated by a newer Facet; update this one.';
    for (const more of [[], ['--dry-run']]) expect(await migrate(...more)).toEqual(refused(sentence));
    expect(await run(schemaCommand())).toEqual(refused(sentence));
    await client`delete from facet.migrations where hash = 'later'`;
  });

  it('makes the schema in a database that has none, which other commands ask for', async () => {
    const empty = await emptyDatabase();
    const other = await openUrl(empty);
    const there = (command: Command, ...args: string[]) => runInProcess(command, args, { DATABASE_URL: other.url });
    const ask = 'run "facet migrate" to make Facet\'s schema in it, then "facet demo" or "facet import" to fill it.';
    try {
      expect(await there(keysCommand(), 'list')).toEqual(refused(`The database of DATABASE_URL is empty: ${ask}`));
      await empty.client`create table mine (n int)`;
      expect(await there(keysCommand(), 'list')).toEqual(
        refused(`The database of DATABASE_URL holds a table that is not Facet's: ${ask}`),
      );
      await empty.client`create schema other create table mine (n int)`;
      expect(await there(keysCommand(), 'list')).toEqual(
        refused(`The database of DATABASE_URL holds 2 tables, none of them Facet's: ${ask}`),
      );
      expect(await there(migrateCommand(), '--dry-run')).toEqual(done('migrations to run: all\n'));
      expect(await empty.client`select from pg_namespace where nspname in ('facet', 'bi')`).toHaveLength(0);
      expect((await there(migrateCommand())).stderr).toMatch(/^Ran the migrations 0000_\w+, .*\.\n$/);
      expect(await there(keysCommand(), 'list')).toEqual(done(''));
    } finally {
      other.close();
      await empty.drop();
    }
  });
});
