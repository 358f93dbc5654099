import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRights } from '../../src/bi/closeToBi.js';
import { forward } from '../../src/bi/forward.js';
import { refreshRights } from '../../src/bi/openBiDoor.js';
import { refreshViews } from '../../src/bi/refreshViews.js';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { migrate, schemaState } from '../../src/db/migrate.js';
import { add, rename, retire } from '../catalogue/sampleCatalogue.js';
import { printDoor, printScope, startScratchServer, type ScratchServer } from './scratchServer.js';

let server: ScratchServer;
let address: string;
const aborter = new AbortController();
const clients: Sql[] = [];
/** Of a role that is there: five of the role, and three of its rights. */
const roleStatements = 8;

beforeAll(async () => {
  server = await startScratchServer();
  const listening = await forward(`${server.target.socketDir}/.s.PGSQL.5432`, 0, aborter.signal);
  address = `127.0.0.1:${(listening.address() as AddressInfo).port}`;
  await server.client`create role plain_owner login password 'plain' nosuperuser nocreaterole nocreatedb`;
  await server.client`create database not_mine`;
});
afterAll(async () => {
  for (const client of clients) await client.end({ timeout: 5 });
  aborter.abort();
  await server.stop();
});

const openTo = (url: string): Sql => {
  const client = openClient({ kind: 'url', url }, { max: 2 });
  clients.push(client);
  return client;
};

const urlOf = (database: string, user = 'plain_owner', password = 'plain'): string =>
  `postgresql://${user}:${password}@${address}/${database}`;

/** A new database that the plain user owns, migrated by it. */
async function ownDatabase(name: string) {
  await server.client.unsafe(`create database ${name} owner plain_owner`);
  const url = urlOf(name);
  await migrate({ kind: 'url', url });
  const owner = openTo(url);
  await refreshViews(owner);
  const superuser = openTo(urlOf(name, 'facet', server.target.password));
  return { url, owner, superuser };
}

/** The BI roles of the server. */
const biRoles = async (): Promise<string[]> => {
  const rows = await server.client<
    { name: string }[]
  >`select rolname as name from pg_roles where rolname ~ '^facet_bi' order by 1`;
  return rows.map(({ name }) => name);
};

const connects = async (url: string): Promise<void> => {
  const client = openTo(url);
  expect(
    await client`select current_user as "user" from customer_profiles right join (values (1)) as one on true`,
  ).toEqual([{ user: decodeURIComponent(new URL(url.replace('127.0.0.1:1,', '')).username) }]);
  await expect(client`select from facet.customers`).rejects.toMatchObject({ code: '42501' });
};

const apply = async (owner: Sql, changes: Parameters<typeof changeCatalogue>[1]): Promise<void> => {
  await changeCatalogue(owner, changes, { today: '2026-04-01' });
  await refreshViews(owner);
};

describe('a database of a user who may not manage roles', () => {
  it('is migrated without a role, and gets its own from an administrator by the statements printed', async () => {
    const { url, owner, superuser } = await ownDatabase('without_role');
    expect(await schemaState(owner)).toEqual({ state: 'current' });
    expect(await biRoles()).toEqual([]);
    const { printed, said } = await printDoor(owner, url);
    expect(said).toEqual([
      'The database user may not manage the role. An administrator of "without_role" can run there:',
      'facet_bi_without_role can also connect to facet, not_mine, postgres, template1, which let everybody in; "revoke connect on ' +
        'database NAME from public" closes one.',
    ]);
    expect(printed[0]).toMatch(
      /^create role facet_bi_without_role login password '[0-9a-f]{48}' connection limit 20;$/,
    );
    await superuser.unsafe(printed.join('\n'));
    const last = /^-- then connect with (.*)$/.exec(printed.at(-1) ?? '')?.[1] ?? '';
    expect(last).toMatch(new RegExp(`^postgresql://facet_bi_without_role:[0-9a-f]{48}@${address}/without_role$`));
    await connects(last);
    // Nothing is left open, and the owner goes on to lock, to keep temporary tables, and to grant what it makes anew.
    expect(await openRights(superuser)).toEqual([]);
    await apply(owner, () => [add('A'), rename('A', 'B')]);
    await apply(owner, () => [retire('A')]);
    await connects(last);
    const again = await printDoor(owner, url);
    expect(again.printed[0]).toMatch(/^alter role facet_bi_without_role login password/);
    expect(again.printed).toHaveLength(roleStatements + 1);
  });

  it('keeps its refresh going beside what others put into the schema', async () => {
    const { url, owner, superuser } = await ownDatabase('with_foreign_view');
    await superuser.unsafe((await printDoor(owner, url)).printed.join('\n'));
    await superuser`create view bi.foreign_view as select 1 as one`;
    await apply(owner, () => [add('A')]);
    expect(
      await owner`select relname as view from pg_class where relnamespace = 'bi'::regnamespace
        and not has_table_privilege('facet_bi_with_foreign_view', oid, 'select')`,
    ).toEqual([{ view: 'foreign_view' }]);
  });

  it('is left as it was where the user may not create anything in it', async () => {
    await expect(migrate({ kind: 'url', url: urlOf('not_mine') })).rejects.toThrow();
    expect(await schemaState(openTo(urlOf('not_mine')))).toEqual({ state: 'absent', foreignTables: 0 });
  });
});

