import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keysCommand } from '../../src/cli/keys.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openUrl } from '../support/openUrl.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';
import { runInProcess, type Outcome } from './inProcess.js';

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;
let folder: string;
beforeAll(async () => {
  database = await cloneDatabase();
  door = await openUrl(database);
  folder = await makeTestFolder('keys');
  await writeFile(
    join(folder, 'facet.yml'),
    `
access:
  roles:
    partner: { apps: [shop, web], brands: [Acme] }
    analyst: { apps: all }`,
  );
  await writeFile(join(folder, 'none.yml'), '{}');
});
afterAll(async () => {
  door.close();
  await database.drop();
  await removeTestFolder(folder);
});
beforeEach(() => database.client`truncate facet.api_clients`);

const withConfig = (config: string, ...args: string[]): Promise<Outcome> =>
  runInProcess(keysCommand(), args, { DATABASE_URL: door.url, FACET_CONFIG: join(folder, config) });
const keys = (...args: string[]) => withConfig('facet.yml', ...args);
const create = (...args: string[]) => keys('create', ...args, '--role', 'full');
const done = (stderr: string): Outcome => ({ code: 0, stdout: '', stderr });
const refused = (sentence: string): Outcome => ({ code: 1, stdout: '', stderr: `facet: ${sentence}\n` });
const stored = () =>
  database.client`
    select name, key_hash, role, apps, brands, may_write as write, revoked_at is null as valid,
      extract(epoch from expires_at - created_at)::int / 3600 as hours from facet.api_clients order by 1`;
const instant = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z`;
const prefix = String.raw`facet_[\w-]{4}…`;

describe('facet keys create', () => {
  it('makes a key for a year that may only read, and prints it alone', async () => {
    const { code, stdout, stderr } = await create(' Data team ');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^facet_[\w-]{43}\n$/);
    const kept = { role: 'full', apps: null, brands: null, write: false, valid: true, hours: 365 * 24 };
    expect([...(await stored())]).toEqual([
      { ...kept, name: 'Data team', key_hash: expect.not.stringContaining('facet_') },
    ]);
  });

  it('gives it a part of its role, and a time, where it is told to', async () => {
    const brands = ['--brand', 'Acme', '--expires', '90d', '--write'];
    await keys('create', 'Steward', '--role', 'partner', '--app', 'web', '--app', 'shop', '--app', 'web', ...brands);
    await keys('create', 'Tool', '--role', 'analyst', '--app', 'anything', '--expires', 'never');
    expect(await stored()).toMatchObject([
      { role: 'partner', apps: ['web', 'shop'], brands: ['Acme'], write: true, hours: 90 * 24 },
      { role: 'analyst', apps: ['anything'], brands: null, write: false, hours: null },
    ]);
  });

  it.each([
    [
      [],
      'A key needs a role, which says what it may see: add "--role NAME". The config has "full", "partner", "analyst".',
    ],
    [
      ['--role', 'partnr'],
      'There is no role "partnr". Did you mean "partner"? The config has "full", "partner", "analyst".',
    ],
    [
      ['--role', 'partner', '--app', 'shop', '--app', 'desk'],
      'The role "partner" does not see the app "desk", and a key sees a part of its role at the most. The role has "shop", "web".',
    ],
    [
      ['--role', 'partner', '--brand', 'acme'],
      'The role "partner" does not see the brand "acme", and a key sees a part of its role at the most. The role has "Acme".',
    ],
    [['--role', 'full', '--app', ' '], 'The name of an app is empty.'],
    [['--role', 'full', '--expires', '2020-01-31'], '"2020-01-31" has passed: a key that ends then is of no use.'],
  ])('refuses %j, in a dry run too', async (options, sentence) => {
    for (const more of [[], ['--dry-run']])
      expect(await keys('create', 'Any', ...options, ...more)).toEqual(refused(sentence));
    expect(await stored()).toHaveLength(0);
  });

  it('names the one role of a config that has none', async () => {
    expect(await withConfig('none.yml', 'create', 'Any', '--role', 'partner')).toEqual(
      refused('There is no role "partner". The config has "full".'),
    );
  });

  it.each([
    ['Data team', 'There is a key named "Data team" already, valid or revoked.'],
    [' ', 'A key needs a name, so that it can be told from others and revoked.'],
    ['x'.repeat(101), "A key's name has at most 100 characters; this one has 101."],
    ['a\tb', String.raw`A key's name has no characters that cannot be seen; "a\u{9}b" has U+0009.`],
  ])('refuses the name %j, in a dry run too', async (name, sentence) => {
    await create('Data team');
    expect(await create(name)).toEqual(refused(sentence));
    expect(await create(name, '--dry-run')).toEqual(refused(sentence));
  });

  it('says in a dry run what it would do, and does nothing', async () => {
    expect(await create(' Partner ', '--dry-run')).toEqual(
      done('would make a key named "Partner" of the role "full" and print it\n'),
    );
    expect(await stored()).toHaveLength(0);
  });
});

