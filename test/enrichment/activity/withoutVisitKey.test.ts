import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { withoutVisitKey } from '../../../src/enrichment/activity/withoutVisitKey.js';
import { cloneWithSlots } from '../../support/cloneWithSlots.js';
import { type TestDatabase } from '../../support/database.js';
import { addCustomers } from '../../support/sample.js';
import { addEvents, enrich } from '../events.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneWithSlots();
  await addCustomers(database, [{ id: 'A' }]);
  await addEvents(database, [{ customer: 'A', id: '1', at: '2026-03-01T12:00:00Z', client: 'a' }]);
});
afterAll(() => database.drop());

/** The name of the key with its columns; undefined without one. */
const key = async (): Promise<string | undefined> => {
  const [found] = await database.client<{ key: string }[]>`
    select conname || ' ' || pg_get_constraintdef(oid) as key from pg_constraint
    where conrelid = 'facet.activity_visits'::regclass and contype = 'p'`;
  return found?.key;
};

const usual =
  'activity_visits_customer_id_day_session_key_session_ip_started_ PRIMARY KEY (customer_id, day, session_key, session_ip, started_at)';

it('makes the key that the migrations made, after the work and after a failure of it', async () => {
  expect(await key()).toBe(usual);
  expect(await withoutVisitKey(database.client, key)).toBeUndefined();
  expect(await key()).toBe(usual);
  const failing = withoutVisitKey(database.client, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(await key()).toBe(usual);
});

it('makes a key that a killed run has left out, with the next run', async () => {
  await database.client`alter table facet.activity_visits drop constraint
    activity_visits_customer_id_day_session_key_session_ip_started_`;
  await database.client`delete from facet.activity_rollup`;
  await enrich(database, '2026-03-01');
  expect(await key()).toBe(usual);
});

it('leaves the key to a user who may not take it away', async () => {
  await database.client`create role visits_reader`;
  await database.client`grant usage on schema facet to visits_reader`;
  try {
    await database.client.begin(async (transaction) => {
      await transaction`set local role visits_reader`;
      expect(await withoutVisitKey(transaction as unknown as TestDatabase['client'], key)).toBe(usual);
    });
  } finally {
    await database.client`drop owned by visits_reader`;
    await database.client`drop role visits_reader`;
  }
});
