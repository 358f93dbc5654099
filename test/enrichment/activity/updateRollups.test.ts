import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/lib/time/days.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { addEvents, attributeValues, enrich, everything } from '../events.js';
import { testRandomActivity } from './randomActivity.js';

const customers = ['A', 'B', 'C', 'D', 'E'].map((id) => ({ id }));

// Further seeds: test/data/randomRuns.test.ts.
testRandomActivity([1]);

describe('what a run reads', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneWithSlots();
    await addCustomers(database, customers);
    await addEvents(
      database,
      Array.from({ length: 20 }, (_, n) => ({
        customer: 'A',
        id: `d${n}`,
        at: `${addDays('2026-03-01', n)}T12:00:00Z`,
        client: 'a',
      })),
    );
  });
  afterAll(() => database.drop());

  /** Days that a run rolled up. */
  const readBy = async (loadId: string): Promise<unknown> =>
    (
      await database.client`select to_char(day, 'MM-DD') from facet.activity_days where load_id = ${loadId} order by day`.values()
    ).flat();
  const all = (until: number): string[] => Array.from({ length: until }, (_, n) => addDays('2026-03-01', n).slice(5));

  it('is every day first, then those that are new or have new events, also after the day asked for', async () => {
    const one = await enrich(database, '2026-03-10');
    expect([await readBy(one.loadId), one.eventsRead]).toEqual([all(10), 10]);
    const next = await enrich(database, '2026-03-12');
    expect([await readBy(next.loadId), next.eventsRead]).toEqual([['03-11', '03-12'], 2]);
    const nothing = await enrich(database, '2026-03-12');
    expect([await readBy(nothing.loadId), nothing.eventsRead]).toEqual([[], 0]);
    await addEvents(database, [
      { customer: 'B', id: 'late', at: '2026-03-04T12:00:00Z', client: 'b' },
      { customer: 'B', id: 'late', at: '2026-03-11T12:00:00Z', client: 'b' },
    ]);
    const older = await enrich(database, '2026-03-05');
    expect([await readBy(older.loadId), older.eventsRead]).toEqual([['03-04', '03-11'], 4]);
    expect((await attributeValues(database, ['activity_count']))['B']).toEqual({ activity_count: '1' });
    expect(older.warnings).toEqual([
      'the roll-ups reach up to 2026-03-12; what happened after 2026-03-05 was left out',
    ]);
  });

  it('waits with what a transaction under way has not shown yet, and reads it when it has', async () => {
    await enrich(database, '2026-03-12');
    await database.client.begin(async (loader) => {
      // Its rows are dated when it began; nothing is written before the run has ended.
      await loader`select now()`;
      await enrich(database, '2026-03-12');
      await loader`insert into facet.activity (customer_id, event_id, time, client_id, load_id)
        values ('C', 'slow', '2026-03-02T12:00:00Z', 'c', 0)`;
    });
    await enrich(database, '2026-03-12');
    expect((await attributeValues(database, ['activity_count']))['C']).toEqual({ activity_count: '1' });
  });

  it('is everything again with other settings, and once only', async () => {
    for (const options of [
      { enrichment: { session_windows_time: 60 } },
      { timeZone: 'Asia/Tokyo' },
      { enrichment: { session_key_ip: 'ip', page_view_types: ['x'] } },
      { rebuild: true },
    ]) {
      const changed = await enrich(database, '2026-03-12', options);
      expect([await readBy(changed.loadId), changed.eventsRead]).toEqual([all(12), 15]);
    }
    expect((await enrich(database, '2026-03-12')).eventsRead).toBe(0);
  });

  it('is the last seven days of a table that does not tell when a row came', async () => {
    const { client } = database;
    await client`create table public.hits as
      select customer_id as who, event_id, client_id, url, extract(epoch from time)::bigint as at from facet.activity
      where event_id like 'd%'`;
    const enrichment = {
      activity_table: 'public.hits',
      activity_table_join_key: 'who',
      td_intent_key: 'at',
    };
    const one = await enrich(database, '2026-03-12', { enrichment });
    expect(one.eventsRead).toBe(12);
    await client`insert into public.hits values
      ('D', 'in', 'd', null, extract(epoch from timestamptz '2026-03-06 00:00Z')),
      ('D', 'out', 'd', null, extract(epoch from timestamptz '2026-03-05 23:59:59Z'))`;
    const next = await enrich(database, '2026-03-13', { enrichment });
    // 6 to 12 March again, and the 13th.
    expect(await readBy(next.loadId)).toEqual(all(13).slice(5));
    expect((await attributeValues(database, ['activity_count']))['D']).toEqual({ activity_count: '1' });
    await enrich(database, '2026-03-13', { enrichment, rebuild: true });
    expect((await attributeValues(database, ['activity_count']))['D']).toEqual({ activity_count: '2' });
  });

  it.each(['timestamp', 'date', 'bigint'])('finds what came later by a %s of loading', async (type) => {
    const { client } = database;
    const loaded = type === 'bigint' ? 'floor(extract(epoch from now()))' : `now() at time zone 'UTC'`;
    const table = `public.loaded_${type}`;
    await client.unsafe(`
      create table ${table} (who text, client text, url text, at timestamptz, loaded ${type} default (${loaded}));
      insert into ${table} (who, at) values ('A', '2026-03-01 10:00Z'), ('A', '2026-03-10 10:00Z')`);
    const enrichment = {
      activity_table: table,
      activity_table_join_key: 'who',
      session_key: 'client',
      td_intent_key: 'at',
      activity_loaded_at: 'loaded',
    };
    await enrich(database, '2026-03-12', { enrichment });
    await client.unsafe(`insert into ${table} (who, at) values ('E', '2026-03-01 10:00Z')`);
    await enrich(database, '2026-03-12', { enrichment });
    expect((await attributeValues(database, ['activity_count']))['E']).toEqual({ activity_count: '1' });
  });
});