describe('facet keys rotate', () => {
  it('prints another secret, and says until when the old one works', async () => {
    await create('Partner');
    const before = (await stored())[0]?.['key_hash'] as unknown;
    const dry = await keys('rotate', 'Partner', '--dry-run');
    expect(dry).toEqual(done('would make another secret for the key "Partner" and print it\n'));
    expect((await stored())[0]?.['key_hash']).toBe(before);
    const { stdout, stderr } = await keys('rotate', 'Partner', '--overlap', '7d');
    expect(stdout).toMatch(/^facet_[\w-]{43}\n$/);
    expect(stderr).toBe('The old secret of "Partner" works for 7d more, or until the key ends.\n');
    const [row] = await database.client`
      select old_key_hash, round(extract(epoch from old_key_ends_at - now()) / 86400)::int as days from facet.api_clients`;
    expect(row).toEqual({ old_key_hash: before, days: 7 });
    expect((await keys('rotate', 'Partner', '--overlap', '0')).stderr).toBe('The old secret of "Partner" has ended.\n');
    expect(await keys('rotate', 'Nobody')).toEqual(refused('There is no valid key named "Nobody".'));
  });
});

describe('facet keys list and revoke', () => {
  it('end a key once, and list all of them', async () => {
    await create('Data team');
    expect(await keys('revoke', 'Data team', '--dry-run')).toEqual(done('would revoke the key "Data team"\n'));
    expect(await keys('revoke', 'Partner')).toEqual(refused('There is no valid key named "Partner".'));
    await keys('create', 'Apps', '--role', 'partner', '--app', 'web', '--expires', 'never', '--write');
    await keys('rotate', 'Apps');
    expect(await keys('revoke', 'Data team')).toEqual(done('The key "Data team" is revoked.\n'));
    for (const more of [[], ['--dry-run']])
      expect(await keys('revoke', 'Data team', ...more)).toEqual(refused('There is no valid key named "Data team".'));
    const { code, stdout, stderr } = await keys('list');
    expect([code, stderr]).toEqual([0, '']);
    const [apps, team, ...rest] = stdout.split('\n');
    expect(apps?.split('\t')).toEqual([
      'Apps',
      'role partner',
      'apps web',
      'may write',
      expect.stringMatching(`^${prefix}$`),
      expect.stringMatching(`^created ${instant}$`),
      'never expires',
      expect.stringMatching(`^old secret until ${instant}$`),
      'never used',
      'valid',
    ]);
    expect(team).toMatch(
      new RegExp(
        `^Data team\trole full\t${prefix}\tcreated ${instant}\texpires ${instant}\tnever used\trevoked ${instant}$`,
      ),
    );
    expect(rest).toEqual(['']);
  });

  it('tell by JSON what is known, without secrets, and which keys have ended or a role that is none', async () => {
    await create('Old');
    await keys('create', 'Stray', '--role', 'partner');
    await database.client`update facet.api_clients set expires_at = '2026-01-01', key_prefix = null where name = 'Old'`;
    const { stdout } = await withConfig('none.yml', 'list', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { name: 'Old', state: 'expired', expiresAt: '2026-01-01T00:00:00Z', prefix: null },
      { name: 'Stray', state: 'unknown role', role: 'partner', apps: null, lastUsedAt: null, mayWrite: false },
    ]);
    expect(stdout).not.toMatch(/hash|facet_[\w-]{5}/);
    expect((await keys('list')).stdout).toMatch(/\tno prefix\tcreated \S+\tnever used\texpired 2026-01-01T00:00:00Z\n/);
  });
});
