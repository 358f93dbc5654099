import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readConfig } from '../../../src/config.js';
import { openClient } from '../../../src/db/client.js';
import type { EnrichReport } from '../../../src/enrichment/enrichReport.js';
import { addCustomers } from '../../support/sample.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { createOwnTables, enrich, resultRows, type EnrichKeys, type ResultRow } from '../../support/enrich.js';
import { makeTestFolder, removeTestFolder } from '../../support/testFolder.js';

interface Event {
  readonly key: string | null;
  readonly time: string;
  readonly url?: string;
  readonly ip?: string;
}

/** A visit: events one minute apart from an instant on. */
const visit = (key: string | null, from: string, events: number, url?: string): Event[] =>
  Array.from({ length: events }, (_, minute) => ({
    key,
    time: new Date(Date.parse(from) + minute * 60_000).toISOString(),
    ...(url !== undefined && { url }),
  }));

/** Visits on days of March 2026 from a first day on, of so many events each. */
const daily = (key: string, first: number, ...events: number[]): Event[] =>
  events.flatMap((count, index) => visit(key, `2026-03-${String(first + index).padStart(2, '0')}T10:00:00Z`, count));

const tagged = 'https://shop.example/?utm_source=g&utm_medium=cpc&utm_campaign=a';

/** Six customers, the newest event of `a` last; 1.9 events per visit of `d`, 2 of `b` and `e`, 6 of `f`. */
const events: readonly Event[] = [
  ...daily('f', 1, 6, 6, 6, 6, 4),
  ...visit('f', '2026-03-05T10:04:00Z', 2, tagged),
  ...daily('e', 2, ...Array.from({ length: 10 }, () => 2)),
  ...daily('d', 3, 1, ...Array.from({ length: 9 }, () => 2)),
  ...daily('c', 13, 1, 1),
  ...daily('b', 15, 1),
  ...visit('b', '2026-03-15T10:01:00Z', 1, tagged),
  ...daily('a', 16, 1),
  // Whoever these are, they are nobody of the master.
  ...visit(null, '2026-03-20T10:00:00Z', 50, tagged),
  ...visit('stranger', '2026-03-20T10:00:00Z', 40, tagged),
  // After the day.
  ...visit('f', '2026-04-01T00:00:00Z', 3, tagged),
  ...visit('a', '2099-01-01T00:00:00Z', 1),
];

const ranks = ['td_total_activity', 'td_engagement', 'td_ad_exposure', 'td_intent'];
const percentiles = ranks.map((name) => `${name}_percentile`);
const quintiles = ranks.map((name) => `${name}_quintile`);
const trend = ['td_avg_visit_monthly_trend', 'td_avg_visit_monthly_trend_direction'];
const asOf = '2026-03-31';

let database: TestDatabase;
let report: EnrichReport;
let rows: ReadonlyMap<string, ResultRow>;

const digest = async (table = 'public.enriched'): Promise<unknown> => {
  const [found] = await database.client.unsafe(
    `select md5(string_agg(r::text, '|' order by r::text)) as md5 from ${table} r`,
  );
  return found?.['md5'];
};
const pick = (column: string): Record<string, unknown> =>
  Object.fromEntries([...rows].filter(([key]) => key !== 'null').map(([key, row]) => [key, row[column]]));

beforeAll(async () => {
  database = await cloneWithSlots();
  await createOwnTables(database, events, ['idle']);
  await database.client`delete from public.master where td_client_id = 'stranger'`;
  await database.client`insert into public.master values ('b'), ('b'), (null)`;
  report = await enrich(database, { asOf });
  rows = await resultRows(database, [
    ...percentiles,
    ...quintiles,
    ...trend,
    'activity_count',
    'pages_per_session',
    'ad_landings',
  ]);
});
afterAll(() => database.drop());

