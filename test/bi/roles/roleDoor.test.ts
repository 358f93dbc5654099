import { readConfig } from '../../../src/config.js';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { forward } from '../../../src/bi/forward.js';
import { refreshRights } from '../../../src/bi/openBiDoor.js';
import { refreshViews } from '../../../src/bi/refreshViews.js';
import { listLogins } from '../../../src/bi/roles/listLogins.js';
import { makeRoleSchema } from '../../../src/bi/roles/makeRoleSchema.js';
import { plannedViews } from '../../../src/bi/roles/plannedViews.js';
import { requireLoginRole } from '../../../src/bi/roles/requireLoginRole.js';
import { revokeLogin } from '../../../src/bi/roles/revokeLogin.js';
import { openClient, type Sql } from '../../../src/db/client.js';
import { migrate } from '../../../src/db/migrate.js';
import { changeNames } from '../../../src/enrichment/reservedNames.js';
import { rename, retire, add } from '../../catalogue/sampleCatalogue.js';
import { testJob } from '../../support/job.js';
import { addBiSample, documentCustomer } from '../biSample.js';
import { documentStatements } from '../documentStatements.js';
import { printDoor, printScope, startScratchServer, type ScratchServer } from '../scratchServer.js';
import { addRolesSample, makeViews, openRole, rolesOf } from './rolesSample.js';

let server: ScratchServer;
let address: string;
const aborter = new AbortController();
const clients: Sql[] = [];

const urlOf = (database: string, user = 'facet', password = server.target.password): string =>
  `postgresql://${user}:${password}@${address}/${database}`;

function openTo(url: string): Sql {
  const client = openClient({ kind: 'url', url }, { max: 2 });
  clients.push(client);
  return client;
}

/** A database of Facet's with Ada and Bob, and its superuser. */
async function makeDatabase(name: string): Promise<{ readonly url: string; readonly client: Sql }> {
  await server.client`create database ${server.client(name)} template migrated strategy file_copy`;
  const url = urlOf(encodeURIComponent(name));
  return { url, client: openTo(url) };
}

beforeAll(async () => {
  server = await startScratchServer();
  const listening = await forward(`${server.target.socketDir}/.s.PGSQL.5432`, 0, aborter.signal);
  address = `127.0.0.1:${(listening.address() as AddressInfo).port}`;
  await server.client`create database migrated`;
  await migrate({ ...server.target, database: 'migrated' });
  const template = openClient({ ...server.target, database: 'migrated' }, { max: 1 });
  await addRolesSample(template);
  await refreshViews(template, { ofTables: true });
  await template.end();
}, 120_000);
afterAll(async () => {
  for (const one of clients) await one.end({ timeout: 5 });
  aborter.abort();
  await server.stop();
});

const contact = (policy: string, apps: 'all' | readonly string[] = ['shop']) =>
  rolesOf({ shop: { apps, pii: { CONTACT: policy } } });

const emails = async (client: Sql): Promise<unknown[]> =>
  (await client`select email from merged_customers order by amperity_id`).map((row) => row['email'] as unknown);

const refused = { code: '42501' };
const notLetIn = { message: expect.stringMatching(/may not connect|password/) };

