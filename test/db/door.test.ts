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
    const asleep = () => database.sql`
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