describe('days of a zone', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneWithSlots();
    await addCustomers(database, [{ id: 'A' }]);
  });
  afterAll(() => database.drop());
  const eventsOn = async (day: string, timeZone: string): Promise<number> => {
    await enrich(database, day, { timeZone });
    return Number((await attributeValues(database, ['activity_count']))['A']?.['activity_count']);
  };

  it('hold what lies in the first month of UTC only', async () => {
    // Facet's partitions begin with March; in New York it is still February.
    await database.client`select facet.ensure_partitions('activity', date '2026-03-01', date '2026-03-31')`;
    await database.client`insert into facet.activity (customer_id, event_id, time, client_id, load_id)
      values ('A', '1', '2026-03-01T02:00:00Z', 'a', 0)`;
    expect(await eventsOn('2026-02-28', 'America/New_York')).toBe(1);
    expect(await eventsOn('2026-03-01', 'America/New_York')).toBe(1);
  });

  it.each([
    // The first hour of the day comes twice: 00:00 to 01:00 local is 00:00Z to 02:00Z.
    ['Atlantic/Azores', '2026-10-25', ['2026-10-24T23:59:59Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'], 1],
    // The last hour of the day before comes twice: from 02:00Z.
    ['America/Santiago', '2026-04-05', ['2026-04-05T02:30:00Z', '2026-04-05T03:30:00Z', '2026-04-05T04:30:00Z'], 2],
    // The first hour of the day is none.
    ['Africa/Cairo', '2026-04-24', ['2026-04-23T21:59:59Z', '2026-04-23T22:00:00Z', '2026-04-24T05:00:00Z'], 1],
  ] as const)('hold every hour, also where one comes twice or never: %s', async (timeZone, day, times, before) => {
    await database.client`truncate facet.activity`;
    await addEvents(
      database,
      times.map((at) => ({ customer: 'A', id: at, at, client: 'a' })),
    );
    expect(await eventsOn(addDays(day, -1), timeZone)).toBe(before);
    expect(await eventsOn(day, timeZone)).toBe(3);
  });

  it.each([
    // 30 December 2011 was left out: from 29 December, 24:00 at -10, which is 10:00Z, it was the 31st at +14.
    [
      'Pacific/Apia',
      ['2011-12-30T09:59:59Z', '2011-12-30T10:00:00Z', '2011-12-31T09:59:00Z', '2011-12-31T10:00:00Z'],
      { '2011-12-29': 1, '2011-12-30': 1, '2011-12-31': 3, '2012-01-01': 4 },
    ],
    // 4 November 2018 began at 01:00, 03:00Z.
    [
      'America/Sao_Paulo',
      ['2018-11-04T02:59:59Z', '2018-11-04T03:00:00Z', '2018-11-05T01:59:59Z', '2018-11-05T02:00:00Z'],
      { '2018-11-03': 1, '2018-11-04': 3, '2018-11-05': 4 },
    ],
    // 24 October 2026 has 25 hours, from 21:00Z of the 23rd to 22:00Z.
    [
      'Asia/Beirut',
      ['2026-10-23T20:59:59Z', '2026-10-23T21:00:00Z', '2026-10-24T21:30:00Z', '2026-10-24T22:00:00Z'],
      { '2026-10-23': 1, '2026-10-24': 3, '2026-10-25': 4 },
    ],
    // 29 March 2026 goes from 01:00 to 03:00 and ends at 22:00Z.
    [
      'Antarctica/Troll',
      ['2026-03-28T23:59:59Z', '2026-03-29T00:00:00Z', '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z'],
      { '2026-03-28': 1, '2026-03-29': 3, '2026-03-30': 4 },
    ],
    // At 00:01 of 7 November 2010, 02:31Z, it was 23:01 of the 6th again: the first minute of the 7th lies before.
    [
      'America/St_Johns',
      ['2010-11-07T02:30:30Z', '2010-11-07T02:31:30Z', '2010-11-07T03:29:00Z', '2010-11-07T03:30:00Z'],
      { '2010-11-06': 2, '2010-11-07': 4 },
    ],
  ] as const)('lose no event day by day, and are the same at once: %s', async (timeZone, times, counts) => {
    const { client } = database;
    const days = Object.keys(counts);
    await client`truncate facet.activity, facet.customer_profiles, facet.profile_days`;
    await client`select facet.ensure_partitions('activity', ${days[0] ?? ''}::date, ${days.at(-1) ?? ''}::date)`;
    await addEvents(
      database,
      times.map((at) => ({ customer: 'A', id: at, at, client: 'a' })),
    );
    await enrich(database, days[0] ?? '', { timeZone, rebuild: true });
    const stepwise: Record<string, number> = {};
    for (const day of days) stepwise[day] = await eventsOn(day, timeZone);
    expect(stepwise).toEqual(counts);
    const last = days.at(-1) ?? '';
    const byDay = await everything(database, last);
    await enrich(database, last, { timeZone, rebuild: true });
    expect(await everything(database, last)).toEqual(byDay);
  });

  it('lose no local time that the clocks never showed', async () => {
    // A table of local times; by the rules of PostgreSQL 15:00 of the day that was left out is 15:00 of the next.
    await database.client`truncate facet.customer_profiles, facet.profile_days`;
    await database.client`create table public.local_hits as
      select 'A' as who, null::text as client, null::text as url, at
      from unnest(array['2011-12-29 12:00', '2011-12-30 15:00', '2011-12-31 12:00']::timestamp[]) as at`;
    const enrichment = {
      activity_table: 'public.local_hits',
      activity_table_join_key: 'who',
      session_key: 'client',
      td_intent_key: 'at',
    };
    const counted: unknown[] = [];
    for (const day of ['2011-12-29', '2011-12-30', '2011-12-31']) {
      await enrich(database, day, { timeZone: 'Pacific/Apia', enrichment });
      counted.push((await attributeValues(database, ['activity_count']))['A']?.['activity_count']);
    }
    expect(counted).toEqual(['1', '1', '3']);
  });
});

