import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { transact } from '../../../src/db/transact.js';
import { mergedCustomers, movedIdentifiers } from '../../../src/ingest/derive/index.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

it('counts customers who are gone and identifiers that have moved, however many had and have one telephone', async () => {
  const found = await transact(database.client, async (client) => {
    // All pairs of 30,000 who had it and 30,000 who have it would take minutes.
    await client`set local statement_timeout = '20s'`;
    await client`create temp table identifiers_gone (customer_id text collate "C", system text, value text) on commit drop`;
    await client`insert into identifiers_gone select 'gone' || n, 'phone', '0' from generate_series(1, 30000) as n`;
    await client`insert into identifiers_gone values ('kept', 'phone', '0'), ('kept', 'email', 'a@x.example')`;
    await client`
      insert into facet.customer_identifiers (customer_id, system, value, load_id)
      select 'now' || n, 'phone', '0', 0 from generate_series(1, 30000) as n`;
    await client`insert into facet.customers (customer_id, source_records, load_id) values ('kept', 1, 0)`;
    return [await mergedCustomers(client), await movedIdentifiers(client)];
  });
  expect(found).toEqual([
    { count: 30_000, examples: ['gone1 → now1', 'gone10 → now1', 'gone100 → now1'] },
    [{ system: 'phone', count: 1, examples: ['0 (kept → now1)'] }],
  ]);
});
