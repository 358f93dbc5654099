import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deriveCustomers, deriveIdentifiers } from '../../src/ingest/derive/index.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { deriveTwice, insertRecords, testJob } from './deriveSupport.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

test('every e-mail, phone, loyalty id and source key is an identifier, and what has gone goes', async () => {
  const { sql } = database;
  await insertRecords(
    sql,
    { pk: 'W1', datasource: 'web', email: ' Ann@example.com ', phone: '+1', loyalty_id: ' ', app: 'a', priority: 2 },
    { pk: 'P1', datasource: 'pos', email: 'ann@example.com', phone: ' +1', loyalty_id: 'L1', app: 'b', priority: 1 },
    { pk: 'P2', datasource: 'pos', customer_id: 'c2', email: 'none', loyalty_id: 'L1' },
    { pk: 'P3', datasource: 'pos', customer_id: '', email: 'nobody@example.com' },
  );
  const rows = await deriveTwice(testJob(sql), deriveIdentifiers, 'customer_identifiers', 'customer_id, system, value');
  expect(rows.map((row) => [row['customer_id'], row['system'], row['value'], row['app']])).toEqual([
    ['c1', 'email', 'Ann@example.com', 'a'],
    ['c1', 'email', 'ann@example.com', 'b'],
    ['c1', 'loyalty_id', 'L1', 'b'],
    ['c1', 'phone', '+1', 'b'],
    ['c1', 'pos', 'P1', 'b'],
    ['c1', 'web', 'W1', 'a'],
    ['c2', 'loyalty_id', 'L1', 'default'],
    ['c2', 'pos', 'P2', 'default'],
  ]);

  await sql`update facet.unified_customers set email = null where datasource = 'web'`;
  expect(await deriveIdentifiers(testJob(sql), '9')).toEqual({ rows: 7, changed: 1 });
});

test('values that are too long for an index are left out, and nothing fails', async () => {
  const { sql } = database;
  await sql`truncate facet.unified_customers`;
  const long = Array.from({ length: 9000 }, (_, index) => Math.sin(index).toString(36).slice(-1)).join('');
  await insertRecords(sql, {
    pk: 'W1',
    datasource: 'web',
    phone: long,
    loyalty_id: 'L'.repeat(1000),
    account_id: long,
  });
  await deriveCustomers(testJob(sql), '10');
  expect((await deriveIdentifiers(testJob(sql), '10')).rows).toBe(2);
  expect(await sql`select account_id from facet.customers`.values()).toEqual([[null]]);
});
