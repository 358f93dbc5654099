import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { grantStatements, readBiRole, roleStatements, type BiRole } from '../../src/bi/biRole.js';
import { commentColumns } from '../../src/bi/commentColumns.js';
import { readColumns, replaceView, type WantedView } from '../../src/bi/replaceView.js';
import { transact } from '../../src/db/transact.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const view = 'public.shown';
const column = (name: string, expression = `"${name}"`, type = 'text', comment?: string) => ({
  name,
  type,
  expression,
  ...(comment !== undefined && { comment }),
});
const replace = (wanted: Partial<WantedView>) =>
  transact(database.client, (client) =>
    replaceView(client, view, { columns: [], from: 'facet.customer_profiles', ...wanted }),
  );

/** What PostgreSQL knows of the view: it changes with every statement that touches it. */
const written = async () => {
  const [row] = await database.client<{ oid: string; at: string; query: string }[]>`
    select c.oid::text, c.xmin::text || '/' || r.xmin::text as at, pg_get_viewdef(c.oid) as query
    from pg_class c join pg_rewrite r on r.ev_class = c.oid where c.oid = to_regclass(${view})`;
  return row;
};
const comments = async () => {
  const rows = await database.client<{ name: string; comment: string }[]>`
    select attname as name, col_description(attrelid, attnum) as comment from pg_attribute
    where attrelid = to_regclass(${view}) and attnum > 0 and col_description(attrelid, attnum) is not null order by attnum`;
  return Object.fromEntries(rows.map(({ name, comment }) => [name, comment]));
};
const shown = async () => (await readColumns(database.client, view)).map(({ name, type }) => `${name} ${type}`);

// One story in order.
describe('a view', () => {
  it('has no columns before it is there', async () => {
    expect(await shown()).toEqual([]);
  });

  it('is made with its columns, their comments and its days', async () => {
    await replace({
      columns: [column('id', 'customer_id'), column('str1', '"str1"', 'text', `It's "one".`)],
      from: `facet.customer_profiles where profile_date = '2026-03-01'`,
    });
    expect([await shown(), await comments()]).toEqual([['id text', 'str1 text'], { str1: `It's "one".` }]);
    expect((await written())?.query).toMatch(/WHERE \(?(customer_profiles\.)?profile_date = '2026-03-01'::date\)?/);
  });

  const first = [column('id', 'customer_id'), column('str1', '"str1"', 'text', 'One.')];

  it('is left alone where it is what is wanted, also in another order', async () => {
    await replace({ columns: first });
    const before = await written();
    await replace({ columns: first });
    await replace({ columns: first.toReversed() });
    expect(await written()).toEqual(before);
  });

  it('takes another comment without being written', async () => {
    const before = await written();
    await replace({
      columns: [column('id', 'customer_id', 'text', 'Who.'), column('str1', '"str1"', 'text', 'The first.')],
    });
    expect([await written(), await comments()]).toEqual([before, { id: 'Who.', str1: 'The first.' }]);
  });

  it('takes new columns at its end, and other days, with what depends on it', async () => {
    await database.client`create view public.depending as select id, str1 from public.shown`;
    const before = await written();
    await replace({
      columns: [column('date1', '"date1"', 'date'), ...first],
      from: `facet.customer_profiles where profile_date > '2026-03-01'`,
    });
    expect(await shown()).toEqual(['id text', 'str1 text', 'date1 date']);
    expect((await written())?.oid).toBe(before?.oid);
    await database.client`drop view public.depending`;
  });

  it('is made anew where a column goes, and keeps its grants and what others say of it', async () => {
    const { client } = database;
    await client.unsafe(`
      grant select on ${view} to public; grant select (str1) on ${view} to pg_monitor with grant option;
      comment on view ${view} is 'Of the ''team''.'; comment on column ${view}.date1 is 'Gone soon.'`);
    const before = await written();
    await replace({ columns: [column('id', 'customer_id'), column('str1')] });
    expect((await written())?.oid).not.toBe(before?.oid);
    const [kept] = await client`
      select obj_description(to_regclass(${view})) as comment, has_table_privilege('pg_monitor', ${view}, 'select') as "all",
        has_column_privilege('pg_monitor', ${view}, 'str1', 'select with grant option') as "column"`;
    expect(kept).toEqual({ comment: "Of the 'team'.", all: true, column: true });
    expect([await shown(), await comments()]).toEqual([['id text', 'str1 text'], { id: 'Who.', str1: 'One.' }]);
  });

  it('is made anew where a column changes its type', async () => {
    await replace({ columns: [column('id', 'customer_id'), column('str1', '"field1"', 'numeric')] });
    expect(await shown()).toEqual(['id text', 'str1 numeric']);
  });

  it('stays as it was where something depends on a column that goes', async () => {
    await database.client`create view public.depending as select str1 from public.shown`;
    const before = await written();
    await expect(replace({ columns: [column('id', 'customer_id')] })).rejects.toMatchObject({ code: '2BP01' });
    expect(await written()).toEqual(before);
  });
});

it('comments are given to columns that are there, and to no other', async () => {
  const { client } = database;
  await client`create view public.small as select 1 as "A b", 2 as c`;
  await commentColumns(client, 'public.small', [
    column('A b', '', 'text', 'x'),
    column('none', '', 'text', 'y'),
    column('c'),
  ]);
  const rows = await client`
    select attname as name, col_description(attrelid, attnum) as comment from pg_attribute
    where attrelid = 'public.small'::regclass order by attnum`;
  expect([...rows]).toEqual([
    { name: 'A b', comment: 'x' },
    { name: 'c', comment: null },
  ]);
});

describe('the role of BI tools', () => {
  const role = (more: Partial<BiRole> = {}): BiRole => ({
    name: 'facet_bi_d',
    quoted: 'facet_bi_d',
    exists: false,
    reads: false,
    database: 'd',
    schema: 'bi',
    quotedSchema: 'bi',
    elsewhere: [],
    ...more,
  });

  it('is named after its database, and is not there before it is made', async () => {
    const [{ name } = { name: '' }] = await database.client<{ name: string }[]>`select current_database() as name`;
    expect(await readBiRole(database.client)).toEqual(
      role({ name: `facet_bi_${name}`, quoted: `facet_bi_${name}`, database: name }),
    );
  });

  it.each([
    [false, 'create role facet_bi_d login'],
    [true, 'alter role facet_bi_d login'],
  ])('that is there (%s) gets a password, and settings that keep it from harm', (exists, beginning) => {
    const [first, ...settings] = roleStatements(role({ exists }), 'secret');
    expect(first).toBe(`${beginning} password 'secret' connection limit 20`);
    expect(settings.every((statement) => statement.startsWith('alter role facet_bi_d set '))).toBe(true);
    expect(settings.join('\n')).toMatch(/default_transaction_read_only = on/);
  });

  it('reads the schema of its own database, whatever its name is', () => {
    expect(grantStatements(role({ quoted: '"facet_bi_a""b"', database: 'a"b' }))).toEqual([
      'grant connect on database "a""b" to "facet_bi_a""b"',
      'grant usage on schema bi to "facet_bi_a""b"',
    ]);
  });
});
