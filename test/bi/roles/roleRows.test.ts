import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { forward } from '../../../src/bi/forward.js';
import { openClient, type Sql } from '../../../src/db/client.js';
import { migrate } from '../../../src/db/migrate.js';
import { startScratchServer, type ScratchServer } from '../scratchServer.js';
import { addRolesSample, openRole, rolesOf } from './rolesSample.js';

const shown = { IDENTITY: 'show', CONTACT: 'show', LOCATION: 'show', DEMOGRAPHIC: 'show' };
const all = { pii: shown, unclassified: 'show' };
const roles = rolesOf({
  shop: { ...all, apps: ['shop'] },
  club: { ...all, apps: ['club', `o'brien`] },
  both: { ...all, apps: ['club', 'shop'] },
  North: { ...all, apps: 'all', brands: ['north'] },
  everything: { ...all, apps: 'all' },
});

let server: ScratchServer;
let url: string;
const aborter = new AbortController();
const logins = new Map<string, Sql>();

beforeAll(async () => {
  server = await startScratchServer();
  await migrate(server.target);
  await addRolesSample(server.client);
  const listening = await forward(`${server.target.socketDir}/.s.PGSQL.5432`, 0, aborter.signal);
  url = `postgresql://facet:${server.target.password}@127.0.0.1:${(listening.address() as AddressInfo).port}/facet`;
  for (const name of ['shop', 'club', 'both', 'North', 'everything'])
    logins.set(name, openClient({ kind: 'url', url: await openRole(server.client, url, name, roles) }, { max: 1 }));
}, 120_000);
afterAll(async () => {
  for (const one of logins.values()) await one.end({ timeout: 5 });
  aborter.abort();
  await server.stop();
});

const ask = async (name: string, statement: string) => {
  const login = logins.get(name);
  if (login === undefined) throw new Error(`There is no login ${name}`);
  return [...(await login.unsafe(statement))];
};

/** Every view whose rows belong to somebody, with the column that tells whose. */
const owned: readonly (readonly [view: string, column: string, ofShop: string, ofClub: string])[] = [
  ['merged_customers', 'amperity_id', 'A', 'B'],
  ['unified_customer', 'amperity_id', 'A', 'B'],
  ['unified_transactions', 'amperity_id', 'A', 'B'],
  ['unified_itemized_transactions', 'amperity_id', 'A', 'B'],
  ['transaction_attributes_extended', 'amperity_id', 'A', 'B'],
  ['customer_attributes', 'amperity_id', 'A', 'B'],
  ['campaign_recipients', 'amperity_id', 'A', 'B'],
  ['vw_targeted_and_excluded_customers_v1_2', 'client_customer_id', 'A', 'B'],
  ['vw_scheduled_campaigns_v1_2', 'plan_id', 'C-A', 'C-B'],
  ['customer_profiles', 'client_customer_id', 'A', 'B'],
  ['vw_customer_profiles_real_field_names', 'client_customer_id', 'A', 'B'],
  ['vw_customer_profiles_latest', 'client_customer_id', 'A', 'B'],
];

/** Views of what brands have rows of. */
const branded = new Set([
  'unified_transactions',
  'unified_itemized_transactions',
  'campaign_recipients',
  'vw_targeted_and_excluded_customers_v1_2',
  'vw_scheduled_campaigns_v1_2',
]);

