import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { openClient, type Sql } from '../../src/db/client.js';
import { createDoor } from '../../src/db/door.js';
import { createPreparedTexts } from '../../src/db/preparedTexts.js';
import { anyOf } from '../../src/db/sql.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let single: Sql;
beforeAll(async () => {
  database = await cloneDatabase();
  single = openClient(database.target, { max: 1, prepare: true });
});
afterAll(async () => {
  await single.end();
  await database.drop();
});

const viewer = sql`select current_setting('facet.viewer', true) as viewer, pg_backend_pid() as pid`;

describe('a door with settings', () => {
  it('sets them for its own statement on the same connection, and no longer', async () => {
    const withViewer = createDoor(single, { settings: { 'facet.viewer': 'alice', 'facet.app': 'shop' } });
    const [inside] = await withViewer.query<{ viewer: string; pid: number }>(viewer);
    expect(inside?.viewer).toBe('alice');
    const [outside] = await createDoor(single).query<{ viewer: string | null; pid: number }>(viewer);
    expect(outside?.pid).toBe(inside?.pid);
    expect(outside?.viewer ?? '').toBe('');
  });

  it('never mixes two viewers, however many ask at once', async () => {
    const pool = openClient(database.target, { max: 4, prepare: true });
    const names = Array.from({ length: 200 }, (_, n) => `viewer ${n}`);
    const seen = await Promise.all(
      names.map(async (name) => {
        const door = createDoor(pool, { settings: { 'facet.viewer': name } });
        const [row] = await door.query<{ viewer: string }>(viewer);
        return row?.viewer;
      }),
    );
    await pool.end();
    expect(seen).toEqual(names);
  });

  it('is usable again after a statement failed', async () => {
    const door = createDoor(single, { settings: { 'facet.viewer': 'bob' } });
    await expect(door.query(sql`select 1 / 0`)).rejects.toThrow('division by zero');
    expect(await door.query<{ viewer: string }>(viewer)).toMatchObject([{ viewer: 'bob' }]);
  });
});

describe('a door with a signal', () => {
  it('cancels what is running, in PostgreSQL too', async () => {
    const aborter = new AbortController();
    const door = createDoor(single, { signal: aborter.signal });
    const slow = door.query(sql`select pg_sleep(30) as "asleep here"`);
    setTimeout(() => aborter.abort(), 100);
    const error: unknown = await slow.catch((thrown: unknown) => thrown);
    expect(error).toBe(aborter.signal.reason);
    const asleep = () => database.client`
      select pid from pg_stat_activity where state = 'active' and query like '%asleep here%' and pid <> pg_backend_pid()`;
    for (let tries = 0; (await asleep()).length > 0 && tries < 50; tries += 1) await delay(20);
    expect(await asleep()).toEqual([]);
    await expect(door.query(sql`select 1 as one`)).rejects.toThrow();
    expect(await createDoor(single).query(sql`select 1 as one`)).toEqual([{ one: 1 }]);
  });
});

describe('a door with settings and a signal', () => {
  it('runs nothing when the client went while a connection was waited for', async () => {
    const aborter = new AbortController();
    const door = createDoor(single, { signal: aborter.signal, settings: { 'facet.viewer': 'gone' } });
    const busy = single`select pg_sleep(0.3)`.execute();
    const waiting = door.query(sql`create table public.never (id integer)`);
    aborter.abort();
    await expect(waiting).rejects.toThrow('aborted');
    await busy;
    expect(await single`select to_regclass('public.never') as made`).toEqual([{ made: null }]);
  });
});

describe('values', () => {
  it('keep what PostgreSQL holds', async () => {
    const rows = await createDoor(single).query(sql`
      select '2026-03-01'::date as day, '2026-03-01 12:00:00.123456+02'::timestamptz as instant,
        15000.0 as exact, 9007199254740993::bigint as big, true as flag, null::text as nothing`);
    expect(rows).toEqual([
      {
        day: '2026-03-01',
        instant: '2026-03-01T10:00:00.123456Z',
        exact: '15000.0',
        big: '9007199254740993',
        flag: true,
        nothing: null,
      },
    ]);
  });

  it.each([[[]], [['a']], [['a', "b'", 'c,d', '{e}', '"f"', 'NULL']]])('bind %j as one array', async (wanted) => {
    const statements: string[] = [];
    const door = createDoor(single, { onStatement: ({ text }) => statements.push(text) });
    const rows = await door.query<{ value: string }>(sql`
      select value from unnest(array['a', 'b''', 'c,d', '{e}', '"f"', 'NULL', 'x']) as t (value)
      where ${anyOf(sql`value`, wanted)}`);
    expect(rows.map(({ value }) => value)).toEqual(wanted);
    expect(statements[0]).toContain('= any($1::text[])');
  });
});