describe('a role that can have no login', () => {
  const roles = rolesOf({
    small: { apps: 'all', leastGroup: 5 },
    fields: { apps: 'all', fields: { not: ['Customer.email'] } },
    some: { apps: 'all', fields: { only: ['Customer.*'] } },
    rooms: { apps: 'all', subgraphs: ['customers'] },
  });

  it.each([
    ['nobody', '"nobody" can have no login for BI tools: the config has no such role.'],
    ['full', '"full" can have no login for BI tools: it sees everything: "facet bi" without a role makes its login.'],
    [
      'small',
      '"small" can have no login for BI tools: it is told of groups of 5 and more alone ("leastGroup"), and rows would tell of fewer.',
    ],
    ['fields', expect.stringContaining('narrowed by fields or subgraphs of the graph')],
    ['some', expect.stringContaining('narrowed by fields or subgraphs of the graph')],
    ['rooms', expect.stringContaining('narrowed by fields or subgraphs of the graph')],
  ])('is told why: %s', (name, message) => {
    expect(() => requireLoginRole(roles, name)).toThrow(
      expect.objectContaining({ code: 'BI_ROLE_REFUSED', message }) as unknown as Error,
    );
  });

  it('sees nothing from the next refresh on where the config says so later', async () => {
    const { url, client } = await makeDatabase('later');
    const bi = openTo(
      await openRole(client, url, 'small', rolesOf({ small: { apps: 'all', pii: { CONTACT: 'show' } } })),
    );
    expect(await emails(bi)).toEqual(['ada@example.com', 'bob@example.com']);
    await refreshViews(client, { roles });
    await expect(emails(bi)).rejects.toMatchObject({ code: '42P01' });
    await expect(bi`select * from bi_small.merged_customers`).rejects.toMatchObject(refused);
  });
});

