import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createKey, revokeKey } from '../../src/access/keys/keys.js';
import { openClient, type Sql } from '../../src/db/client.js';
import { holdStill } from '../../src/forgetting/holdStill.js';
import { personTables } from '../../src/forgetting/personTables.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';

let database: TestDatabase;
let other: Sql;
const now = new Date('2026-03-31T09:00:00Z');

beforeAll(async () => {
  database = await cloneDatabase();
  other = openClient(database.target, { max: 1 });
  for (const name of ['first', 'second']) await createKey(database.client, name, now, {});
});
afterAll(async () => {
  await other?.end();
  await database?.drop();
});

const revokedOf = async (): Promise<string[]> => {
  const rows = await database.client<{ name: string }[]>`
    select name from facet.api_clients where revoked_at is not null order by 1`;
  return rows.map(({ name }) => name);
};

it('a key is revoked, and that is logged, while a person is being forgotten', async () => {
  const job = testJob(database, now.toISOString());
  const tables = await personTables(database.client, job.config);
  await holdStill(other, tables, { waitSeconds: 0, onWait: () => {} }, async () => {
    await revokeKey(database.client, 'first', now);
  });
  expect(await revokedOf()).toEqual(['first']);
  const logged = await database.client`
    select subject from facet.audit_log where operation = 'api_clients update (revoked_at)'`;
  expect(logged).toEqual([{ subject: 'first' }]);
});

it('a key is revoked though the log cannot be written; none is made', async () => {
  await other.begin(async (transaction) => {
    await transaction`lock table facet.audit_log in access exclusive mode`;
    const began = performance.now();
    await revokeKey(database.client, 'second', now);
    expect(performance.now() - began).toBeLessThan(5000);
    await expect(createKey(database.client, 'third', now, {})).rejects.toThrow();
  });
  expect(await revokedOf()).toEqual(['first', 'second']);
  expect(await database.client`select from facet.api_clients where name = 'third'`).toHaveLength(0);
});
