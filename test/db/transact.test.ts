import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { transact } from '../../src/db/transact.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await database.client`create table public.lines (text text)`;
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.client`truncate public.lines`;
});

const lines = async (): Promise<unknown[]> =>
  (await database.client`select text from public.lines order by text`.values()).flat();

it('keeps all that is done in it, and gives what it comes to', async () => {
  const result = await transact(database.client, async (client) => {
    await client`insert into public.lines values ('a'), ('b')`;
    return client<{ n: number }[]>`select count(*)::int as n from public.lines`;
  });
  expect(result[0]).toEqual({ n: 2 });
  expect(await lines()).toEqual(['a', 'b']);
});

it('undoes all of it where anything fails', async () => {
  const failing = transact(database.client, async (client) => {
    await client`insert into public.lines values ('a')`;
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await lines()).toEqual([]);
});

it('is a savepoint of a transaction that it is called in', async () => {
  await transact(database.client, async (client) => {
    await client`insert into public.lines values ('a')`;
    const failing = transact(client, async (inner) => {
      await inner`insert into public.lines values ('b')`;
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await transact(client, (inner) => inner`insert into public.lines values ('c')`);
  });
  expect(await lines()).toEqual(['a', 'c']);
});

it('has the isolation that is asked for', async () => {
  const isolationIn = async (isolation?: string): Promise<unknown> => {
    const read = transact(database.client, (client) => client`show transaction_isolation`.values(), isolation);
    return (await read)[0]?.[0];
  };
  expect(await isolationIn()).toBe('read committed');
  expect(await isolationIn('isolation level repeatable read')).toBe('repeatable read');
});
