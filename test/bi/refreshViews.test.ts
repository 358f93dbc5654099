import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refreshViews } from '../../src/bi/refreshViews.js';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import type { CatalogueChange } from '../../src/catalogue/changes.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { add, rename, retire } from '../catalogue/sampleCatalogue.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const realNames = 'bi.vw_customer_profiles_real_field_names';
let database: TestDatabase;
let client: Sql;

beforeEach(async () => {
  database = await cloneDatabase();
  ({ client } = database);
});
afterEach(() => database.drop());

const change = async (...changes: CatalogueChange[]): Promise<void> => {
  await changeCatalogue(client, () => changes, { today: '2026-04-01' });
  await refreshViews(client);
};

const columns = async (view = realNames): Promise<string[]> => {
  const rows = await client<{ column: string }[]>`
    select attname || ' ' || format_type(atttypid, atttypmod) as column from pg_attribute
    where attrelid = ${view}::regclass and attnum > 0 order by attnum`;
  return rows.map(({ column }) => column);
};

const keys = ['client_customer_id text', 'profile_date date'];

const identity = () => client`select oid, xmin from pg_class where relnamespace = 'bi'::regnamespace order by oid`;

describe('the views', () => {
  it('have the keys and all slots before there is any alias', async () => {
    await refreshViews(client);
    expect(await columns()).toEqual(keys);
    const generic = await columns('bi.customer_profiles');
    expect(generic.slice(0, 3)).toEqual([...keys, 'str1 text']);
    expect(generic).toHaveLength(2 + 56 + 96 + 12 + 16);
    expect(generic.at(-1)).toBe('time16 timestamp with time zone');
  });

  it('give every type its SQL type', async () => {
    const types = ['text', 'boolean', 'integer', 'bigint', 'decimal', 'float', 'date', 'datetime'] as const;
    await change(...types.map((dataType) => add(`A_${dataType}`, { dataType })));
    expect(await columns()).toEqual([
      ...keys,
      'a_text text',
      'a_boolean boolean',
      'a_integer bigint',
      'a_bigint bigint',
      'a_decimal numeric',
      'a_float double precision',
      'a_date date',
      'a_datetime timestamp with time zone',
    ]);
  });

  it('take new names at their end, under a view of somebody else', async () => {
    await change(add('B'));
    await client.unsafe(`create view public.mine as select client_customer_id, b from ${realNames}`);
    await change(add('A'), rename('B', 'B2'), add('Z', { slot: 'FIELD301' }));
    expect(await columns()).toEqual([...keys, 'b numeric', 'b2 numeric', 'a numeric', 'z numeric']);
    expect(await client`select * from public.mine`).toEqual([]);
    expect(await columns('bi.customer_profiles')).toContain('field301 numeric');
  });

  it('are left alone where nothing changed', async () => {
    await change(add('A'));
    const before = await identity();
    await refreshViews(client);
    expect(await identity()).toEqual(before);
  });

  it('follow dates that change without any new column', async () => {
    await change(add('A'));
    await client`insert into facet.profile_days (profile_date, load_id, rows, complete) values ('2026-03-31', 0, 1, true)`;
    await client`select facet.ensure_partitions('customer_profiles', '2026-03-31', '2026-03-31')`;
    await client`insert into facet.customer_profiles (customer_id, profile_date, load_id, field1) values ('c', '2026-03-31', 0, 7)`;
    const read = () => client.unsafe(`select a from ${realNames}`);
    expect(await read()).toEqual([{ a: '7' }]);
    await change(retire('A', '2026-03-31'));
    expect(await read()).toEqual([{ a: null }]);
  });

  it('lose a former name when it is retired, and follow a change of case', async () => {
    await change(add('A'), rename('A', 'B'), add('C'));
    expect(await columns()).toEqual([...keys, 'b numeric', 'a numeric', 'c numeric']);
    await change(retire('a'));
    expect(await columns()).toEqual([...keys, 'b numeric', 'c numeric']);
    await change(rename('B', 'b'), rename('b', 'B_2'), rename('B_2', 'b'));
    expect(await columns()).toEqual([...keys, 'b numeric', 'c numeric', 'b_2 numeric']);
  });

  it('give a name that went a new type', async () => {
    await change(add('A'), rename('A', 'B'));
    await change(retire('A'), add('A', { dataType: 'text' }));
    expect(await columns()).toEqual([...keys, 'b numeric', 'a text']);
  });

  it('can be read with names that PostgreSQL uses itself', async () => {
    await change(...['SELECT', 'xmin', 'Ctid', 'Order', 'tableoid', 'USER'].map((name) => add(name)));
    expect(await client.unsafe(`select "select", xmin, ctid, "order", tableoid, "user" from ${realNames}`)).toEqual([]);
  });

  it('are many columns wide', async () => {
    const wide = Array.from({ length: 450 }, (_, index) => `WIDE_${index}`);
    await client`
      insert into facet.customer_profile_fields (slot, alias, data_type, description)
      select 'FIELD' || n, name, 'decimal', '' from unnest(${wide}::text[]) with ordinality as names (name, n) where n <= 300
      union all
      select 'STR' || n - 300, name, 'text', '' from unnest(${wide}::text[]) with ordinality as names (name, n)
      where n > 300 and n <= 420`;
    await change();
    expect(await columns()).toHaveLength(2 + 420);
    await change(rename('WIDE_0', 'NARROW'));
    expect(await columns()).toHaveLength(2 + 421);
  });
});