describe('the login of a role', () => {
  it('has one password at a time, settings of its own, and is named after the role and the database', async () => {
    const { url, client } = await makeDatabase('rotated');
    const first = await openRole(client, url, 'shop', contact('mask'));
    expect(first).toMatch(/^postgresql:\/\/facet_bi_shop_rotated:[0-9a-f]{48}@127/);
    expect(await emails(openTo(first))).toEqual(['a***@masked.invalid']);
    const second = await openRole(client, url, 'shop', contact('mask'));
    await expect(emails(openTo(first))).rejects.toMatchObject(notLetIn);
    expect(await emails(openTo(second))).toEqual(['a***@masked.invalid']);
    expect(
      await openTo(
        second,
      )`select current_setting('search_path') as path, current_setting('default_transaction_read_only') as reads`,
    ).toEqual([{ path: 'bi_shop', reads: 'on' }]);
  });

  it('reads what the config says of the role when the views were made last, and the list tells where that differs', async () => {
    const { url, client } = await makeDatabase('changed');
    const bi = openTo(await openRole(client, url, 'shop', contact('show')));
    const faults = async (roles: ReturnType<typeof contact>): Promise<(string | undefined)[]> =>
      (await listLogins(client, roles)).map(({ fault }) => fault);
    expect(await emails(bi)).toEqual(['ada@example.com']);
    expect(await faults(contact('show'))).toEqual([undefined]);
    const changed = expect.stringContaining('What "shop" may see has changed');
    expect(await faults(contact('mask'))).toEqual([changed]);
    expect(await faults(contact('show', ['club']))).toEqual([changed]);
    for (const [roles, seen] of [
      [contact('mask'), ['a***@masked.invalid']],
      [contact('show', ['club']), ['bob@example.com']],
      [contact('hide', 'all'), [null, null]],
      [contact('show', 'all'), ['ada@example.com', 'bob@example.com']],
    ] as const) {
      await refreshViews(client, { roles });
      expect(await emails(bi)).toEqual(seen);
      expect(await faults(roles)).toEqual([undefined]);
    }
    await refreshViews(client, { roles: contact('refuse') });
    await expect(emails(bi)).rejects.toMatchObject({ code: '42703' });
  });

  it('reads nothing while the config does not have the role, and again when it has', async () => {
    const { url, client } = await makeDatabase('forgotten');
    const bi = openTo(await openRole(client, url, 'shop', contact('show')));
    await refreshViews(client);
    await expect(bi`select * from bi_shop.merged_customers`).rejects.toMatchObject(refused);
    expect(await listLogins(client, rolesOf({}))).toEqual([
      {
        role: 'shop',
        login: 'facet_bi_shop_forgotten',
        exists: true,
        schema: 'bi_shop',
        fault:
          '"shop" can have no login: the config has no such role. It sees nothing from the next refresh on; "facet bi --role shop --revoke" ends it.',
      },
    ]);
    await refreshViews(client, { roles: contact('show') });
    expect(await emails(bi)).toEqual(['ada@example.com']);
  });

  it('follows the catalogue: new attributes by their class, renamed, retired, and given another class', async () => {
    const { url, client } = await makeDatabase('following');
    const access = { ...readConfig({}).access, roles: contact('mask') };
    const job = testJob({ client }, '2026-04-01T09:00:00Z', { access });
    const bi = openTo(await openRole(client, url, 'shop', access.roles));
    const read = async (column: string): Promise<unknown> => {
      const [row] = await bi.unsafe(`select ${column} as value from vw_customer_profiles_latest`);
      return row?.['value'];
    };
    await changeNames(job, () => [add('BACKUP_MAIL', { dataType: 'text', slot: 'STR20', piiClass: 'CONTACT' })]);
    await client`update facet.customer_profiles set str20 = 'b@example.com'`;
    expect(await read('backup_mail')).toBe('b***@masked.invalid');
    await changeNames(job, () => [rename('BACKUP_MAIL', 'SPARE_MAIL')]);
    expect(await read('spare_mail')).toBe('b***@masked.invalid');
    expect(await read('backup_mail')).toBe('b***@masked.invalid');
    await changeNames(job, () => [add('WHOSE', { dataType: 'text', slot: 'STR21', piiClass: 'IDENTITY' })]);
    await expect(read('whose')).rejects.toMatchObject({ code: '42703' });
    await changeNames(job, () => [retire('SPARE_MAIL')]);
    // The snapshot is of a day on which the attribute still held; of a later one nobody has said what the slot means.
    expect(await read('spare_mail')).toBe('b***@masked.invalid');
    await client.unsafe(`
      select facet.ensure_partitions('customer_profiles', '2026-04-02', '2026-04-02');
      insert into facet.profile_days (profile_date, load_id, rows, complete) values ('2026-04-02', 0, 1, true);
      insert into facet.customer_profiles (customer_id, profile_date, app, load_id, str20) values ('A', '2026-04-02', 'shop', 0, 'c@example.com')`);
    expect(await bi`select profile_date::text as day, str20 from customer_profiles order by 1`).toEqual([
      { day: '2026-03-31', str20: 'b***@masked.invalid' },
      { day: '2026-04-02', str20: null },
    ]);
  });

  it('takes the statements of the public document as they are', async () => {
    const { url, client } = await makeDatabase('document');
    await client`truncate facet.customer_profile_fields, facet.customer_profile_field_names, facet.customer_profiles, facet.profile_days,
      facet.unified_itemized_transactions, facet.campaign_targetings, facet.campaigns, facet.customers`;
    await addBiSample({ client });
    const roles = rolesOf({
      analyst: { apps: ['default'], unclassified: 'show' },
      other: { apps: ['shop'], unclassified: 'show' },
    });
    const analyst = openTo(await openRole(client, url, 'analyst', roles));
    const other = openTo(await openRole(client, url, 'other', roles));
    const counts: number[] = [];
    for (const statement of documentStatements) {
      const rows = await analyst.unsafe(statement);
      counts.push(rows.length);
      const named = statement.includes(documentCustomer);
      expect(rows.filter((row) => named && row['client_customer_id'] !== documentCustomer)).toEqual([]);
      if (named) expect(await other.unsafe(statement)).toHaveLength(0);
    }
    // Six days of two customers, by ten at most, and six of one; one row of each targeting that has an action.
    expect(counts.slice(0, 1).concat(counts.slice(2, 5))).toEqual([10, 12, 6, 6]);
    expect(counts[6]).toBe(5);
  });

  it('is left its rights by "facet bi", and closed in a copy of its database', async () => {
    const { url, client } = await makeDatabase('copied_from');
    const bi = openTo(await openRole(client, url, 'shop', contact('show')));
    const plain = (await printDoor(client, url)).printed[0] ?? '';
    expect(await openTo(plain)`select count(*)::int as rows from merged_customers`).toEqual([{ rows: 2 }]);
    expect(await emails(bi)).toEqual(['ada@example.com']);
    await refreshRights(printScope(client, url).scope);
    expect(await emails(bi)).toEqual(['ada@example.com']);
    await bi.end();
    await server.client`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'copied_from'`;
    await server.client`create database copied template copied_from`;
    const copy = openTo(urlOf('copied'));
    const { said } = await printDoor(copy, urlOf('copied'));
    expect(said[0]).toBe('No longer reads this database: facet_bi_copied_from, facet_bi_shop_copied_from.');
    expect(
      await copy`select has_schema_privilege('facet_bi_shop_copied_from', 'bi_shop', 'usage') as reads,
        has_table_privilege('facet_bi_shop_copied_from', 'bi_shop.merged_customers', 'select') as sees`,
    ).toEqual([{ reads: false, sees: false }]);
  });

  it('is refused where its name is that of a login of another database, and so is that one', async () => {
    const [inner, outer] = [await makeDatabase('b'), await makeDatabase('shop_b')];
    await openRole(inner.client, inner.url, 'shop', contact('show'));
    await expect(printDoor(outer.client, outer.url)).rejects.toMatchObject({
      code: 'BI_LOGIN_TAKEN',
      message: expect.stringContaining('The login facet_bi_shop_b is there, and is let into the database "b"'),
    });
    const longer = rolesOf({ a_shop: { apps: 'all', pii: {} }, a: { apps: 'all', pii: {} } });
    await openRole(inner.client, inner.url, 'a_shop', longer);
    await expect(openRole(outer.client, outer.url, 'a', longer)).rejects.toMatchObject({ code: 'BI_LOGIN_TAKEN' });
    expect(await outer.client`select has_schema_privilege('facet_bi_a_shop_b', 'bi_a', 'usage') as reads`).toEqual([
      { reads: false },
    ]);
  });

  it('has a name and a schema of 63 bytes at most, whatever the role is called', async () => {
    const name = `R-${'x'.repeat(61)}`;
    const { url, client } = await makeDatabase('longest');
    const bi = openTo(
      await openRole(client, url, name, rolesOf({ [name]: { apps: ['shop'], pii: { CONTACT: 'show' } } })),
    );
    expect(await emails(bi)).toEqual(['ada@example.com']);
    const [expected] =
      await client`select 'facet_bi_' || md5(${`${name}_longest`}) as login, 'bi_' || md5(${name}) as schema`;
    expect(await bi`select current_user::text as login, current_schema::text as schema`).toEqual([expected]);
  });

  it('has no schema that somebody else made', async () => {
    const { client } = await makeDatabase('foreign_schema');
    await client.unsafe('create schema bi_shop; create table bi_shop.theirs (a int)');
    await expect(makeRoleSchema(client, 'shop')).rejects.toMatchObject({ code: 'VIEW_IN_USE' });
    expect(await client`select count(*)::int as rows from bi_shop.theirs`).toEqual([{ rows: 0 }]);
  });
});

