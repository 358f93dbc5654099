import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { enrich, resultRows, type EnrichKeys } from '../../support/enrich.js';

const asOf = '2026-03-31';
const uuids = ['0b9f7c2e-5d7a-4f0e-9a3e-1c2d3e4f5a6b', '0b9f7c2e-5d7a-4f0e-9a3e-1c2d3e4f5a6c'];

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneWithSlots();
});
afterAll(() => database.drop());

/** The state of a table: its columns and rows. */
const stateOf = async (table: string): Promise<unknown> =>
  database.client.unsafe(`
    select (select string_agg(attname || ' ' || atttypid::regtype || attnotnull, ',' order by attnum) from pg_attribute
        where attrelid = '${table}'::regclass and attnum > 0) as columns,
      md5(string_agg(r::text, '|' order by r::text)) as rows
    from ${table} as r`);

const keys: EnrichKeys = {
  user_master_table: 'public.people',
  user_master_join_key: 'person',
  activity_table: 'public.hits',
  activity_table_join_key: 'visitor',
  session_key: 'visitor',
  enriched_user_master_table: 'public.scores',
  td_intent_key: 'at',
  utm_source_column: 'page',
};
const columns = ['activity_count', 'td_total_activity_percentile', 'last_seen'];
const scores = () => resultRows(database, columns, { table: 'public.scores', key: 'person' });

async function createTables(master: string, activity: string, time: string): Promise<void> {
  await database.client`drop table if exists public.people, public.hits cascade`;
  await database.client.unsafe(`
    create table public.people (note text, person ${master});
    create table public.hits (at ${time}, page text, visitor ${activity})`);
}

const insert = (table: string, rows: readonly (readonly (string | number | null)[])[]) =>
  database.client.unsafe(
    rows
      .map(
        (row) => `insert into ${table} values (${row.map((value) => (value === null ? 'null' : `'${value}'`)).join()})`,
      )
      .join(';'),
  );

describe('keys', () => {
  it.each([
    ['text', 'text', ['a', 'b'], ['a', 'b']],
    ['text', 'integer', ['1', '20'], [1, 20]],
    ['integer', 'text', [1, 20], ['1', ' 20 ']],
    ['bigint', 'integer', [1, 20], [1, 20]],
    ['smallint', 'bigint', [1, 20], [1, 20]],
    ['bigint', 'numeric', [1, '9007199254740993'], ['1.0', '9007199254740993.00']],
    ['uuid', 'uuid', uuids, uuids],
    ['uuid', 'text', uuids, uuids.map((uuid) => uuid.toUpperCase())],
    ['varchar(40)', 'uuid', uuids.map((uuid) => uuid.toUpperCase()), uuids],
    ['varchar(10)', 'char(10)', ['a', 'b'], ['a', 'b']],
    ['char(5)', 'bigint', ['1', '20'], [1, 20]],
  ] as const)('of %s find those of %s under another name', async (master, activity, people, visitors) => {
    await createTables(master, activity, 'timestamptz');
    await insert(
      'public.people',
      people.map((person) => ['x', person]),
    );
    await insert(
      'public.hits',
      [0, 1, 1].map((index) => ['2026-03-01 10:00+00', null, visitors[index] ?? null]),
    );
    const before = await stateOf('public.people');
    await enrich(database, { asOf, rebuild: true, keys: { ...keys, only: columns } });
    expect([...(await scores()).values()].map((row) => row['activity_count'])).toEqual([1, 2]);
    expect(await stateOf('public.people')).toEqual(before);
    const [type] = await database.client`
      select a.atttypid = b.atttypid as same from pg_attribute a, pg_attribute b
      where a.attrelid = 'public.scores'::regclass and b.attrelid = 'public.people'::regclass
        and a.attname = 'person' and b.attname = 'person'`;
    expect(type).toEqual({ same: true });
  });
});

