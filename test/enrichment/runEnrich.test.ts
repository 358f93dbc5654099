import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openClient } from '../../src/db/client.js';
import { cloneWithSlots } from '../support/cloneWithSlots.js';
import { type TestDatabase } from '../support/database.js';
import { addCustomers } from '../support/sample.js';
import { addEvents, attributeValues, enrich, enrichedTable, everything, snapshotOf } from './events.js';

const day = '2026-03-10';
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(database, [{ id: 'A' }, { id: 'B' }, { id: 'C' }]);
  await addEvents(database, [
    { customer: 'A', id: '1', at: '2026-01-31T23:50:00Z', client: 'a', url: 'https://x.example/?utm_source=news' },
    { customer: 'A', id: '2', at: '2026-02-01T00:10:00Z', client: 'a' },
    { id: '3', at: '2026-02-20T10:00:00Z', client: 'b' },
    { customer: 'B', id: '4', at: '2026-03-09T10:00:00Z', client: 'b' },
  ]);
});
afterAll(() => database.drop());

describe('the same inputs and day', () => {
  it('give the same tables twice, from the roll-ups or from the beginning', async () => {
    // Two runs at once on a database that has no results yet, then one after the other.
    const other = openClient(database.target, { max: 4 });
    try {
      const [one, two] = await Promise.all([enrich(database, day), enrich({ client: other }, day)]);
      expect(one.loadId).not.toBe(two.loadId);
    } finally {
      await other.end();
    }
    const first = await everything(database, day);
    expect([first.enriched.length, first.snapshot.length, first.visits.length]).toEqual([3, 3, 4]);
    await enrich(database, day);
    expect(await everything(database, day)).toEqual(first);
    await enrich(database, day, { rebuild: true });
    expect(await everything(database, day)).toEqual(first);
    const physical = () => database.client`select ctid::text, customer_id from facet.enriched_customers`;
    const order = await physical();
    await enrich(database, day);
    expect([...(await physical())]).toEqual([...order]);
  });
});

describe('--only', () => {
  beforeEach(async () => {
    await enrich(database, day);
  });

  it('makes what it names and its sources anew, and keeps the rest', async () => {
    const { client } = database;
    const names = [
      'activity_count',
      'page_views',
      'pages_per_session',
      'total_sessions_till_date',
      'first_seen',
    ] as const;
    const slot = async (definition: string): Promise<string> => {
      const [field] = await client<{ slot: string }[]>`
        select slot from facet.customer_profile_fields where definition = ${definition}`;
      return (field?.slot ?? '').toLowerCase();
    };
    const [views, pages] = [await slot('page_views'), await slot('pages_per_session')];
    // What no run would write: it stays where it is kept, and goes where it is made anew.
    await client`update facet.enriched_customers set page_views = 777, pages_per_session = 777, activity_count = 777`;
    await client.unsafe(
      `update facet.customer_profiles set ${views} = 777, ${pages} = 777 where profile_date = '${day}'`,
    );
    const [before] = await client`select load_id from facet.profile_days where profile_date = ${day}`;
    const report = await enrich(database, day, { only: ['pages_per_session'] });
    expect(report.attributes.map(({ attribute }) => attribute).toSorted()).toEqual([
      'activity_count',
      'pages_per_session',
      'total_sessions_till_date',
    ]);
    const { A, C } = await attributeValues(database, [...names]);
    expect(A).toMatchObject({ activity_count: '2', page_views: '777', total_sessions_till_date: '1' });
    expect(Number(A?.['pages_per_session'])).toBe(2);
    expect(A?.['first_seen']).not.toBeNull();
    expect(C).toMatchObject({ activity_count: '0', page_views: '777', pages_per_session: null });
    const written = await client.unsafe(
      `select ${views}::float8 as views, ${pages}::float8 as pages, load_id from facet.customer_profiles
       where profile_date = '${day}' and customer_id = 'A'`,
    );
    expect(written).toEqual([{ views: 777, pages: 2, load_id: report.loadId }]);
    const [after] = await client`select load_id, rows, complete from facet.profile_days where profile_date = ${day}`;
    expect(after).toEqual({ load_id: report.loadId, rows: '3', complete: true });
    expect(after?.['load_id']).not.toBe(before?.['load_id']);
  });

  it('is refused with a sentence for another day, and for a name that is none', async () => {
    await expect(enrich(database, '2026-03-09', { only: ['activity_count'] })).rejects.toThrow(
      '--only makes some attributes anew in the results of 2026-03-09, and there are none (the newest are of 2026-03-10): run without it first.',
    );
    const enrichment = { enriched_user_master_table: 'facet.elsewhere' };
    await enrich(database, day, { enrichment });
    await expect(enrich(database, day, { only: ['activity_count'] })).rejects.toThrow(
      '--only makes some attributes anew in the results of 2026-03-10, and there are none (the newest are of 2026-03-10, in facet.elsewhere): run without it first.',
    );
    expect(await enrich(database, day, { only: ['activity_count'], enrichment })).toMatchObject({ customers: 3 });
    await expect(enrich(database, day, { only: ['activty_count'] })).rejects.toThrow(
      /^There is no calculated attribute "activty_count"\..*activity_count/,
    );
  });
});

it('--only is refused where there are no results at all', async () => {
  const empty = await cloneWithSlots();
  try {
    await expect(enrich(empty, day, { only: ['activity_count'] })).rejects.toThrow(
      '--only makes some attributes anew in the results of 2026-03-10, and there are none: run without it first.',
    );
  } finally {
    await empty.drop();
  }
});