describe('the comments of the columns', () => {
  const comments = async (view = realNames) => {
    const rows = await client<{ name: string; comment: string }[]>`
      select attname as name, col_description(attrelid, attnum) as comment from pg_attribute
      where attrelid = ${view}::regclass and attnum > 0 and col_description(attrelid, attnum) is not null order by attnum`;
    return rows.map(({ name, comment }) => [name, comment]);
  };

  it('say what the catalogue says, in the views with real names', async () => {
    await change(
      add('SALES', { description: `Net sales, "it's" \\ 5 %.`, unit: 'EUR', from: '2026-03-01' }),
      rename('SALES', 'NET_SALES'),
      add('TOWN', { dataType: 'text', description: 'Where the customer lives.' }),
    );
    const expected = [
      ['town', 'Where the customer lives. (text; on all days)'],
      ['net_sales', `Net sales, "it's" \\ 5 %. (decimal, EUR; from 2026-03-01)`],
      ['sales', `Net sales, "it's" \\ 5 %. (decimal, EUR; from 2026-03-01; former name of NET_SALES)`],
    ];
    expect(await comments()).toEqual(expected);
    expect(await comments('bi.vw_customer_profiles_latest')).toEqual(expected);
    expect(await comments('bi.customer_profiles')).toEqual([]);
  });

  it('follow the catalogue where no column changes, and have a line for each meaning of a name', async () => {
    await change(add('TOWN', { dataType: 'text', description: 'Home.' }));
    const before = await identity();
    await change(retire('TOWN', '2026-03-01'));
    expect(await comments()).toEqual([['town', 'Home. (text; until 2026-03-01)']]);
    await client`update facet.customer_profile_fields set description = 'Home town.', unit = 'name'`;
    await client.unsafe(`comment on column ${realNames}.town is 'somebody else''s'`);
    await refreshViews(client);
    expect(await comments()).toEqual([['town', 'Home town. (text, name; until 2026-03-01)']]);
    await change(add('TOWN', { dataType: 'text', description: 'Shop.', from: '2026-04-01' }));
    expect(await comments()).toEqual([
      ['town', 'Home town. (text, name; until 2026-03-01)\nShop. (text; from 2026-04-01)'],
    ]);
    expect((await identity()).map(({ oid }) => oid as number)).toEqual(before.map(({ oid }) => oid as number));
  });

  it('are not written again where they are current', async () => {
    await change(add('A'));
    const written = () => client`select xmin, description from pg_description where objoid = ${realNames}::regclass`;
    const before = await written();
    await refreshViews(client);
    expect(await written()).toEqual(before);
  });
});