describe('times', () => {
  /** 23:30 on 31 March in New York is 03:30 UTC on 1 April; half an hour later it is April there. */
  const [within, after] = [Date.parse('2026-04-01T03:30:00Z'), Date.parse('2026-04-01T04:00:00Z')];
  it.each([
    ['timestamptz', '2026-04-01 03:30+00', '2026-04-01 04:00+00', within],
    ['timestamp', '2026-03-31 23:30', '2026-04-01 00:00', within],
    ['date', '2026-03-31', '2026-04-01', Date.parse('2026-03-31T04:00:00Z')],
    ['integer', within / 1000, after / 1000, within],
    ['bigint', within / 1000, after / 1000, within],
    ['bigint', within, after, within],
    ['numeric', `${within / 1000}.25`, after / 1000, within + 250],
    ['double precision', within + 0.5, after, within],
  ])('as %s %s', async (type, inside, outside, instant) => {
    await createTables('text', 'text', type);
    await insert('public.people', [['x', 'a']]);
    await insert('public.hits', [
      [inside, null, 'a'],
      [outside, null, 'a'],
      [null, null, 'a'],
    ]);
    const report = await enrich(database, {
      asOf,
      rebuild: true,
      timeZone: 'America/New_York',
      now: '2026-04-02T12:00:00Z',
      keys: { ...keys, only: columns },
    });
    expect(report.left).toMatchObject({ future: 1, withoutTime: 1 });
    const row = (await scores()).get('a');
    expect(row).toMatchObject({ activity_count: 1 });
    expect(Date.parse(String(row?.['last_seen']))).toBe(instant);
  });
});

describe('numbers that are no time', () => {
  it.each([
    ['bigint', '1775014200000000000'],
    ['double precision', 'NaN'],
    ['numeric', '-1e30'],
  ])('are counted as such: %s %s', async (type, bad) => {
    await createTables('text', 'text', type);
    await insert('public.people', [['x', 'a']]);
    await insert('public.hits', [
      [bad, null, 'a'],
      [1_772_000_000, null, 'a'],
    ]);
    const report = await enrich(database, { asOf, rebuild: true, keys: { ...keys, only: columns } });
    expect(report.left).toMatchObject({ future: 0, withoutTime: 1 });
    expect((await scores()).get('a')).toMatchObject({ activity_count: 1 });
  });
});

describe('the result table', () => {
  const only = { ...keys, only: columns };

  it('keeps grants and a view of somebody, also when keys become ambiguous', async () => {
    await createTables('text', 'text', 'timestamptz');
    await insert('public.people', [
      ['x', 'a'],
      ['y', 'b'],
    ]);
    await insert('public.hits', [['2026-03-01 10:00+00', null, 'a']]);
    await enrich(database, { asOf, rebuild: true, keys: only });
    const role = `reader_${process.pid}`;
    try {
      await database.client.unsafe(
        `create role ${role}; grant select on public.scores to ${role} with grant option; grant update (note) on public.scores to ${role}`,
      );
      await enrich(database, { asOf, rebuild: true, keys: only });
      const rights = async () => database.client`
        select has_table_privilege(${role}, 'public.scores', 'select with grant option') as may_read,
          has_column_privilege(${role}, 'public.scores', 'note', 'update') as may_note,
          has_table_privilege(${role}, 'public.scores', 'update') as may_write`;
      expect(await rights()).toEqual([{ may_read: true, may_note: true, may_write: false }]);

      await database.client`create view public.active as select person, activity_count from public.scores where activity_count > 0`;
      await insert('public.hits', [['2026-03-02 10:00+00', null, 'b']]);
      // Duplicate and missing keys: every row of the master stays, each key counts once.
      await insert('public.people', [
        ['again', 'b'],
        ['none', null],
        ['blank', ''],
      ]);
      const before = await stateOf('public.people');
      const report = await enrich(database, { asOf, rebuild: true, keys: only });
      expect(report).toMatchObject({ customers: 5, active: 2 });
      expect(await database.client`select person, activity_count::int as n from public.active order by 1`).toEqual([
        { person: 'a', n: 1 },
        { person: 'b', n: 1 },
        { person: 'b', n: 1 },
      ]);
      expect(
        await database.client`select note, activity_count::int as n, td_total_activity_percentile::float8 as p from public.scores order by 1`,
      ).toEqual([
        { note: 'again', n: 1, p: 0 },
        { note: 'blank', n: 0, p: null },
        { note: 'none', n: 0, p: null },
        { note: 'x', n: 1, p: 0 },
        { note: 'y', n: 1, p: 0 },
      ]);
      expect(await rights()).toEqual([{ may_read: true, may_note: true, may_write: false }]);
      expect(await stateOf('public.people')).toEqual(before);
      // Other columns than the view was made for.
      await expect(enrich(database, { asOf, keys: { ...only, only: ['page_views'] } })).rejects.toThrow(
        'public.scores gets other columns, and active depends on it',
      );
    } finally {
      await database.client.unsafe(`drop owned by ${role}; drop role ${role}`);
    }
  });
});