describe('readers and failures', () => {
  const withNewEvent = async (id: string, at = '2026-03-10T08:00:00Z'): Promise<void> =>
    addEvents(database, [{ customer: 'C', id, at, client: 'c' }]);

  it('lets readers see the old results, without waiting, until all is there', async () => {
    await enrich(database, day);
    const [oldTable, oldSnapshot] = [await enrichedTable(database), await snapshotOf(database, day)];
    await withNewEvent('reader');
    const other = openClient(database.target, { max: 4 });
    try {
      let running: Promise<unknown> = Promise.resolve();
      await database.client.begin(async (blocker) => {
        // The day's row is written after its profiles: here the run stops.
        await blocker`select from facet.profile_days where profile_date = ${day} for update`;
        running = enrich({ client: other }, day);
        const waiting = () => database.client`
          select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
            and query like '%profile_days%' and pid <> pg_backend_pid()`;
        while ((await waiting()).length === 0) await delay(20);
        await database.client.begin(async (reader) => {
          await reader`set local lock_timeout = '1s'`;
          const rows = await reader`select activity_count from facet.enriched_customers where customer_id = 'C'`;
          expect(rows).toEqual([{ activity_count: '0' }]);
        });
        expect(await enrichedTable(database)).toEqual(oldTable);
        expect(await snapshotOf(database, day)).toEqual(oldSnapshot);
      });
      await running;
    } finally {
      await other.end();
    }
    expect((await attributeValues(database, ['activity_count']))['C']).toEqual({ activity_count: '1' });
    expect(await snapshotOf(database, day)).not.toEqual(oldSnapshot);
  });

  it.each([
    ['is of one state, whatever happens meanwhile', false],
    ['begins again where the day was written meanwhile', true],
  ])('%s', async (_what, isWritten) => {
    const { client } = database;
    await enrich(database, day);
    const rows = (await enrichedTable(database)).length;
    const other = openClient(database.target, { max: 4 });
    try {
      let running: Promise<unknown> = Promise.resolve();
      await client.begin(async (blocker) => {
        await blocker`select from facet.profile_days where profile_date = ${day} for update`;
        if (isWritten) await blocker`update facet.profile_days set complete = true where profile_date = ${day}`;
        running = enrich({ client: other }, day);
        const waiting = () => client`
          select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
            and query like '%profile_days%' and pid <> pg_backend_pid()`;
        while ((await waiting()).length === 0) await delay(20);
        await addCustomers(database, [{ id: isWritten ? 'E' : 'D' }]);
      });
      await running;
    } finally {
      await other.end();
    }
    const written = [(await enrichedTable(database)).length, (await snapshotOf(database, day)).length];
    expect(written).toEqual(isWritten ? [rows + 1, rows + 1] : [rows, rows]);
    if (isWritten) await client`delete from facet.customers where customer_id in ('D', 'E')`;
  });

  it('leaves the last good results where writing fails, and the next run makes up for it', async () => {
    const { client } = database;
    await enrich(database, day);
    const old = [await enrichedTable(database), await snapshotOf(database, day)];
    await withNewEvent('failure');
    await client.unsafe(`
      create function public.refuse() returns trigger language plpgsql as $$ begin raise exception 'no room left'; end $$;
      create trigger refuse before insert or update on facet.profile_days for each row execute function public.refuse()`);
    await expect(enrich(database, day)).rejects.toThrow('no room left');
    expect([await enrichedTable(database), await snapshotOf(database, day)]).toEqual(old);
    await expect(enrich(database, day, { only: ['activity_count'] })).rejects.toThrow('no room left');
    expect([await enrichedTable(database), await snapshotOf(database, day)]).toEqual(old);
    await client`drop trigger refuse on facet.profile_days`;
    await enrich(database, day);
    expect((await attributeValues(database, ['activity_count']))['C']).toEqual({ activity_count: '2' });
  });

  it('leaves them where the roll-up of a later range fails, also of a first reading', async () => {
    const { client } = database;
    await enrich(database, day);
    const old = [await enrichedTable(database), await snapshotOf(database, day)];
    // Two ranges of days: the second fails.
    await withNewEvent('late', '2026-01-05T08:00:00Z');
    await withNewEvent('later', '2026-03-01T08:00:00Z');
    await client.unsafe(`
      create trigger refuse before insert on facet.activity_visits for each row
      when (new.day = '2026-03-01') execute function public.refuse()`);
    for (const rebuild of [false, true]) {
      await expect(enrich(database, day, { rebuild })).rejects.toThrow('no room left');
      expect([await enrichedTable(database), await snapshotOf(database, day)]).toEqual(old);
    }
    await client`drop trigger refuse on facet.activity_visits`;
    await enrich(database, day);
    expect((await attributeValues(database, ['activity_count']))['C']).toEqual({ activity_count: '4' });
    const made = await everything(database, day);
    await enrich(database, day, { rebuild: true });
    expect(await everything(database, day)).toEqual(made);
  });

  it('refuses a day that was imported, and leaves it', async () => {
    const { client } = database;
    const [load] = await client<{ load_id: string }[]>`
      insert into facet.loads (kind, started_at, code_version) values ('import', now(), '0') returning load_id`;
    await client`insert into facet.profile_days (profile_date, load_id, rows, complete)
      values ('2026-03-05', ${load?.load_id ?? ''}, 0, true)`;
    await expect(enrich(database, '2026-03-05')).rejects.toThrow('Imported snapshots (days: 1, the first 2026-03-05)');
    const days = await client`select load_id from facet.profile_days where profile_date = '2026-03-05'`;
    expect(days).toEqual([load]);
  });
});
