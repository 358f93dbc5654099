import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { exportPerson } from '../../src/forgetting/exportPerson.js';
import { forgetPerson } from '../../src/forgetting/forgetPerson.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';

let database: TestDatabase;
const job = () => testJob(database, '2026-03-31T09:00:00Z');

beforeAll(async () => {
  database = await cloneDatabase();
  // Of visitors who are not known, whose id is the empty text.
  await database.client`select facet.ensure_partitions('activity', '2026-03-01', '2026-03-31')`;
  await database.client`
    insert into facet.activity (customer_id, event_id, time, app, load_id)
    values ('', 'e1', '2026-03-01T00:00:00Z', 'shop', 1)`;
});
afterAll(() => database?.drop());

it.each(['', ' ', 'A\u0000'])('nobody is forgotten or exported who has the id %j', async (id) => {
  await expect(forgetPerson(job(), id, { by: 'a test', door: 'cli' })).rejects.toMatchObject({
    code: 'CUSTOMER_UNKNOWN',
  });
  await expect(exportPerson(job(), id, 'a test')).rejects.toMatchObject({ code: 'CUSTOMER_UNKNOWN' });
  expect(await database.client`select from facet.forgotten_hashes`).toHaveLength(0);
  expect(await database.client`select from facet.activity`).toHaveLength(1);
});