describe('a database of a user who may', () => {
  it('prints the connection string', async () => {
    const url = `${urlOf('without_role', 'facet', server.target.password)}?application_name=x`;
    const { printed } = await printDoor(openTo(url), url);
    expect(printed).toHaveLength(1);
    expect(printed[0]).toMatch(
      new RegExp(`^postgresql://facet_bi_without_role:[0-9a-f]{48}@${address}/without_role\\?application_name=x$`),
    );
    await connects(printed[0] ?? '');
  });

  it('prints no other user or password, wherever they stand in the URL', async () => {
    const owner = openTo(urlOf('without_role', 'facet', server.target.password));
    const secrets =
      'User=admin&application_name=x&password=s3cret&PASSWORD=s3cret&pass%77ord=s3cret&sslpassword=s3cret';
    for (const user of ['', 'admin:s3cret@', 'admin:s3@cret@']) {
      const { printed } = await printDoor(
        owner,
        `postgresql://${user}${address}/without_role?user=admin&${secrets}#s3cret`,
      );
      expect(printed).toEqual([
        expect.stringMatching(
          new RegExp(`^postgresql://facet_bi_without_role:[0-9a-f]{48}@${address}/without_role\\?application_name=x$`),
        ),
      ]);
      await connects(printed[0] ?? '');
    }
  });

  it('keeps every host of the URL, or names this machine', async () => {
    const owner = openTo(urlOf('without_role', 'facet', server.target.password));
    const { printed } = await printDoor(owner, `postgresql://admin:s3cret@127.0.0.1:1,${address}/without_role`);
    expect(printed[0]).toMatch(
      new RegExp(`^postgresql://facet_bi_without_role:[0-9a-f]{48}@127.0.0.1:1,${address}/without_role$`),
    );
    await connects(printed[0] ?? '');
    const local = await printDoor(owner, 'postgres:///without_role?user=admin');
    expect(local.printed[0]).toMatch(/^postgres:\/\/facet_bi_without_role:[0-9a-f]{48}@localhost\/without_role$/);
  });

  it('may be one that makes the role itself, and is told what only a superuser may close', async () => {
    await server.client`create role maker login password 'plain' createrole`;
    await server.client`create database made owner maker`;
    const url = urlOf('made', 'maker');
    await migrate({ kind: 'url', url });
    expect(await biRoles()).not.toContain('facet_bi');
    const maker = openTo(url);
    await refreshViews(maker);
    const { printed, said } = await printDoor(maker, url);
    expect(printed).toHaveLength(1);
    await connects(printed[0] ?? '');
    expect(said[0]).toBe(
      'Everybody in "made", and so facet_bi_made, keeps advisory locks, large objects, which the database user may not take ' +
        'away: run "facet bi --refresh" as a superuser.',
    );
    const superuser = openTo(urlOf('made', 'facet', server.target.password));
    await refreshRights(printScope(superuser, url).scope);
    expect(await openRights(superuser)).toEqual([]);
    // The password stays, and the owner locks and keeps temporary tables as before.
    await connects(printed[0] ?? '');
    await apply(maker, () => [add('A')]);
    await expect(openTo(printed[0] ?? '')`select pg_advisory_lock(1)`).rejects.toMatchObject({ code: '42501' });
  });
});
