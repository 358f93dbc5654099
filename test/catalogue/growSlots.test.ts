import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { changeCatalogue } from '../../src/catalogue/changeCatalogue.js';
import { growSlots } from '../../src/catalogue/growSlots.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { add } from './sampleCatalogue.js';

const today = '2026-04-01';
let database: TestDatabase;
let client: Sql;
beforeEach(async () => {
  database = await cloneDatabase();
  ({ client } = database);
  await client`select facet.ensure_partitions('customer_profiles', '2026-03-01', '2026-05-01')`;
});
afterEach(() => database.drop());

/** On how many of the table and its three partitions each of the columns is. */
const columns = async (...names: string[]): Promise<Record<string, number>> => {
  const rows = await client<{ name: string; tables: number }[]>`
    select attname::text as name, count(*)::int as tables from pg_attribute join pg_class c on c.oid = attrelid
    where c.relname ~ '^customer_profiles(_2026_0[345])?$' and c.relkind in ('r', 'p') and attname = any(${names}::text[])
    group by attname`;
  return Object.fromEntries(rows.map(({ name, tables }) => [name, tables]));
};

/** Locks against everybody on the profile table or a partition, held and waited for. */
const exclusive = async (): Promise<{ held: number; awaited: number }> => {
  const [found] = await client<{ held: number; awaited: number }[]>`
    select (count(*) filter (where granted))::int as held, (count(*) filter (where not granted))::int as awaited
    from pg_locks join pg_class c on c.oid = relation
    where c.relname ~ '^customer_profiles' and mode = 'AccessExclusiveLock'`;
  return found ?? { held: 0, awaited: 0 };
};

const untilSeen = async (wanted: (locks: { held: number; awaited: number }) => boolean): Promise<void> => {
  while (!wanted(await exclusive())) await delay(5);
};

/** A transaction that stays open, after a statement of it, until it is released. */
async function holding(statement: string): Promise<{ release: () => Promise<void> }> {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  let transaction: Promise<unknown> = Promise.resolve();
  await new Promise<void>((resolve) => {
    transaction = client.begin(async (inside) => {
      await inside.unsafe(statement);
      resolve();
      await released;
    });
  });
  return {
    release: async () => {
      release();
      await transaction;
    },
  };
}

const readAll = 'select from facet.customer_profiles limit 1';