describe('prepared texts', () => {
  const preparedCount = async (): Promise<number> => {
    const [row] =
      await single`select count(*)::int as n from pg_prepared_statements where statement like 'select 1 as one /*%'`;
    return row?.['n'] as number;
  };

  it('are prepared on their second use', async () => {
    const door = createDoor(single, { prepared: createPreparedTexts() });
    const probe = sql`select 1 as one /* facet-probe */`;
    await door.query(probe);
    expect(await preparedCount()).toBe(0);
    await door.query(probe);
    await door.query(probe);
    expect(await preparedCount()).toBe(1);
  });

  it('are planned once for all values where they are read by key, and others as PostgreSQL decides', async () => {
    const door = createDoor(single, { prepared: createPreparedTexts() });
    const byKey = (n: number) => sql`select ${n}::int as n, current_setting('plan_cache_mode') as mode /* by key */`;
    const other = (n: number) => sql`select ${n}::int as n, current_setting('plan_cache_mode') as mode /* other */`;
    const modes: unknown[] = [];
    for (const n of [1, 2, 3]) {
      modes.push(...(await door.query(byKey(n), { genericPlan: true })), ...(await door.query(other(n))));
    }
    const [auto, generic] = ['auto', 'force_generic_plan'];
    expect(modes).toEqual([
      // Not prepared yet.
      { n: 1, mode: auto },
      { n: 1, mode: auto },
      { n: 2, mode: generic },
      { n: 2, mode: auto },
      { n: 3, mode: generic },
      { n: 3, mode: auto },
    ]);
    const plans = await single`
      select substring(statement from '/. (.*) .') as which, generic_plans::int as generic, custom_plans::int as custom
      from pg_prepared_statements where statement like 'select $1::int as n%' order by 1`;
    expect([...plans]).toEqual([
      { which: 'by key', generic: 2, custom: 0 },
      { which: 'other', generic: 0, custom: 2 },
    ]);
  });

  it('are never run in the other mode after one was cut off while it was set', async () => {
    const pool = openClient(database.target, { max: 1, prepare: true });
    const prepared = createPreparedTexts();
    const byKey = sql`select 1 as one /* cut off */`;
    await createDoor(pool, { prepared }).query(byKey, { genericPlan: true });
    for (let n = 0; n < 20; n += 1) {
      const controller = new AbortController();
      const cut = createDoor(pool, { prepared, signal: controller.signal }).query(byKey, { genericPlan: true });
      const settled = Promise.allSettled([cut]);
      // After so many turns: before, while and after the mode is set.
      for (let turn = 0; turn < n; turn += 1) await new Promise(setImmediate);
      controller.abort(new Error('gone'));
      await settled;
      const [row] = await createDoor(pool, { prepared }).query(sql`select current_setting('plan_cache_mode') as mode`);
      expect(row).toEqual({ mode: 'auto' });
    }
    await pool.end();
  });

  it('are given a connection in their own mode where one is free', async () => {
    const pool = openClient(database.target, { max: 2, prepare: true });
    const prepared = createPreparedTexts();
    const mode = sql`select current_setting('plan_cache_mode') as mode, pg_backend_pid() as pid, pg_sleep(0.05)`;
    const doors = [0, 1].map(() => createDoor(pool, { prepared }));
    const both = () =>
      Promise.all(
        doors.map(async (door, n) => (await door.query(mode, { genericPlan: n === 1 }))[0] as { pid: number }),
      );
    await both();
    const [first, second] = await both();
    expect([first, second]).toMatchObject([{ mode: 'auto' }, { mode: 'force_generic_plan' }]);
    const [door] = doors;
    const later = [await door?.query(mode), await door?.query(mode, { genericPlan: true })];
    expect(later).toMatchObject([[{ pid: first?.pid }], [{ pid: second?.pid }]]);
    await pool.end();
  });

  it('are 100 at the most in half an hour, and those are forgotten after it', () => {
    let now = 0;
    const texts = createPreparedTexts(() => now);
    const prepared = (from: number, count: number): number =>
      Array.from({ length: count }, (_, n) => `text ${from + n}`).filter((text) => {
        texts.shouldPrepare(text);
        return texts.shouldPrepare(text);
      }).length;
    expect(prepared(0, 150)).toBe(100);
    expect(texts.shouldPrepare('text 0')).toBe(true);
    now = 30 * 60_000;
    expect(texts.shouldPrepare('text 0')).toBe(false);
    expect(prepared(1000, 150)).toBe(100);
  });
});