describe('a view that is made anew', () => {
  const grants = () => client`
    select pg_get_userbyid(g.grantee) as who, g.privilege_type as may, g.is_grantable as passes from pg_class,
      aclexplode(relacl) g where oid = ${realNames}::regclass and g.grantee <> relowner order by 1, 2`;

  it('keeps the grants and comments that others gave it', async () => {
    await change(add('A'), rename('A', 'B'), add('C'));
    // Roles belong to the whole server: those that every server has disturb no other test.
    await client.unsafe(`
      grant select on ${realNames} to pg_monitor with grant option;
      grant select on ${realNames} to public;
      grant select (b, a) on ${realNames} to pg_read_all_settings;
      comment on view ${realNames} is 'it''s ours';
      comment on column ${realNames}.profile_date is 'a word';
      comment on column ${realNames}.a is 'goes'`);
    const before = await grants();
    expect(before.map(({ who }) => who as string)).toEqual(['pg_monitor', 'unknown (OID=0)']);
    await change(retire('A'));
    expect(await grants()).toEqual(before);
    const [facts] = await client`
      select obj_description(${realNames}::regclass) as view,
        (select array_agg(attname || ': ' || col_description(attrelid, attnum) order by attnum) from pg_attribute
         where attrelid = ${realNames}::regclass and col_description(attrelid, attnum) is not null) as columns,
        (select array_agg(attname::text) from pg_attribute
         where attrelid = ${realNames}::regclass and attacl::text like '%pg_read_all_settings=r/%') as granted`;
    expect(facts).toEqual({
      view: "it's ours",
      columns: ['profile_date: a word', 'b: A value. (decimal; on all days)', 'c: A value. (decimal; on all days)'],
      granted: ['b'],
    });
  });

  it('is refused in a sentence that names the view that depends on it, and mended once that is gone', async () => {
    await change(add('A'), rename('A', 'B'));
    await client.unsafe(`create view public.mine as select a from ${realNames}`);
    await expect(change(retire('A'))).rejects.toMatchObject({
      name: 'UserError',
      code: 'VIEW_IN_USE',
      message:
        'The views in schema bi cannot follow the catalogue: a column goes or changes its type, so a view must be made ' +
        `anew, but view mine depends on view ${realNames}. Drop that, run "facet bi --refresh", then make it again.`,
    });
    expect(await columns()).toEqual([...keys, 'b numeric', 'a numeric']);
    await client`drop view public.mine`;
    await refreshViews(client);
    expect(await columns()).toEqual([...keys, 'b numeric']);
  });
});

describe('readers', () => {
  /** Reads a view in a transaction that stays open until `end`. */
  async function holdOpen(view: string) {
    const reader = openClient(database.target, { max: 1 });
    let end = (): void => {};
    const held = new Promise<void>((resolve) => (end = resolve));
    let opened = (): void => {};
    const isOpen = new Promise<void>((resolve) => (opened = resolve));
    const done = reader.begin(async (transaction) => {
      await transaction.unsafe(`select * from ${view}`);
      opened();
      await held;
    });
    await isOpen;
    return async () => {
      end();
      await done;
      await reader.end();
    };
  }

  it.each([
    ['appended to', [add('C')]],
    ['made anew', [retire('A')]],
  ])('are waited for when a view is %s, and later ones hardly wait', async (_, changes) => {
    await change(add('A'), rename('A', 'B'));
    const end = await holdOpen(realNames);
    const changed = change(...changes);
    for (let reads = 0; reads < 10; reads++)
      await client.begin(async (transaction) => {
        await transaction`set local statement_timeout = '1s'`;
        await transaction.unsafe(`select * from ${realNames}`);
        await transaction`select pg_sleep(0.05)`;
      });
    await end();
    await changed;
    expect(await columns()).toHaveLength(changes[0]?.kind === 'add' ? 5 : 3);
  });

  it('do not hinder a refresh that changes nothing', async () => {
    await change(add('A'));
    const end = await holdOpen(realNames);
    await refreshViews(client);
    await end();
  });

  it('see every change of several refreshes at once', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `N_${index}`);
    await Promise.all(names.map((name) => change(add(name))));
    expect(await columns()).toHaveLength(2 + 8);
  });
});
