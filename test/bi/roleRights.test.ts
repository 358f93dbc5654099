import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { forward } from '../../src/bi/forward.js';
import { refreshRights } from '../../src/bi/openBiDoor.js';
import { refreshViews } from '../../src/bi/refreshViews.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { withTargetLock } from '../../src/db/job.js';
import { migrate } from '../../src/db/migrate.js';
import { testJob } from '../support/job.js';
import {
  openDoor,
  printDoor,
  printScope,
  startScratchServer,
  type OpenDoor,
  type ScratchServer,
} from './scratchServer.js';

let server: ScratchServer;
let door: OpenDoor;
let address: string;
const aborter = new AbortController();
const clients: Sql[] = [];

const client = (url: string, max = 1): Sql => {
  const client = openClient({ kind: 'url', url }, { max });
  clients.push(client);
  return client;
};

const superuserUrl = (database: string): string =>
  `postgresql://facet:${server.target.password}@${address}/${database}`;

/** A further database of Facet's on the server, as its superuser sees it. */
async function makeDatabase(name: string) {
  await server.client`create database ${server.client(name)} template migrated strategy file_copy`;
  const target = { ...server.target, database: name };
  const client = openClient(target, { max: 2 });
  clients.push(client);
  return { url: superuserUrl(name), client };
}

const notLetIn = { message: 'The database cannot be reached: the user may not connect.' };

const ask = (url: string) => client(url)`select count(*)::int as rows from bi.vw_customer_profiles_latest`;

beforeAll(async () => {
  server = await startScratchServer();
  await migrate(server.target);
  await refreshViews(server.client);
  const listening = await forward(`${server.target.socketDir}/.s.PGSQL.5432`, 0, aborter.signal);
  address = `127.0.0.1:${(listening.address() as AddressInfo).port}`;
  await server.client`create database left_open`;
  await server.client`create database migrated`;
  const migrated = { ...server.target, database: 'migrated' };
  await migrate(migrated);
  const template = openClient(migrated, { max: 1 });
  await refreshViews(template);
  await template.end();
  door = await openDoor(server);
}, 120_000);
afterAll(async () => {
  for (const one of clients) await one.end({ timeout: 5 });
  await door.close();
  aborter.abort();
  await server.stop();
});

describe('who has the connection string of a database', () => {
  it.each([
    ['select lo_create(0)', 'permission denied for function lo_create'],
    ['select lo_creat(-1)', 'permission denied for function lo_creat'],
    [`select lo_from_bytea(0, 'x')`, 'permission denied for function lo_from_bytea'],
    ['select lo_open(1, 131072)', 'permission denied for function lo_open'],
    [`select lo_put(1, 0, 'x')`, 'permission denied for function lo_put'],
    [`select lowrite(0, 'x')`, 'permission denied for function lowrite'],
    [`select lo_import('/etc/passwd')`, 'permission denied for function lo_import'],
    ['select pg_advisory_lock(1)', 'permission denied for function pg_advisory_lock'],
    ['select pg_advisory_lock(1, 2)', 'permission denied for function pg_advisory_lock'],
    [`select pg_try_advisory_lock(hashtext('facet.import'))`, 'permission denied for function pg_try_advisory_lock'],
    ['select pg_advisory_lock_shared(1)', 'permission denied for function pg_advisory_lock_shared'],
    ['select pg_try_advisory_lock_shared(1)', 'permission denied for function pg_try_advisory_lock_shared'],
    [`select pg_advisory_xact_lock(hashtext('facet.views'))`, 'permission denied for function pg_advisory_xact_lock'],
    ['select pg_try_advisory_xact_lock_shared(1)', 'permission denied for function pg_try_advisory_xact_lock_shared'],
    ['create temp table mine (a int)', 'permission denied to create temporary tables in database "facet"'],
    ['create temp view mine as select 1', 'permission denied to create temporary tables in database "facet"'],
    ['lock table customer_profiles in share mode', 'permission denied for view customer_profiles'],
    ['alter role facet_bi_facet connection limit 1000', 'permission denied'],
    ['create role other', 'permission denied to create role'],
  ])('is refused: %s', async (statement, reason) => {
    const bi = client(door.url);
    const write = bi.begin('read write', (client) => client.unsafe(statement));
    await expect(write).rejects.toMatchObject({ code: '42501', message: expect.stringContaining(reason) });
  });

  it('keeps nobody from importing', async () => {
    const bi = client(door.url);
    await expect(bi`select pg_advisory_lock(hashtext('facet.import'))`).rejects.toMatchObject({ code: '42501' });
    const job = testJob(server, '2026-04-01T00:00:00Z');
    expect(await withTargetLock(job, 'import', async () => 'imported', 0)).toBe('imported');
  });

  it.each(['postgres', 'template1', 'left_open'])('does not get into the database %s', async (name) => {
    const url = door.url.replace(/\/facet$/, `/${name}`);
    await expect(client(url)`select 1`).rejects.toMatchObject(notLetIn);
  });

  it('has twenty connections at most', async () => {
    for (const one of clients.splice(0)) await one.end();
    const open: postgres.Sql[] = [];
    const refused: string[] = [];
    const connect = async (): Promise<void> => {
      const client = postgres(door.url, { max: 1, fetch_types: false });
      try {
        await client`select 1`;
        open.push(client);
      } catch (error) {
        const { code, message } = error as Error & { code: string };
        refused.push(`${code} ${message}`);
        await client.end();
      }
    };
    // Not all at once: the server's own limit would be met first.
    for (let n = 0; n < 5; n++) await Promise.all(Array.from({ length: 20 }, connect));
    await Promise.all(open.map((client) => client.end()));
    expect(open).toHaveLength(20);
    expect(refused).toHaveLength(80);
    expect(new Set(refused)).toEqual(new Set(['53300 too many connections for role "facet_bi_facet"']));
  });

  it('has timeouts, and may put them off: PostgreSQL keeps no role from that, nor from notices', async () => {
    const bi = client(door.url);
    const settings = () => bi`
      select current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle`;
    expect(await settings()).toEqual([{ statement: '5min', idle: '1min' }]);
    await bi`set statement_timeout = '1h'`;
    await bi`set idle_in_transaction_session_timeout = 0`;
    expect(await settings()).toEqual([{ statement: '1h', idle: '0' }]);
    await bi`notify facet_catalogue`;
  });
});