describe('growSlots', () => {
  it('gives the table and its partitions columns of the slots’ types, and leaves alone what is there', async () => {
    await client`insert into facet.customer_profiles (customer_id, profile_date, load_id, str1) values ('A', '2026-03-01', 0, 'x')`;
    await growSlots(client, ['STR1', 'STR901', 'FIELD901', 'DATE901', 'TIME901']);
    await growSlots(client, ['FIELD901']);
    expect(await columns('str1', 'str901', 'field901', 'date901', 'time901')).toEqual({
      str1: 4,
      str901: 4,
      field901: 4,
      date901: 4,
      time901: 4,
    });
    const [row] = await client`
      select str1, pg_typeof(str901)::text as str, pg_typeof(field901)::text as field, pg_typeof(date901)::text as date,
        pg_typeof(time901)::text as time
      from facet.customer_profiles`;
    expect(row).toEqual({ str1: 'x', str: 'text', field: 'numeric', date: 'date', time: 'timestamp with time zone' });
  });

  it('lets others read while a reader stays', async () => {
    const reader = await holding(readAll);
    const grown = growSlots(client, ['FIELD901']);
    await untilSeen(({ awaited }) => awaited > 0);
    await untilSeen(({ awaited }) => awaited === 0);
    // The first reader is still there, and so is the wish for a column: neither keeps this one.
    await client.unsafe(readAll);
    expect(await columns('field901')).toEqual({});
    await reader.release();
    await grown;
    expect(await columns('field901')).toEqual({ field901: 4 });
  });

  it('gives up where somebody is at work on a partition, and holds nothing', async () => {
    const work = await holding('lock table facet.customer_profiles_2026_04 in share update exclusive mode');
    await expect(growSlots(client, ['FIELD901'], 2)).rejects.toMatchObject({ code: 'PROFILES_IN_USE' });
    expect(await exclusive()).toEqual({ held: 0, awaited: 0 });
    expect(await columns('field901')).toEqual({});
    await work.release();
    await growSlots(client, ['FIELD901'], 1);
    expect(await columns('field901')).toEqual({ field901: 4 });
  });

  it('waits for nobody on a partition', async () => {
    const work = await holding('lock table facet.customer_profiles_2026_04 in share update exclusive mode');
    const ended = new AbortController();
    let waits = 0;
    const grown = growSlots(client, ['FIELD901'], 3).catch(() => undefined);
    const watched = (async () => {
      while (!ended.signal.aborted) {
        const [found] = await client<{ waits: number }[]>`
          select count(*)::int as waits from pg_locks join pg_class c on c.oid = relation
          where c.relname = 'customer_profiles_2026_04' and not granted`;
        waits += found?.waits ?? 0;
      }
    })();
    await grown;
    ended.abort();
    await watched;
    await work.release();
    expect(waits).toBe(0);
  });

  it('adds each column once, whoever else does', async () => {
    const other = openClient(database.target, { max: 1 });
    try {
      const slots = Array.from({ length: 20 }, (_, index) => `FIELD${901 + index}`);
      await Promise.all([growSlots(client, slots.slice(0, 15)), growSlots(other, slots.slice(5))]);
      const names = slots.map((slot) => slot.toLowerCase());
      expect(await columns(...names)).toEqual(Object.fromEntries(names.map((name) => [name, 4])));
    } finally {
      await other.end();
    }
  });

  it('leaves no part of it where it is killed, and can be done again', async () => {
    const other = openClient(database.target, { max: 1 });
    const killed = other.begin(async (inside) => {
      const [backend] = await inside<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await growSlots(inside as unknown as Sql, ['FIELD901', 'STR901']);
      expect(await exclusive()).toEqual({ held: expect.any(Number), awaited: 0 });
      expect((await exclusive()).held).toBeGreaterThanOrEqual(4);
      await client`select pg_terminate_backend(${backend?.pid ?? 0}, 5000)`;
      await inside`select 1`;
    });
    await expect(killed).rejects.toThrow();
    await other.end();
    expect(await exclusive()).toEqual({ held: 0, awaited: 0 });
    expect(await columns('field901', 'str901')).toEqual({});
    await growSlots(client, ['FIELD901', 'STR901']);
    expect(await columns('field901', 'str901')).toEqual({ field901: 4, str901: 4 });
  });
});

describe('changeCatalogue', () => {
  const dates = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => add(`D${from + index}`, { dataType: 'date' }));
  const change = (...changes: ReturnType<typeof add>[]) => changeCatalogue(client, () => changes, { today });

  it('adds columns before they are needed, so that a later change waits for no reader', async () => {
    // The table begins with 12 of them: with 8 taken four are left, with 9 three.
    await change(...dates(1, 8));
    expect(await columns('date12', 'date13')).toEqual({ date12: 4 });
    await change(...dates(9, 9));
    expect(await columns('date13', 'date17', 'date18')).toEqual({ date13: 4, date17: 4 });
    const reader = await holding(readAll);
    expect(await change(...dates(10, 13))).toHaveLength(4);
    await reader.release();
  });

  it('is made where columns that are needed later cannot be added now', async () => {
    const reader = await holding(readAll);
    expect(await change(...dates(1, 12))).toHaveLength(12);
    expect(await columns('date13')).toEqual({});
    await reader.release();
  });

  it('adds the columns that it lacks for itself, and only then becomes what others see', async () => {
    const reader = await holding(readAll);
    const changed = change(...dates(1, 13));
    await untilSeen(({ awaited }) => awaited > 0);
    const seen = await client`select from facet.customer_profile_fields`;
    // Another change need not wait for that one.
    await change(add('OTHER', { dataType: 'text' }));
    await reader.release();
    expect(await changed).toHaveLength(13);
    expect(seen).toHaveLength(0);
    // The next eight besides.
    expect(await columns('date13', 'date21', 'date22')).toEqual({ date13: 4, date21: 4 });
  });
});