describe('what visits tell of their events', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneWithSlots();
    await addCustomers(database, [{ id: 'A' }]);
  });
  afterAll(() => database.drop());

  it.each([true, false])(
    'is of the least of the first and the greatest of the last, and of each id once (repeated: %s)',
    async (repeated) => {
      const url = (path: string): string => `https://shop.example${path}`;
      await database.client`truncate facet.activity`;
      await addEvents(database, [
        { customer: 'A', id: '1', at: '2026-03-01T12:00:00Z', client: 'a', url: url('/b') },
        { customer: 'A', id: '2', at: '2026-03-01T12:00:00Z', client: 'a', url: url('/a?utm_source=letter') },
        { customer: 'A', id: '3', at: '2026-03-01T12:20:00Z', client: 'a', url: url('/d'), type: 'click' },
        { customer: 'A', id: '4', at: '2026-03-01T12:40:00Z', client: 'a', url: url('/c') },
        { customer: 'A', id: '5', at: '2026-03-01T12:40:00Z', client: 'a', url: url('/b') },
        { customer: 'A', id: '6', at: '2026-03-01T18:00:00Z', client: 'a' },
        ...(repeated ? [{ customer: 'A', id: '5', at: '2026-03-01T12:50:00Z', client: 'a', url: url('/z') }] : []),
        { customer: 'A', id: '7', at: '2026-03-02T12:00:00Z', client: 'a', url: url('/next') },
      ]);
      await enrich(database, '2026-03-02', { rebuild: true });
      const visits = await database.client`
        select events, landing_page, exit_page, source, string_to_array(pages, E'\x1f') as pages
        from facet.activity_visits order by started_at`.values();
      expect(visits).toEqual([
        [5, '/a', '/c', 'letter', ['/a', '/b', '/b', '/c']],
        [1, null, null, null, []],
        [1, '/next', '/next', null, ['/next']],
      ]);
    },
  );

  it('is kept of a view that gives other keys each time, and compares URLs by their bytes', async () => {
    await database.client.unsafe(`
      create extension if not exists citext;
      create view public.made as
      select 'A' as who, coalesce(client, gen_random_uuid()::text) as client, url::citext as url, timestamptz '2026-03-05 10:00Z' as at
      from (values ('c', 'https://x.example/a'), ('c', 'https://x.example/B'), (null, 'https://x.example/n')) as e (client, url);
      create table public.stored as select * from public.made`);
    for (const table of ['public.made', 'public.stored']) {
      const enrichment = {
        activity_table: table,
        activity_table_join_key: 'who',
        session_key: 'client',
        td_intent_key: 'at',
        utm_source_column: 'url',
      };
      await enrich(database, '2026-03-05', { enrichment, rebuild: true });
      const visits = await database.client`
        select events, landing_page, exit_page from facet.activity_visits order by events`.values();
      expect(visits).toEqual([
        [1, '/n', '/n'],
        [2, '/B', '/a'],
      ]);
    }
  });
});