describe('each database of a server', () => {
  it('has a role and a password of its own, which open no other', async () => {
    const [one, two] = [await makeDatabase('shop'), await makeDatabase('Shop-2')];
    const first = (await printDoor(one.client, one.url)).printed[0] ?? '';
    const second = (await printDoor(two.client, two.url)).printed[0] ?? '';
    expect(await ask(first)).toEqual([{ rows: 0 }]);
    expect(await ask(second)).toEqual([{ rows: 0 }]);
    expect(await client(second)`select current_user::text as role`).toEqual([{ role: 'facet_bi_Shop-2' }]);
    for (const other of ['Shop-2', 'facet'])
      await expect(ask(first.replace(/shop$/, other))).rejects.toMatchObject(notLetIn);
  });

  it('has one whatever its name is', async () => {
    const name = `a"; drop role facet; --`;
    const { client } = await makeDatabase(name);
    const { printed } = await printDoor(client, superuserUrl('a'));
    expect(printed[0]).toContain(`//${encodeURIComponent(`facet_bi_${name}`)}:`);
    expect(
      await client`select has_schema_privilege(${`facet_bi_${name}`}, 'bi', 'usage') as reads, acl.privileges
        from (select array_agg(privilege_type order by 1) as privileges from pg_database, aclexplode(datacl) g
          where datname = ${name} and pg_get_userbyid(g.grantee) = ${`facet_bi_${name}`}) acl`,
    ).toEqual([{ reads: true, privileges: ['CONNECT'] }]);
  });

  it('has one whose name is as long as may be', async () => {
    const name = 'long_'.repeat(12);
    const { url, client } = await makeDatabase(name);
    const [hash] = await client`select 'facet_bi_' || md5(${name}) as role`;
    expect(await ask((await printDoor(client, url)).printed[0] ?? '')).toEqual([{ rows: 0 }]);
    expect(
      await client`select rolname::text as role from pg_roles where rolname = ${hash?.['role'] as string}`,
    ).toHaveLength(1);
  });

  it('is closed to the role of the one that it is a copy of', async () => {
    const original = await makeDatabase('original');
    const first = (await printDoor(original.client, original.url)).printed[0] ?? '';
    await server.client`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'original'`;
    await server.client`create database copied template original`;
    const copy = client(superuserUrl('copied'));
    const { said } = await printDoor(copy, superuserUrl('copied'));
    expect(said[0]).toBe('No longer reads this database: facet_bi_original.');
    await expect(ask(first.replace(/original$/, 'copied'))).rejects.toMatchObject(notLetIn);
    expect(await ask(first)).toEqual([{ rows: 0 }]);
  });
});

describe('the role of earlier versions, one for the whole server', () => {
  it('reads on, also views that are new, until the database gets its own, and goes with the last one', async () => {
    const { url, client } = await makeDatabase('earlier');
    const other = await makeDatabase('other');
    await server.client`create role facet_bi login password 'shared'`;
    // As the migrations of earlier versions left it.
    for (const one of [client, other.client])
      await one.unsafe(`grant usage on schema bi to facet_bi; grant select on all tables in schema bi to facet_bi;
        alter default privileges in schema bi grant select on tables to facet_bi;
        drop view bi.vw_customer_profiles_latest`);
    await refreshViews(client);
    const shared = `postgresql://facet_bi:shared@${address}/earlier`;
    expect(await ask(shared)).toEqual([{ rows: 0 }]);
    await refreshRights(printScope(client, url).scope);
    expect(await ask(shared)).toEqual([{ rows: 0 }]);
    const { said, printed } = await printDoor(client, url);
    expect(said[0]).toBe('No longer reads this database: facet_bi.');
    await expect(ask(shared)).rejects.toMatchObject(notLetIn);
    expect(await ask(printed[0] ?? '')).toEqual([{ rows: 0 }]);
    expect(await server.client`select from pg_roles where rolname = 'facet_bi'`).toHaveLength(1);
    expect((await printDoor(other.client, other.url)).said.slice(0, 2)).toEqual([
      'No longer reads this database: facet_bi.',
      'Dropped the role facet_bi of earlier versions: no database uses it.',
    ]);
    expect(await server.client`select from pg_roles where rolname = 'facet_bi'`).toEqual([]);
  });
});
