import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../support/database.js';
import { openUrl, runFacet, startFacet, waitForLine } from '../support/facet.js';

let database: TestDatabase;
let door: Awaited<ReturnType<typeof openUrl>>;

beforeAll(async () => {
  database = await emptyDatabase();
  door = await openUrl(database);
});
afterAll(async () => {
  door.close();
  await database.drop();
});

const relations = () => database.client`
  select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname not like 'pg_%' and n.nspname <> 'information_schema' order by 1, 2`;

const environment = () => ({ DATABASE_URL: door.url, PORT: '0' });

// One story in order: each step is what a person would do next.
describe('a PostgreSQL of one’s own', () => {
  it('is not written by a start while it is empty, and the sentence says what to run', async () => {
    const { code, stderr } = await runFacet(['serve'], environment());
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^facet: The database of DATABASE_URL is empty: run "facet migrate" .* then "facet demo" or "facet import"/,
    );
    expect(await relations()).toEqual([]);
  });

  it('is not written while it is somebody else’s', async () => {
    await database.client`create table public.theirs (id integer)`;
    for (const command of [
      ['serve'],
      ['snapshot'],
      ['aliases', 'list'],
      ['keys', 'create', 'x', '--role', 'full'],
      ['demo'],
      ['bi'],
    ]) {
      const { code, stderr } = await runFacet(command, environment());
      expect([command, code, stderr]).toEqual([command, 1, expect.stringContaining('holds a table that is not Facet')]);
    }
    expect(await relations()).toEqual([{ nspname: 'public', relname: 'theirs' }]);
  });

  it('gets its schema from facet migrate, once', async () => {
    expect(await runFacet(['migrate', '--dry-run'], environment())).toMatchObject({
      code: 0,
      stderr: 'migrations to run: all\n',
    });
    expect(await relations()).toHaveLength(1);
    const first = await runFacet(['migrate'], environment());
    expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining('Ran the migrations 0000_tables') });
    const second = await runFacet(['migrate'], environment());
    expect(second).toMatchObject({ code: 0, stderr: 'The schema is current.\n' });
  });

  it('is served with keys only', async () => {
    const without = await runFacet(['serve'], environment());
    expect(without).toMatchObject({
      code: 1,
      stderr:
        'facet: DATABASE_URL is set, so every request must show an API key or a token, and there is no valid key yet: run "facet keys create NAME --role ROLE" first (the role "full" sees everything), or name who issues tokens in access.tokens.\n',
    });
    const { stdout: key } = await runFacet(['keys', 'create', 'frontend', '--role', 'full'], environment());
    expect(key).toMatch(/^facet_[\w-]{43}\n$/);
    const dry = await runFacet(['keys', 'create', 'another', '--role', 'full', '--dry-run'], environment());
    expect(dry).toEqual({
      code: 0,
      stdout: '',
      stderr: 'would make a key named "another" of the role "full" and print it\n',
    });
    const dryRevocation = await runFacet(['keys', 'revoke', 'frontend', '--dry-run'], environment());
    expect(dryRevocation).toMatchObject({ code: 0, stderr: 'would revoke the key "frontend"\n' });
    const { stdout: listed } = await runFacet(['keys', 'list'], environment());
    expect(listed).toMatch(/^frontend\trole full\tfacet_[\w-]{4}…\tcreated \S+\texpires \S+\tnever used\tvalid\n$/);
    const again = await runFacet(['keys', 'create', 'frontend', '--role', 'full', '--dry-run'], environment());
    expect(again).toMatchObject({
      code: 1,
      stderr: 'facet: There is a key named "frontend" already, valid or revoked.\n',
    });

    const server = startFacet(['serve'], environment());
    try {
      const [, url] = await waitForLine(server, 'stdout', /Facet answers at (\S+)\/graphql/);
      const ask = (headers: Record<string, string>) =>
        fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: '{"query":"{ customer(id: \\"1\\") { id profile { date } } }"}',
        });
      const refused = await ask({});
      expect(refused.status).toBe(401);
      expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      const answered = await ask({ authorization: `Bearer ${key.trim()}` });
      expect([answered.status, await answered.json()]).toEqual([200, { data: { customer: null } }]);
      const ready = await fetch(`${url}/health/ready`);
      expect(await ready.json()).toMatchObject({ status: 'ready', newestCompleteDay: 'no snapshot' });
    } finally {
      server.kill('SIGINT');
    }
    expect(await new Promise((resolve) => server.once('close', resolve))).toBe(0);
  });

  it('is filled by facet demo while it is empty', async () => {
    const dry = await runFacet(['demo', '--customers', '40', '--days', '3', '--dry-run'], environment());
    expect(dry).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^would make a demo company of 40 customers, and 3 days of snapshots up to \S+\n$/),
    });
    const unborn = await runFacet(['demo', '--last-day', '2999-01-01'], environment());
    expect(unborn).toMatchObject({ code: 1, stderr: expect.stringContaining('The day 2999-01-01 is not over') });
    expect(await database.client`select from facet.loads`).toEqual([]);
    const demo = await runFacet(['demo', '--customers', '40', '--days', '3'], environment());
    expect(demo).toMatchObject({ code: 0, stderr: expect.stringMatching(/snapshot: 3 days from .*, 120 rows/) });
    const again = await runFacet(['demo'], environment());
    expect(again).toMatchObject({
      code: 1,
      stderr: 'facet: The database already holds 40 customers; the demo is for an empty database.\n',
    });
  });

  it('is not opened to BI tools by a dry run', async () => {
    const password = () => database.client`select rolname, rolpassword from pg_authid order by 1`;
    const before = await password();
    const { code, stdout, stderr } = await runFacet(['bi', '--dry-run'], environment());
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(
      /^would bring the views .*\nwould take from everybody .*: advisory locks, connecting to this database, large objects, temporary tables\nwould make the role facet_bi_test_\d+_\d+ .*\nwould print the connection string\n$/,
    );
    expect(await password()).toEqual(before);
  });

  it('shows and changes its aliases, or only says how it would', async () => {
    const dry = await runFacet(['aliases', 'rename', 'AGE', 'AGE_IN_YEARS', '--dry-run'], environment());
    expect(dry).toMatchObject({
      code: 0,
      stderr: 'would be: FIELD1 "AGE" is now named "AGE_IN_YEARS"; "AGE" still answers, deprecated.\n',
    });
    const clash = await runFacet(['aliases', 'rename', 'AGE', 'city'], environment());
    expect(clash).toMatchObject({
      code: 1,
      stderr: 'facet: The alias "city" (on all days) is refused: the name is taken by "CITY" (STR2, on all days).\n',
    });
    const add = (...options: string[]) => runFacet(['aliases', 'add', 'HOME', ...options, '--dry-run'], environment());
    const added = await add('--definition', 'city');
    expect([added.code, added.stderr]).toEqual([0, expect.stringMatching(/^would be: STR\d+ means "HOME" \(text\) /)]);
    expect(await add('--metric', 'city')).toEqual(added);
    expect(await add('--metric', 'city', '--definition', 'city')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("'--metric <name>' cannot be used with option '--definition <name>'"),
    });
    await runFacet(['aliases', 'rename', 'AGE', 'AGE_IN_YEARS'], environment());
    const { stdout } = await runFacet(['aliases', 'list'], environment());
    expect(stdout).toContain('FIELD1\tAGE_IN_YEARS (formerly AGE)\tinteger, years\ton all days');
    const { stdout: sdl } = await runFacet(['schema'], environment());
    expect(sdl).toMatch(/age: Int @pii\(class: DEMOGRAPHIC\) @deprecated\(reason: "Renamed: use ageInYears\."\)/);
    const { stdout: plain } = await runFacet(['schema', '--plain'], environment());
    expect(plain).toContain('type Customer implements Node {');
  });

  it('indexes an alias, says so in the list, and drops the index again', async () => {
    const index = (...options: string[]) => runFacet(['aliases', 'index', 'AGE', ...options], environment());
    expect(await index('--dry-run')).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^would index "AGE_IN_YEARS" \(FIELD1\) in \d+ months\n$/),
    });
    expect(await index()).toMatchObject({ code: 0, stderr: expect.stringContaining('orders by it read an index.\n') });
    const list = async () => (await runFacet(['aliases', 'list'], environment())).stdout;
    expect(await list()).toContain('FIELD1\tAGE_IN_YEARS (formerly AGE)\tinteger, years, indexed\ton all days');
    expect(await index('--drop')).toMatchObject({
      code: 0,
      stderr: 'dropped the index of "AGE_IN_YEARS" (FIELD1)\n',
    });
    expect(await list()).not.toContain('indexed');
  });

  it('is read by a command whose output nobody reads to its end', async () => {
    const child = startFacet(['aliases', 'list'], environment());
    child.stdout?.destroy();
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
    expect(stderr).toBe('');
  });

  it('is refused when a newer Facet made it', async () => {
    await database.client`insert into facet.migrations (hash, created_at) values ('later', 9999999999999)`;
    const { code, stderr } = await runFacet(['serve'], environment());
    expect([code, stderr]).toEqual([1, 'facet: This database was migrated by a newer Facet; update this one.\n']);
  });
});