describe('a login that is revoked', () => {
  it('is gone with its views and its schema, and can be made anew', async () => {
    const { url, client } = await makeDatabase('revoked');
    const bi = openTo(await openRole(client, url, 'shop', contact('show')));
    expect(await emails(bi)).toEqual(['ada@example.com']);
    expect(await revokeLogin(client, 'shop')).toEqual([]);
    await expect(bi`select * from bi_shop.merged_customers`).rejects.toThrow();
    expect(await client`select from pg_roles where rolname = 'facet_bi_shop_revoked'`).toEqual([]);
    expect(await client`select from pg_namespace where nspname = 'bi_shop'`).toEqual([]);
    await expect(revokeLogin(client, 'shop')).rejects.toMatchObject({ code: 'BI_ROLE_REFUSED' });
    expect(await emails(openTo(await openRole(client, url, 'shop', contact('show'))))).toEqual(['ada@example.com']);
  });

  it('stays whole where something of somebody depends on its views', async () => {
    const { url, client } = await makeDatabase('depended_on');
    const bi = openTo(await openRole(client, url, 'shop', contact('show')));
    await client`create view public.report as select email from bi_shop.merged_customers`;
    await expect(revokeLogin(client, 'shop')).rejects.toMatchObject({
      code: 'VIEW_IN_USE',
      message: expect.stringContaining('view report depends on view bi_shop.merged_customers'),
    });
    expect(await emails(bi)).toEqual(['ada@example.com']);
  });
});

