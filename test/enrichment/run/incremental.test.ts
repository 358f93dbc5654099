import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../../src/lib/days.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { addEvents, enrich, metricsOf } from './events.js';
import { testRandomActivity } from './randomActivity.js';

const customers = ['A', 'B', 'C', 'D', 'E'].map((id) => ({ id }));

// Further seeds: test/data/randomRuns.test.ts.
testRandomActivity([1]);

describe('what a run reads', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
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
      await database.sql`select to_char(day, 'MM-DD') from facet.activity_days where load_id = ${loadId} order by day`.values()
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
    expect((await metricsOf(database, ['activity_count']))['B']).toEqual({ activity_count: '1' });
    expect(older.warnings).toEqual([
      'the roll-ups reach up to 2026-03-12; what happened after 2026-03-05 was left out',
    ]);
  });

  it('waits with what a transaction under way has not shown yet, and reads it when it has', async () => {
    await enrich(database, '2026-03-12');
    await database.sql.begin(async (loader) => {
      // Its rows are dated when it began; nothing is written before the run has ended.
      await loader`select now()`;
      await enrich(database, '2026-03-12');
      await loader`insert into facet.activity (customer_id, event_id, time, client_id, load_id)
        values ('C', 'slow', '2026-03-02T12:00:00Z', 'c', 0)`;
    });
    await enrich(database, '2026-03-12');
    expect((await metricsOf(database, ['activity_count']))['C']).toEqual({ activity_count: '1' });
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
    const { sql } = database;
    await sql`create table public.hits as
      select customer_id as who, event_id, client_id, url, extract(epoch from time)::bigint as at from facet.activity
      where event_id like 'd%'`;
    const enrichment = {
      activity_table: 'public.hits',
      activity_table_join_key: 'who',
      td_intent_key: 'at',
    };
    const one = await enrich(database, '2026-03-12', { enrichment });
    expect(one.eventsRead).toBe(12);
    await sql`insert into public.hits values
      ('D', 'in', 'd', null, extract(epoch from timestamptz '2026-03-06 00:00Z')),
      ('D', 'out', 'd', null, extract(epoch from timestamptz '2026-03-05 23:59:59Z'))`;
    const next = await enrich(database, '2026-03-13', { enrichment });
    // 6 to 12 March again, and the 13th.
    expect(await readBy(next.loadId)).toEqual(all(13).slice(5));
    expect((await metricsOf(database, ['activity_count']))['D']).toEqual({ activity_count: '1' });
    await enrich(database, '2026-03-13', { enrichment, rebuild: true });
    expect((await metricsOf(database, ['activity_count']))['D']).toEqual({ activity_count: '2' });
  });

  it.each(['timestamp', 'date', 'bigint'])('finds what came later by a %s of loading', async (type) => {
    const { sql } = database;
    const loaded = type === 'bigint' ? 'floor(extract(epoch from now()))' : `now() at time zone 'UTC'`;
    const table = `public.loaded_${type}`;
    await sql.unsafe(`
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
    await sql.unsafe(`insert into ${table} (who, at) values ('E', '2026-03-01 10:00Z')`);
    await enrich(database, '2026-03-12', { enrichment });
    expect((await metricsOf(database, ['activity_count']))['E']).toEqual({ activity_count: '1' });
  });
});

describe('days of a zone', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
    await addCustomers(database, [{ id: 'A' }]);
  });
  afterAll(() => database.drop());
  const eventsOn = async (day: string, timeZone: string): Promise<number> => {
    await enrich(database, day, { timeZone });
    return Number((await metricsOf(database, ['activity_count']))['A']?.['activity_count']);
  };

  it('hold what lies in the first month of UTC only', async () => {
    // Facet's partitions begin with March; in New York it is still February.
    await database.sql`select facet.ensure_partitions('activity', date '2026-03-01', date '2026-03-31')`;
    await database.sql`insert into facet.activity (customer_id, event_id, time, client_id, load_id)
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
    await database.sql`truncate facet.activity`;
    await addEvents(
      database,
      times.map((at) => ({ customer: 'A', id: at, at, client: 'a' })),
    );
    expect(await eventsOn(addDays(day, -1), timeZone)).toBe(before);
    expect(await eventsOn(day, timeZone)).toBe(3);
  });
});
