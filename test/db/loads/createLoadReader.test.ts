import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type postgres from 'postgres';
import { openClient, type Sql } from '../../../src/db/client.js';
import { createLoadReader } from '../../../src/db/loads/createLoadReader.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
let client: Sql;
beforeAll(async () => {
  database = await cloneDatabase();
  client = openClient(database.target, { max: 3 });
});
afterAll(async () => {
  await client.end({ timeout: 5 });
  await database.drop();
});

it('tells of the newest loads', async () => {
  await database.client`
    insert into facet.loads (kind, started_at, finished_at, code_version, result) values
      ('daily', '2026-03-01T03:00:00Z', '2026-03-01T03:02:00Z', '1', '{"error": "no"}'),
      ('import', '2026-03-02T03:00:00Z', '2026-03-02T03:00:30Z', '1', null),
      ('import', '2026-03-03T03:00:00Z', null, '1', null)`;
  const facts = await createLoadReader(client, { timeZone: 'UTC', seconds: 0 })();
  expect(facts?.loads.toSorted((a, b) => a.at - b.at)).toEqual([
    { kind: 'daily', outcome: 'failed', at: Date.parse('2026-03-01T03:02:00Z') / 1000, seconds: 120 },
    { kind: 'import', outcome: 'ok', at: Date.parse('2026-03-02T03:00:30Z') / 1000, seconds: 30 },
    { kind: 'import', outcome: 'unfinished', at: Date.parse('2026-03-03T03:00:00Z') / 1000, seconds: null },
  ]);
});

it('asks a database that hangs once, however often it is read, and tells again when that answers', async () => {
  const read = createLoadReader(client, { timeZone: 'UTC', seconds: 0 });
  await database.client.begin(async (transaction: postgres.TransactionSql) => {
    await transaction`lock table facet.loads in access exclusive mode`;
    expect(await Promise.all([read(), read(), read()])).toEqual([undefined, undefined, undefined]);
    const [waiting] = await transaction`
      select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    expect(waiting).toEqual({ waiting: 1 });
  });
  expect((await read())?.loads).toHaveLength(3);
});