describe('the seventeen faults of the original workflow', () => {
  it('fault 1: percentiles are 0 to 100 and the best has 100; the fifths have a column of their own', () => {
    expect(pick('td_total_activity_percentile')).toEqual({ a: 0, b: 20, c: 20, d: 60, e: 80, f: 100, idle: null });
    expect(pick('td_total_activity_quintile')).toEqual({ a: 1, b: 1, c: 1, d: 3, e: 4, f: 5, idle: null });
  });

  it('fault 2: the lowest have values; null is no activity, and activity_count tells it', () => {
    for (const [key, row] of rows) {
      const expected = key === 'idle' || key === 'null' ? 0 : 8;
      expect([...percentiles, ...quintiles].filter((column) => row[column] !== null)).toHaveLength(expected);
    }
    expect(pick('activity_count')).toMatchObject({ a: 1, idle: 0 });
  });

  it('fault 3: equals share a value, and the order of the rows changes nothing', async () => {
    expect(pick('td_total_activity_percentile')).toMatchObject({ b: 20, c: 20 });
    const before = await digest();
    await database.client`
      with removed as (delete from public.pageviews returning *)
      insert into public.pageviews select * from removed order by md5(time::text || 'x')`;
    await enrich(database, { asOf, rebuild: true });
    expect(await digest()).toBe(before);
  });

  it('fault 4: who is not in the master is not ranked, and all four attributes rank the same customers', () => {
    // Six customers: steps of 20. The 50 events without a key and the 40 of the stranger push nobody down.
    expect(percentiles.map((column) => pick(column)['f'])).toEqual([100, 100, 100, 0]);
    expect(percentiles.map((column) => pick(column)['a'])).toEqual([0, 0, 0, 100]);
    for (const column of percentiles)
      expect(Object.keys(pick(column)).filter((key) => pick(column)[key] !== null)).toEqual([
        'a',
        'b',
        'c',
        'd',
        'e',
        'f',
      ]);
    expect(report.left).toMatchObject({ withoutKey: 50, unknownCustomer: 40, anonymous: 0 });
  });

  it('fault 5: a key that is thrice in the master counts once', async () => {
    expect(pick('activity_count')).toMatchObject({ b: 2 });
    const [found] = await database.client`
      select count(*)::int as rows, count(distinct td_total_activity_percentile)::int as values
      from public.enriched where td_client_id = 'b'`;
    expect(found).toEqual({ rows: 3, values: 1 });
    expect(report.warnings.join()).toContain('3 rows of the master have no key or one that another row has too');
  });

  it('fault 6: the usual order of parameters counts; ad exposure ranks everybody who is active', () => {
    expect(pick('ad_landings')).toEqual({ a: 0, b: 1, c: 0, d: 0, e: 0, f: 2, idle: 0 });
    // The four without a landing share the lowest rank, none of them is in a high fifth by chance.
    expect(pick('td_ad_exposure_percentile')).toEqual({ a: 0, b: 80, c: 0, d: 0, e: 0, f: 100, idle: null });
    expect(pick('td_ad_exposure_quintile')).toEqual({ a: 1, b: 4, c: 1, d: 1, e: 1, f: 5, idle: null });
  });

  it('fault 7: 1.9 pages per visit are more than 1 and less than 2', () => {
    expect(pick('pages_per_session')).toEqual({ a: 1, b: 2, c: 1, d: 1.9, e: 2, f: 6, idle: null });
    expect(pick('td_engagement_percentile')).toEqual({ a: 0, b: 60, c: 0, d: 40, e: 60, f: 100, idle: null });
  });

  it('fault 8: another address does not end a visit unless session_key_ip is set', async () => {
    await database.client`create table public.moves (td_client_id text, td_url text, td_ip text, time timestamptz)`;
    await database.client`
      insert into public.moves values ('mover', null, '10.0.0.1', '2026-03-01 10:00+00'),
        ('mover', null, '10.9.9.9', '2026-03-01 10:01+00'), ('mover', null, null, '2026-03-01 10:02+00')`;
    await database.client`create table public.movers as select 'mover' as td_client_id`;
    const columns = ['total_sessions_till_date', 'activity_count'];
    const keys = {
      user_master_table: 'public.movers',
      activity_table: 'public.moves',
      enriched_user_master_table: 'public.moved',
      only: columns,
    };
    await enrich(database, { asOf, keys });
    expect(await resultRows(database, columns, { table: 'public.moved' })).toEqual(
      new Map([['mover', { total_sessions_till_date: 1, activity_count: 3 }]]),
    );
    await enrich(database, { asOf, keys: { ...keys, session_key_ip: 'td_ip' } });
    expect(await resultRows(database, columns, { table: 'public.moved' })).toEqual(
      new Map([['mover', { total_sessions_till_date: 3, activity_count: 3 }]]),
    );
  });

  it('fault 9: the trend reads each event once, compares whole months, and has a word for each case', async () => {
    await database.client`create table public.trends (td_client_id text, td_url text, time timestamptz)`;
    // A robot of 60,000 events: joined with themselves they would be 3,600,000,000 rows.
    await database.client`
      insert into public.trends
      select 'robot', null, timestamptz '2026-04-15 00:00+00' + n * interval '1 minute' / 2
      from generate_series(0, 59999) as n
      union all select key, null, time::timestamptz from (values
        ('lapsed', '2026-01-10 10:00+00'), ('lapsed', '2026-02-10 10:00+00'), ('lapsed', '2026-02-11 10:00+00'),
        ('single', '2026-06-10 10:00+00'), ('gone', '2025-07-01 10:00+00')) as v (key, time)`;
    await database.client`create table public.trended as select distinct td_client_id from public.trends`;
    const keys = {
      user_master_table: 'public.trended',
      activity_table: 'public.trends',
      enriched_user_master_table: 'public.trend_results',
      trend_unit: 'rows',
      only: [...trend, 'activity_count'],
    };
    await enrich(database, { asOf: '2026-06-14', keys });
    expect(Object.fromEntries(await resultRows(database, trend, { table: 'public.trend_results' }))).toEqual({
      // 16 days of April with 2,880 events each, then the 13,920 that are left: 60,000 − 46,080.
      robot: { [trend[0] ?? '']: expect.closeTo(13_920 / 46_080, 10), [trend[1] ?? '']: 'DOWN' },
      lapsed: { [trend[0] ?? '']: 0, [trend[1] ?? '']: 'DOWN' },
      single: { [trend[0] ?? '']: null, [trend[1] ?? '']: 'NEW' },
      gone: { [trend[0] ?? '']: null, [trend[1] ?? '']: 'INACTIVE' },
    });
  });

  it('fault 10: the last days of a year belong to its December', async () => {
    await database.client`create table public.years (td_client_id text, td_url text, time timestamptz)`;
    // 27 to 31 December 2026 are of the first week of 2027.
    await database.client`
      insert into public.years select 'x', null, day from unnest('{2026-11-10 10:00+00, 2026-11-11 10:00+00}'::timestamptz[]) as day
      union all select 'x', null, day from generate_series(timestamptz '2026-12-27 10:00+00', '2026-12-31 23:00+00', '1 day') as day
      union all select 'x', null, '2027-01-05 10:00+00'`;
    await database.client`create table public.year_master as select 'x' as td_client_id`;
    const keys = {
      user_master_table: 'public.year_master',
      activity_table: 'public.years',
      enriched_user_master_table: 'public.year_results',
      only: [...trend, 'activity_count'],
    };
    await enrich(database, { asOf: '2027-01-31', keys });
    // January 1 to the mean of November 2 and December 5.
    expect((await resultRows(database, trend, { table: 'public.year_results' })).get('x')).toEqual({
      [trend[0] ?? '']: expect.closeTo(1 / 3.5, 10),
      [trend[1] ?? '']: 'DOWN',
    });
  });

  it('fault 11: days are those of the configured zone, and the column of the time has any name', async () => {
    await database.client`create table public.clicks (visitor text, page text, "Seen at" timestamptz)`;
    await database.client`
      insert into public.clicks values ('x', null, '2026-03-30 14:59:59+00'), ('x', null, '2026-03-30 15:00+00'),
        ('x', null, '2026-03-31 15:00+00')`;
    await database.client`create table public.people as select 'x' as id`;
    const columns = ['active_days', 'activity_count', 'days_since_last_seen'];
    const keys = {
      user_master_table: 'public.people',
      user_master_join_key: 'id',
      activity_table: 'public.clicks',
      activity_table_join_key: 'visitor',
      session_key: 'visitor',
      td_intent_key: 'Seen at',
      utm_source_column: 'page',
      enriched_user_master_table: 'public.days',
      only: columns,
    };
    // Midnight of Tokyo is 15:00 UTC.
    await enrich(database, { asOf, keys, timeZone: 'Asia/Tokyo' });
    expect((await resultRows(database, columns, { table: 'public.days', key: 'id' })).get('x')).toEqual({
      active_days: 2,
      activity_count: 2,
      days_since_last_seen: 0,
    });
  });

  it('fault 12: what lies after the day counts nowhere, and is reported', async () => {
    expect(report.left).toMatchObject({ future: 4 });
    expect(pick('activity_count')).toMatchObject({ a: 1, f: 30 });
    // The newest event of f lies in April: it would be the most recent of the six.
    expect(pick('td_intent_percentile')).toMatchObject({ a: 100, f: 0 });
    await database.client`
      create table public.plans as select * from (values
        ('a', null, timestamptz '2026-03-01 10:00+00', timestamptz '2026-03-01 10:00+00'),
        ('a', null, '2026-03-01 10:01+00', '2099-01-01 00:00+00'),
        ('b', null, '2026-03-01 10:00+00', '2026-03-01 10:05+00')) as v (td_client_id, td_url, time, planned_for)`;
    const keys = {
      activity_table: 'public.plans',
      enriched_user_master_table: 'public.planned',
      td_intent_key: 'planned_for',
    };
    const columns = ['td_intent_percentile', 'last_intent_time', 'activity_count'];
    await enrich(database, { asOf, keys: { ...keys, time_column: 'time', only: columns } });
    const found = await resultRows(database, columns, { table: 'public.planned' });
    expect(found.get('a')).toMatchObject({ td_intent_percentile: 0, activity_count: 2 });
    expect(Date.parse(String(found.get('a')?.['last_intent_time']))).toBe(Date.parse('2026-03-01T10:00:00Z'));
    expect(found.get('b')).toMatchObject({ td_intent_percentile: 100, activity_count: 1 });
  });

  describe('fault 13', () => {
    // A day is written for customers alone.
    beforeAll(() => addCustomers(database, [{ id: 'a' }]));
    afterAll(() => database.client`delete from facet.customers`);
    const tables = async () =>
      database.client`select relname::text as name from pg_class where relnamespace = 'public'::regnamespace order by 1`;
    const days = async () => database.client`select profile_date::text as day from facet.profile_days order by 1`;
    const slow = async (statement: string): Promise<void> => {
      await database.client.unsafe(
        `create or replace function public.at_the_end() returns trigger language plpgsql as $$ begin ${statement}; return new; end $$`,
      );
      await database.client`create or replace trigger at_the_end before insert on facet.profile_days for each row execute function public.at_the_end()`;
    };

    it('fault 13: a run that fails at its end leaves what was there, and the next one succeeds', async () => {
      const [before, wasThere, written] = [await digest(), await days(), await tables()];
      await slow(`raise exception 'the disk is full'`);
      await expect(enrich(database, { asOf: '2026-04-01' })).rejects.toThrow('the disk is full');
      expect(await digest()).toBe(before);
      expect(await days()).toEqual(wasThere);
      expect(await tables()).toEqual(written);
      const [load] = await database.client`select finished_at from facet.loads order by load_id desc limit 1`;
      expect(load).toEqual({ finished_at: null });
    });

    it('fault 13: readers see the old results, without waiting, until the new ones are whole', async () => {
      await slow('perform pg_sleep(1)');
      const before = await digest();
      const reader = openClient(database.target, { max: 1 });
      const run = { ended: false };
      const running = enrich(database, { asOf: '2026-04-01' }).finally(() => {
        run.ended = true;
      });
      const seen = new Map<string, number>();
      await reader`set lock_timeout = '800ms'`;
      while (!run.ended) {
        const [found] = await reader`
          select md5(string_agg(r::text, '|' order by r::text)) as digest,
            exists (select from facet.profile_days where profile_date = '2026-04-01') as written
          from public.enriched r`;
        const state = `${String(found?.['digest'])} ${String(found?.['written'])}`;
        seen.set(state, (seen.get(state) ?? 0) + 1);
        await delay(20);
      }
      await running;
      await reader.end();
      await database.client`drop trigger at_the_end on facet.profile_days`;
      const after = await digest();
      expect(after).not.toBe(before);
      expect(
        [...seen.keys()].filter((state) => ![`${String(before)} false`, `${String(after)} true`].includes(state)),
      ).toEqual([]);
      expect(seen.get(`${String(before)} false`)).toBeGreaterThan(3);
      const [load] = await database.client`
        select inputs ->> 'asOf' as day, finished_at is not null as finished, (result ->> 'customers')::int as customers
        from facet.loads order by load_id desc limit 1`;
      expect(load).toEqual({ day: '2026-04-01', finished: true, customers: 10 });
    });
  });

  it('fault 14: what is called intent says that it is recency', async () => {
    expect(pick('td_intent_percentile')).toEqual({ a: 100, b: 80, c: 60, d: 40, e: 20, f: 0, idle: null });
    const [slot] = await database.client`
      select description from facet.customer_profile_fields where alias = 'td_intent_percentile'`;
    expect(slot?.['description']).toContain('how recent the newest event is');
  });

  it('fault 15: ranks are exact, and equal ratios are equal however large their parts', async () => {
    // 101 customers have the whole numbers: in doubles 0.29 · 100 is less than 29. Four events in three visits are as many
    // per visit as 16,000 in 12,000.
    await database.client`create table public.ratios (td_client_id text, td_url text, time timestamptz)`;
    await database.client`
      insert into public.ratios
      select 'n' || n, null, timestamptz '2026-03-01 10:00+00' from generate_series(1, 99) as n, generate_series(1, 4 + n)
      union all select 'small', null, timestamptz '2000-01-01 00:00+00' + visit * interval '1 hour'
      from (values (1), (2), (3), (3)) as v (visit)
      union all select 'large', null, timestamptz '2000-01-01 00:00+00' + least(visit, 12000) * interval '1 hour'
      from generate_series(1, 16000) as visit`;
    await database.client`create table public.rational as select distinct td_client_id from public.ratios`;
    const columns = ['td_total_activity_percentile', 'td_engagement_percentile', 'pages_per_session'];
    const keys = {
      user_master_table: 'public.rational',
      activity_table: 'public.ratios',
      enriched_user_master_table: 'public.exact',
      only: columns,
    };
    await enrich(database, { asOf, keys });
    const found = await resultRows(database, columns, { table: 'public.exact' });
    expect(found.get('small')).toMatchObject({ td_total_activity_percentile: 0, td_engagement_percentile: 0 });
    expect(found.get('large')).toMatchObject({ td_total_activity_percentile: 100, td_engagement_percentile: 0 });
    for (let n = 1; n <= 99; n += 1)
      expect(found.get(`n${n}`)).toMatchObject({
        td_total_activity_percentile: n,
        td_engagement_percentile: n + 1,
        pages_per_session: 4 + n,
      });
  });

  it('fault 16: names and values are names and values, whatever they look like', async () => {
    const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
    const names = {
      master: `my "master"; drop table public.pageviews; --`,
      masterKey: `the key' or '1'='1`,
      activity: `$1 events of o'neil`,
      key: `"; select pg_sleep(9); --`,
      url: 'Page URL, %s {0} ?',
      time: 'When\\happened:time',
      type: `type'`,
      result: `Result "x'; --`,
    };
    const values = [`'; drop table public.pageviews; --`, 'a"b\\c', 'ünï ❤', '$1 %s', '%_'];
    await database.client.unsafe(`
      create table public.${quoted(names.master)} (${quoted(names.masterKey)} text, "select" text);
      create table public.${quoted(names.activity)} (${[names.key, names.url, names.type].map((name) => `${quoted(name)} text`).join()}, ${quoted(names.time)} timestamptz)`);
    for (const [index, value] of values.entries()) {
      await database.client.unsafe(`insert into public.${quoted(names.master)} values ($1, $1)`, [value]);
      for (let event = 0; event <= index; event += 1)
        await database.client.unsafe(
          `insert into public.${quoted(names.activity)} values ($1, $2, $3, '2026-03-01 10:00+00')`,
          [value, `/?utm_source=${value}`, "it's"],
        );
    }
    const keys: EnrichKeys = {
      user_master_table: `public.${quoted(names.master)}`,
      user_master_join_key: names.masterKey,
      activity_table: `public.${quoted(names.activity)}`,
      activity_table_join_key: names.key,
      session_key: names.key,
      session_key_ip: names.type,
      event_type_column: names.type,
      page_view_types: ["it's", `'; drop table public.pageviews; --`],
      td_intent_key: names.time,
      utm_source_column: names.url,
      enriched_user_master_table: `public.${quoted(names.result)}`,
    };
    await enrich(database, { asOf, keys });
    await enrich(database, { asOf, keys });
    const [found] = await database.client.unsafe(`
      select jsonb_object_agg(${quoted(names.masterKey)}, jsonb_build_array("select", activity_count, page_views,
        td_total_activity_percentile)) as rows
      from public.${quoted(names.result)}`);
    expect(found?.['rows']).toEqual(
      Object.fromEntries(values.map((value, index) => [value, [value, index + 1, index + 1, index * 25]])),
    );
    expect(await database.client`select count(*)::int as n from public.pageviews`).toEqual([{ n: events.length }]);
  });

  describe('fault 17: a bad key is named before anything is written', () => {
    const refused: readonly (readonly [keys: EnrichKeys, sentence: string])[] = [
      [{ user_master_table: 'public.mastre' }, 'enrichment.user_master_table: there is no table "public.mastre"'],
      [{ activity_table: 'public.nothing' }, 'enrichment.activity_table: there is no table "public.nothing"'],
      [{ activity_table: 'a.b.c' }, 'enrichment.activity_table: "a.b.c" is not the name of a table'],
      [
        { user_master_join_key: 'td_client' },
        'enrichment.user_master_join_key: public.master has no column "td_client". Did you mean "td_client_id"?',
      ],
      [
        { activity_table_join_key: 'tdclientid' },
        'enrichment.activity_table_join_key: public.pageviews has no column "tdclientid". Did you mean "td_client_id"?',
      ],
      [
        { session_key: 'td_clientid' },
        'enrichment.session_key: public.pageviews has no column "td_clientid". Did you mean "td_client_id"?',
      ],
      [
        { session_key_ip: 'td_pi' },
        'enrichment.session_key_ip: public.pageviews has no column "td_pi". Did you mean "td_ip"',
      ],
      [
        { utm_source_column: 'td_uri' },
        'enrichment.utm_source_column: public.pageviews has no column "td_uri". Did you mean "td_url"',
      ],
      [
        { td_intent_key: 'tme' },
        'enrichment.td_intent_key: public.pageviews has no column "tme". Did you mean "time"?',
      ],
      [{ time_column: 'tme' }, 'enrichment.time_column: public.pageviews has no column "tme". Did you mean "time"?'],
      [{ td_intent_key: 'td_url' }, 'enrichment.td_intent_key: "td_url" is text, and a time is a timestamp'],
      [
        { utm_source_column: 'time' },
        'enrichment.utm_source_column: "time" is timestamp with time zone, and it must be text.',
      ],
      [
        { activity_table_join_key: 'time' },
        'enrichment.activity_table_join_key: "time" is timestamp with time zone, and a key is text',
      ],
      [{ event_id_column: 'event' }, 'enrichment.event_id_column: public.pageviews has no column "event".'],
      [
        { activity_table: 'public.master' },
        'enrichment.activity_table: "public.master" is also enrichment.user_master_table',
      ],
      [
        { enriched_user_master_table: 'public.master' },
        'enrichment.enriched_user_master_table: "public.master" is also enrichment.user_master_table, which is never altered',
      ],
      [
        { enriched_user_master_table: 'public.pageviews' },
        'enrichment.enriched_user_master_table: "public.pageviews" is also enrichment.activity_table',
      ],
      [
        { enriched_user_master_table: 'public.somebodys' },
        'enrichment.enriched_user_master_table: "public.somebodys" is there already and was not made by facet enrich',
      ],
      [
        { enriched_user_master_table: 'nowhere.results' },
        'enrichment.enriched_user_master_table: there is no schema "nowhere"',
      ],
      [
        { enriched_user_master_table: `public.${'é'.repeat(32)}` },
        'enrichment.enriched_user_master_table: "' + 'é'.repeat(32) + '" is longer than the 63 bytes',
      ],
      [
        { user_master_table: 'public.scored' },
        'enrichment.user_master_table: public.scored has a column "td_intent_percentile" already, which is the name of a calculated attribute',
      ],
      [
        { only: ['td_intent_percentil'] },
        'There is no calculated attribute "td_intent_percentil". Did you mean "td_intent_percentile"',
      ],
    ];

    beforeAll(async () => {
      await database.client`create table public.somebodys (td_client_id text)`;
      await database.client`create table public.scored (td_client_id text, td_intent_percentile integer)`;
    });

    it.each(refused.map(([keys, sentence]) => ({ keys, sentence })))(
      'fault 17: $sentence',
      async ({ keys, sentence }) => {
        const state = async () => [
          await digest(),
          await database.client`select max(load_id) as id from facet.loads`,
          await database.client`select * from facet.activity_rollup`,
        ];
        const before = await state();
        await expect(enrich(database, { asOf, keys })).rejects.toThrow(sentence);
        expect(await state()).toEqual(before);
      },
    );

    let folder: string;
    beforeAll(async () => {
      folder = await makeTestFolder();
    });
    afterAll(() => removeTestFolder(folder));

    it.each([
      ['nw: x', 'enrichment.nw: is not a number of weeks such as -26w'],
      ['nw: 0', 'enrichment.nw: '],
      ['session_windows_time: 0', 'enrichment.session_windows_time: '],
      ['session_windows_time: abc', 'enrichment.session_windows_time: '],
      ['trend_tolerance: -1', 'enrichment.trend_tolerance: '],
      ['compatibility: old', 'enrichment.compatibility: '],
      ['user_master_tabel: x', 'user_master_tabel'],
    ])('fault 17: the file is refused for %s', (line, sentence) => {
      const file = join(folder, 'facet.yaml');
      writeFileSync(file, `enrichment:\n  ${line}\n`);
      expect(() => readConfig({ FACET_CONFIG: file })).toThrow(sentence);
    });
  });
});
