import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { forward } from '../../src/bi/openBiDoor.js';
import { refreshViews } from '../../src/bi/refreshViews.js';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { migrate, schemaState } from '../../src/db/migrate.js';
import { add, rename, retire } from '../catalogue/sampleCatalogue.js';
import { printDoor, startScratchServer, type ScratchServer } from './scratchServer.js';

let server: ScratchServer;
let address: string;
const aborter = new AbortController();
const clients: Sql[] = [];

beforeAll(async () => {
  server = await startScratchServer();
  const listening = await forward(`${server.target.socketDir}/.s.PGSQL.5432`, 0, aborter.signal);
  address = `127.0.0.1:${(listening.address() as AddressInfo).port}`;
  await server.sql`create role plain_owner login password 'plain' nosuperuser nocreaterole nocreatedb`;
});
afterAll(async () => {
  for (const client of clients) await client.end({ timeout: 5 });
  aborter.abort();
  await server.stop();
});

const client = (url: string): Sql => {
  const sql = openClient({ kind: 'url', url }, { max: 2 });
  clients.push(sql);
  return sql;
};

const urlOf = (database: string, user = 'plain_owner', password = 'plain'): string =>
  `postgresql://${user}:${password}@${address}/${database}`;

/** A new database that the plain user owns, migrated by it. */
async function ownDatabase(name: string) {
  await server.sql.unsafe(`create database ${name} owner plain_owner`);
  const url = urlOf(name);
  await migrate({ kind: 'url', url });
  const owner = client(url);
  await refreshViews(owner);
  const superuser = client(urlOf(name, 'facet', server.target.password));
  return { url, owner, superuser };
}

const hasRole = async (): Promise<boolean> =>
  (await server.sql`select from pg_roles where rolname = 'facet_bi'`).length > 0;

const connects = async (url: string): Promise<void> => {
  const sql = client(url);
  expect(
    await sql`select current_user as "user" from customer_profiles right join (values (1)) as one on true`,
  ).toEqual([{ user: 'facet_bi' }]);
  await expect(sql`select from facet.customers`).rejects.toMatchObject({ code: '42501' });
};

const apply = async (owner: Sql, changes: Parameters<typeof changeCatalogue>[1]): Promise<void> => {
  await changeCatalogue(owner, changes, { today: '2026-04-01' });
  await refreshViews(owner);
};

describe('a database of a user who may not manage roles', () => {
  it('is migrated without the role, and gets it from an administrator by the statements printed', async () => {
    expect(await hasRole()).toBe(false);
    const { url, owner, superuser } = await ownDatabase('without_role');
    expect(await schemaState(owner)).toEqual({ state: 'current' });
    expect(await hasRole()).toBe(false);
    const { printed, said } = await printDoor(owner, url);
    expect(said).toEqual([
      'The database user may not manage the role. An administrator of "without_role" can run there:',
    ]);
    expect(printed[0]).toMatch(/^create role facet_bi login password '[0-9a-f]{48}';$/);
    await superuser.unsafe(printed.join('\n'));
    const last = /^-- then connect with (.*)$/.exec(printed.at(-1) ?? '')?.[1] ?? '';
    expect(last).toMatch(new RegExp(`^postgresql://facet_bi:[0-9a-f]{48}@${address}/without_role$`));
    await connects(last);
    // The owner goes on to grant what it makes anew.
    await apply(owner, () => [add('A'), rename('A', 'B')]);
    await apply(owner, () => [retire('A')]);
    await connects(last);
  });

  it('is migrated where the role is there already, and the statements change its password', async () => {
    expect(await hasRole()).toBe(true);
    const { url, owner, superuser } = await ownDatabase('with_role');
    const { printed } = await printDoor(owner, url);
    expect(printed[0]).toMatch(/^alter role facet_bi login password/);
    await superuser.unsafe(printed.join('\n'));
    await connects(printed.at(-1)?.replace('-- then connect with ', '') ?? '');
  });

  it('keeps its refresh going beside what others put into the schema', async () => {
    const { owner, superuser } = await ownDatabase('with_foreign_view');
    await superuser`create view bi.foreign_view as select 1 as one`;
    await apply(owner, () => [add('A')]);
    expect(await owner`select has_table_privilege('facet_bi', 'bi.customer_profiles', 'select') as may`).toEqual([
      { may: true },
    ]);
  });

  it('is left as it was where the user may not create anything in it', async () => {
    await server.sql`create database not_mine`;
    await expect(migrate({ kind: 'url', url: urlOf('not_mine') })).rejects.toThrow();
    expect(await schemaState(client(urlOf('not_mine')))).toEqual({ state: 'absent', foreignTables: 0 });
  });
});

describe('a database of a user who may', () => {
  it('prints the connection string', async () => {
    const url = `${urlOf('with_role', 'facet', server.target.password)}?application_name=x`;
    const { printed } = await printDoor(client(url), url);
    expect(printed).toHaveLength(1);
    expect(printed[0]).toMatch(
      new RegExp(`^postgresql://facet_bi:[0-9a-f]{48}@${address}/with_role\\?application_name=x$`),
    );
    await connects(printed[0] ?? '');
  });

  it('prints no other user or password, wherever they stand in the URL', async () => {
    const owner = client(urlOf('with_role', 'facet', server.target.password));
    const secrets =
      'User=admin&application_name=x&password=s3cret&PASSWORD=s3cret&pass%77ord=s3cret&sslpassword=s3cret';
    for (const user of ['', 'admin:s3cret@', 'admin:s3@cret@']) {
      const { printed } = await printDoor(
        owner,
        `postgresql://${user}${address}/with_role?user=admin&${secrets}#s3cret`,
      );
      expect(printed).toEqual([
        expect.stringMatching(
          new RegExp(`^postgresql://facet_bi:[0-9a-f]{48}@${address}/with_role\\?application_name=x$`),
        ),
      ]);
      await connects(printed[0] ?? '');
    }
  });

  it('keeps every host of the URL, or names this machine', async () => {
    const owner = client(urlOf('with_role', 'facet', server.target.password));
    const { printed } = await printDoor(owner, `postgresql://admin:s3cret@127.0.0.1:1,${address}/with_role`);
    expect(printed[0]).toMatch(new RegExp(`^postgresql://facet_bi:[0-9a-f]{48}@127.0.0.1:1,${address}/with_role$`));
    await connects(printed[0] ?? '');
    const local = await printDoor(owner, 'postgres:///with_role?user=admin');
    expect(local.printed[0]).toMatch(/^postgres:\/\/facet_bi:[0-9a-f]{48}@localhost\/with_role$/);
  });

  it('may be one that made the role itself, without being a superuser', async () => {
    await server.sql`create role maker login password 'plain' createrole`;
    await server.sql`create database made owner maker`;
    for (const name of ['without_role', 'with_role', 'with_foreign_view'])
      await client(urlOf(name, 'facet', server.target.password))`drop owned by facet_bi`;
    await server.sql`drop role facet_bi`;
    const url = urlOf('made', 'maker');
    await migrate({ kind: 'url', url });
    const maker = client(url);
    await refreshViews(maker);
    const { printed } = await printDoor(maker, url);
    expect(printed).toHaveLength(1);
    await connects(printed[0] ?? '');
  });
});

describe('forward', () => {
  it('says that a port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(forward('/nowhere', port)).rejects.toMatchObject({
      name: 'UserError',
      message: `Port ${port} on 127.0.0.1 is in use; choose another with --port.`,
    });
    other.close();
  });
});