describe('the rows of a login', () => {
  it.each(owned)('in %s are those of its applications and brands', async (view, column, ofShop, ofClub) => {
    const read = async (name: string): Promise<unknown[]> =>
      (await ask(name, `select ${column} as key from ${view} order by 1`)).map((row) => row['key'] as unknown);
    expect(await read('shop')).toEqual([ofShop]);
    expect(await read('club')).toEqual([ofClub]);
    expect(await read('both')).toEqual([ofShop, ofClub]);
    expect(await read('everything')).toEqual([ofShop, ofClub]);
    expect(await read('North')).toEqual(branded.has(view) ? [ofShop] : [ofShop, ofClub]);
  });

  it('in metric_values are so at every level, and name no other entity', async () => {
    const read = (name: string) =>
      ask(name, 'select entity_id, entity_name, value from metric_values order by level, entity_id');
    expect(await read('shop')).toEqual([
      { entity_id: 'AC-A', entity_name: 'Account', value: '7' },
      { entity_id: 'A', entity_name: null, value: '5.50' },
    ]);
    expect(await read('club')).toEqual([
      { entity_id: 'AC-B', entity_name: 'Account', value: '8' },
      { entity_id: 'B', entity_name: null, value: '2' },
    ]);
  });

  it('are of nobody where the role has no application of a row', async () => {
    expect(await ask('shop', `select count(*)::int as rows from merged_customers where app = 'club'`)).toEqual([
      { rows: 0 },
    ]);
    expect(await ask('shop', `select count(*)::int as rows from products`)).toEqual([{ rows: 1 }]);
  });

  it('of a login that sees all are those of the schema bi, column by column', async () => {
    const views = await server.client<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'bi'::regnamespace and relkind = 'v' order by 1`;
    expect(views).toHaveLength(15);
    for (const { name } of views) {
      const columns = (schema: string) => server.client`
        select attname as column, format_type(atttypid, atttypmod) as type from pg_attribute
        where attrelid = ${`${schema}.${name}`}::regclass and attnum > 0 order by attnum`;
      expect([...(await columns('bi_everything'))]).toEqual([...(await columns('bi'))]);
      const rows = (schema: string) =>
        server.client.unsafe(`select to_jsonb(v)::text as row from ${schema}.${name} v order by 1`);
      expect([...(await rows('bi_everything'))]).toEqual([...(await rows('bi'))]);
    }
  });
});

/** Conditions that fail on Bob's row alone, and so would tell that he is there, and what his address begins with. */
const leaks: readonly (readonly [what: string, view: string, condition: string, code: string])[] = [
  ['a division', 'merged_customers', `1 / (case when email like 'bob%' then 0 else 1 end) = 1`, '22012'],
  ['a cast', 'merged_customers', `case when amperity_id = 'B' then email::int end = 1`, '22P02'],
  ['a regular expression', 'merged_customers', `case when email like 'bob%' then email ~ '(' else true end`, '2201B'],
  [
    'a cast of JSON',
    'unified_transactions',
    `case when amperity_id = 'B' then (attributes ->> 'note')::int end = 1`,
    '22P02',
  ],
  ['an attribute', 'vw_customer_profiles_latest', `1 / (case when nickname = 'Bobby' then 0 else 1 end) = 1`, '22012'],
];

describe('a condition that fails on rows of others', () => {
  it.each(leaks)('is not evaluated on them: %s', async (_, view, condition, code) => {
    const statement = `select count(*)::int as rows from ${view} where ${condition}`;
    const rows = await ask('shop', statement);
    expect(rows).toHaveLength(1);
    // The same of a login that sees the row: it does fail there.
    await expect(ask('both', statement)).rejects.toMatchObject({ code });
  });

  it('would be without the barrier: the first of them fails in a view of the same rows', async () => {
    // PostgreSQL evaluates the cheaper condition first: the reader's, where that of the view costs more.
    await server.client.unsafe(`
      create function public.costly(app text) returns text language plpgsql cost 10000 as 'begin return app; end';
      create view bi_shop.leaky as select customer_id as amperity_id, email from facet.customers
        where public.costly(app) = 'shop';
      grant select on bi_shop.leaky to facet_bi_shop_facet`);
    const tries = `select count(*) from leaky where 1 / (case when email > 'b' then 0 else 1 end) = 1`;
    await expect(ask('shop', tries)).rejects.toMatchObject({ code: '22012' });
    await server.client.unsafe('alter view bi_shop.leaky set (security_barrier)');
    expect(await ask('shop', tries)).toEqual([{ count: '1' }]);
    await server.client.unsafe('drop view bi_shop.leaky; drop function public.costly');
  });

  it('cannot be made of a function: the login may make none', async () => {
    const body = `returns boolean language plpgsql cost 0.0001 as $$ begin raise notice '%', $1; return true; end $$`;
    for (const name of ['tell', 'pg_temp.tell', 'bi_shop.tell', 'public.tell', 'bi.tell'])
      await expect(ask('shop', `begin read write; create function ${name}(text) ${body}`)).rejects.toMatchObject({
        code: expect.stringMatching(/^(42501|3F000)$/),
      });
    await ask('shop', 'rollback');
  });
});

describe('past its views', () => {
  it.each([
    ['the schema of all rows', 'select * from bi.merged_customers'],
    ['the schema of another role', 'select * from bi_club.merged_customers'],
    ['a table', 'select * from facet.customers'],
    ['a table by a function', `select query_to_xml('select * from facet.customers', true, true, '')`],
    ['another user', 'set role facet'],
    ['another login', 'set session authorization facet_bi_club_facet'],
    ['files', `select pg_read_file('/etc/hostname')`],
    ['statistics as they are kept', 'select * from pg_statistic'],
    ['passwords', 'select rolpassword from pg_authid'],
    ['temporary tables', 'create temp table mine as select 1'],
    ['a view of its own', 'create view bi_shop.mine as select 1'],
    ['its rows, changed', 'delete from bi_everything.products'],
    ['rows of its own', `insert into bi_shop.products (product_id) values ('x')`],
  ])('a login is refused %s', async (_, statement) => {
    const login = logins.get('shop');
    await expect(login?.begin('read write', (client) => client.unsafe(statement))).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('no statistics of tables are told, which hold the commonest values', async () => {
    await server.client`analyze`;
    expect(await ask('shop', `select * from pg_stats where schemaname in ('facet', 'bi', 'bi_club')`)).toEqual([]);
    expect((await server.client`select from pg_stats where schemaname = 'facet' limit 1`).length).toBe(1);
  });
});

it('finds the rows of a customer by the key of the table, through the barrier', async () => {
  const login = logins.get('shop');
  const plan = (await login?.begin(async (client) => {
    await client`set local enable_seqscan = off`;
    return client.unsafe(`explain (costs off) select * from unified_transactions where amperity_id = 'A'`);
  })) as Record<string, string>[];
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(
    /Index Cond: \(n\.?.*customer_id = 'A'::text\)|Index Cond: \(customer_id = 'A'::text\)/,
  );
});
