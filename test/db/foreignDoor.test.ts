import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Sql } from '../../src/db/client.js';
import { createDoor } from '../../src/db/door.js';
import type { DoorOptions } from '../../src/db/doorTypes.js';
import { createForeignDoor } from '../../src/db/foreignDoor.js';
import { listenTo } from '../../src/db/listenTo.js';
import { emptyDatabase, type TestDatabase } from '../support/database.js';
import { openForeign } from '../support/openForeign.js';

let database: TestDatabase;
let theirs: Sql;
const statements: string[] = [];
beforeAll(async () => {
  database = await emptyDatabase();
  theirs = openForeign(database, {
    max: 2,
    onnotice: () => {},
    debug: (_, text) => statements.push(text),
  });
});
afterAll(async () => {
  await theirs.end({ timeout: 1 });
  await database.drop();
});

const door = (options: DoorOptions = {}) => createForeignDoor(theirs, options);
const shown = (name: string) => sql`select current_setting(${name}, true) as value`;

describe('a door on somebody else’s client', () => {
  it('is what a door on a client that is not ours is', async () => {
    const asked: string[] = [];
    const ours = createDoor(theirs, { onStatement: ({ text }) => asked.push(text) });
    statements.splice(0);
    expect([...(await ours.query(sql`select ${1}::int as n`))]).toEqual([{ n: 1 }]);
    expect(asked).toEqual(['select $1::int as n']);
    // Nothing is set where there is nothing to set.
    expect(statements.filter((text) => /begin|set |select \$1/.test(text))).toEqual(['begin ', 'select $1::int as n']);
  });

  it('sets its settings for its own statement, and leaves the connection as it was', async () => {
    const settings = { 'facet.viewer': `it's "me"`, statement_timeout: '1234' };
    expect([...(await door({ settings }).query(shown('facet.viewer')))]).toEqual([{ value: `it's "me"` }]);
    expect([...(await door({ settings }).query(shown('statement_timeout')))]).toEqual([{ value: '1234ms' }]);
    const [after] =
      await theirs`select current_setting('facet.viewer', true) as viewer, current_setting('statement_timeout') as timeout`;
    expect([after?.['viewer'] ?? '', after?.['timeout']]).toEqual(['', '0']);
  });

  it('fails as its statement fails, and answers the next one', async () => {
    await expect(door().query(sql`select 1 / 0`)).rejects.toMatchObject({ code: '22012' });
    await expect(door({ settings: { statement_timeout: '20' } }).query(sql`select pg_sleep(20)`)).rejects.toMatchObject(
      { code: '57014' },
    );
    expect([...(await door().query(sql`select 1 as n`))]).toEqual([{ n: 1 }]);
  });

  it('shows each row, and fails with what looking at one throws', async () => {
    const seen: unknown[] = [];
    const rows = await door({ onRow: (row) => seen.push(row['n']) }).query(sql`select generate_series(1, 3) as n`);
    expect([rows.length, seen]).toEqual([3, [1, 2, 3]]);
    const onRow = ({ n }: Readonly<Record<string, unknown>>): void => {
      if (n === 2) throw new Error('two is too many');
    };
    await expect(door({ onRow }).query(sql`select generate_series(1, 3) as n`)).rejects.toThrow('two is too many');
  });
});

describe('an abort', () => {
  it('before the question runs nothing, and tells of no statement', async () => {
    const told: unknown[] = [];
    const ended = door({ signal: AbortSignal.abort(new Error('left')), onStatement: (one) => told.push(one) });
    statements.splice(0);
    await expect(ended.query(sql`select 1`)).rejects.toThrow('left');
    expect([told, statements]).toEqual([[], []]);
  });

  it('rejects at once what runs, and cancels nothing of what others may run by then', async () => {
    const leaving = new AbortController();
    const asked = door({ signal: leaving.signal }).query(sql`select pg_sleep(20)`);
    const running = () => database.client<{ pid: number }[]>`
      select pid from pg_stat_activity where state = 'active' and query like 'select pg_sleep(20)%'`;
    for (let tries = 0; tries < 500 && (await running()).length === 0; tries += 1) await delay(10);
    leaving.abort(new Error('left'));
    await expect(asked).rejects.toThrow('left');
    const [left] = await running();
    expect(left).toBeDefined();
    expect([...(await door().query(sql`select 1 as n`))]).toEqual([{ n: 1 }]);
    await database.client`select pg_cancel_backend(${left?.pid ?? 0})`;
  });

  it('while a connection is waited for runs the statement nowhere', async () => {
    const leaving = new AbortController();
    const held = [theirs.reserve(), theirs.reserve()];
    const connections = await Promise.all(held);
    const asked = door({ signal: leaving.signal }).query(sql`create table left_behind (n int)`);
    leaving.abort(new Error('left'));
    await expect(asked).rejects.toThrow('left');
    for (const connection of connections) connection.release();
    await theirs`select 1`;
    expect([...(await theirs`select to_regclass('left_behind') as name`)]).toEqual([{ name: null }]);
  });
});

describe('listening', () => {
  it('is refused on a client that is not ours', async () => {
    await expect(listenTo(theirs, { any: () => {} })).rejects.toThrow('Only a client of openClient can listen');
  });

  it('wakes all at the start, and each by its own channel', async () => {
    const woken: string[] = [];
    const listening = await listenTo(database.client, { one: () => woken.push('one'), two: () => woken.push('two') });
    expect(woken.splice(0)).toEqual(['one', 'two']);
    expect(listening.isListening).toBe(true);
    await database.client`select pg_notify('two', ''), pg_notify('three', '')`;
    for (let tries = 0; tries < 200 && woken.length === 0; tries += 1) await delay(5);
    expect(woken).toEqual(['two']);
    await listening.stop();
    await database.client`select pg_notify('one', '')`;
    await delay(20);
    expect(woken).toEqual(['two']);
  });

  it('wakes all again after its connection was lost', async () => {
    const wakes: number[] = [];
    const listening = await listenTo(database.client, { one: () => wakes.push(1) });
    const listeners = () =>
      database.client<{ pid: number }[]>`select pid from pg_stat_activity where query like 'listen "one"%'`;
    const [before] = await listeners();
    await database.client`select pg_terminate_backend(${before?.pid ?? 0}, 5000)`;
    for (let tries = 0; tries < 400 && wakes.length < 2; tries += 1) await delay(10);
    expect(wakes).toHaveLength(2);
    const [after] = await listeners();
    expect(after?.pid).not.toBe(before?.pid);
    await listening.stop();
  });
});