describe('a bad environment', () => {
  it.each([
    [
      { PORT: 'abc' },
      'facet: The environment has a bad value: PORT: "abc" is not a port, a whole number from 0 to 65535.\n',
    ],
    [
      { DATABASE_URL: 'mysql://x' },
      'facet: The environment has a bad value: DATABASE_URL: does not begin with postgres:// or postgresql://.\n',
    ],
    [{ LOG_LEVEL: 'loud' }, expect.stringContaining('LOG_LEVEL')],
    [
      { FACET_CONFIG: '/nowhere.yml' },
      expect.stringContaining('The config file /nowhere.yml (FACET_CONFIG) cannot be read'),
    ],
    [{ DATABASE_URL: 'postgres://127.0.0.1:1/x' }, expect.stringContaining('cannot be reached: nothing listens there')],
  ])('%j stops the start with a sentence', async (variables, sentence) => {
    expect(await runFacet(['serve'], variables)).toMatchObject({ code: 1, stderr: sentence });
  });

  it('leaves commands known by their help', async () => {
    const { stdout } = await runFacet(['--help']);
    for (const command of ['serve', 'migrate', 'demo', 'import', 'snapshot', 'aliases', 'keys', 'schema', 'bi'])
      expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    const unknown = await runFacet(['snapshots']);
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining("unknown command 'snapshots'") });
  });
});

/** By the names of the files, which are numbered. */
const newestMigration = readdirSync(join(packageRoot, 'drizzle'))
  .filter((name) => name.endsWith('.sql'))
  .map((name) => name.slice(0, -'.sql'.length))
  .toSorted()
  .at(-1);

describe('an older schema', () => {
  it('is named with the migrations it lacks', async () => {
    const clone = await cloneDatabase();
    const cloneDoor = await openUrl(clone);
    try {
      await clone.client`delete from facet.migrations where created_at = (select max(created_at) from facet.migrations)`;
      const { code, stderr } = await runFacet(['serve'], { DATABASE_URL: cloneDoor.url });
      expect([code, stderr]).toEqual([
        1,
        expect.stringContaining(`needs the migrations ${newestMigration}: run "facet migrate"`),
      ]);
    } finally {
      cloneDoor.close();
      await clone.drop();
    }
  });
});