describe('where the database user may not manage roles', () => {
  it('an administrator makes and ends the login by the statements printed, and the views follow without him', async () => {
    await server.client`create role plain_owner login password 'plain' nosuperuser nocreaterole nocreatedb`;
    await server.client`create database owned owner plain_owner`;
    const url = urlOf('owned', 'plain_owner', 'plain');
    await migrate({ kind: 'url', url });
    const owner = openTo(url);
    await addRolesSample(owner);
    await makeViews(owner, ['shop'], contact('mask'));
    const { printed, said } = await printDoor(owner, url, 'shop');
    expect(said[0]).toBe('The database user may not manage the role. An administrator of "owned" can run there:');
    expect(printed[0]).toMatch(/^create role facet_bi_shop_owned login password '[0-9a-f]{48}' connection limit 20;$/);
    const superuser = openTo(urlOf('owned'));
    await superuser.unsafe(printed.join('\n'));
    const bi = openTo(/^-- then connect with (.*)$/.exec(printed.at(-1) ?? '')?.[1] ?? '');
    expect(await emails(bi)).toEqual(['a***@masked.invalid']);
    await refreshViews(owner, { ofTables: true, roles: contact('show') });
    expect(await emails(bi)).toEqual(['ada@example.com']);
    await bi.end();
    const left = await revokeLogin(owner, 'shop');
    expect(left).toEqual(['revoke all on database "owned" from facet_bi_shop_owned', 'drop role facet_bi_shop_owned']);
    await superuser.unsafe(left.join(';\n'));
    expect(await superuser`select from pg_roles where rolname = 'facet_bi_shop_owned'`).toEqual([]);
    await expect(revokeLogin(owner, 'shop')).rejects.toMatchObject({ code: 'BI_ROLE_REFUSED' });
  });

  it('the schema is asked of an administrator where the user may make none', async () => {
    await server.client`create database lent owner plain_owner`;
    const url = urlOf('lent', 'plain_owner', 'plain');
    await migrate({ kind: 'url', url });
    await server.client`alter database lent owner to facet`;
    const user = openTo(url);
    await expect(makeRoleSchema(user, 'shop')).rejects.toMatchObject({
      code: 'MIGRATION_REFUSED',
      message: expect.stringContaining('create schema "bi_shop" authorization plain_owner'),
    });
    await openTo(urlOf('lent')).unsafe('create schema "bi_shop" authorization plain_owner');
    await makeViews(user, ['shop'], contact('show'));
    expect(await user`select count(*)::int as rows from bi_shop.merged_customers`).toEqual([{ rows: 0 }]);
  });
});

it('the statements of a dry run make the same views', async () => {
  const { client } = await makeDatabase('planned');
  const roles = contact('mask');
  const planned = await plannedViews(client, requireLoginRole(roles, 'shop'));
  expect(await client`select from pg_namespace where nspname = 'bi_shop'`).toEqual([]);
  const definitions = () => client`
    select viewname as name, definition, (select reloptions from pg_class where oid = format('bi_shop.%I', viewname)::regclass) as options
    from pg_views where schemaname = 'bi_shop' order by 1`;
  await client.unsafe(planned.join(';\n'));
  const dry = [...(await definitions())];
  await client.unsafe('drop schema bi_shop cascade');
  await makeViews(client, ['shop'], roles);
  expect([...(await definitions())]).toEqual(dry);
  expect(dry).toHaveLength(15);
  expect(dry.filter(({ options }) => String(options) !== 'security_barrier=true')).toEqual([]);
});
