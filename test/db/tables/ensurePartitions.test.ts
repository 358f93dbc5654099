import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { until } from '../../gateway/testServer.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database?.drop());

it('makes the first partition of a month once, although several want it at the same time', async () => {
  const { client } = database;
  const make = async (sql: typeof client): Promise<unknown> => {
    const [row] = await sql`select facet.ensure_partitions('audit_log', '2031-05-01', '2031-05-31') as made`;
    return row?.['made'];
  };
  const waiting = async (): Promise<boolean> => {
    const [row] = await client`select count(*)::int as n from pg_locks
      where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`;
    return row?.['n'] === 2;
  };
  let others: Promise<unknown[]> | undefined;
  const first = await client.begin(async (transaction) => {
    const made = await make(transaction as unknown as typeof client);
    others = Promise.all([client.begin((sql) => make(sql as unknown as typeof client)), make(client)]);
    await until(waiting);
    return made;
  });
  expect([first, ...((await others) ?? [])]).toEqual([1, 0, 0]);
});
