import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deriveCustomers, deriveIdentifiers } from '../../../src/ingest/derive/index.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { openGraph } from '../../support/graph.js';
import { deriveTwice, insertRecords, testJob } from './deriveSupport.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

test('every e-mail, phone, loyalty id and source key is an identifier, and what has gone goes', async () => {
  const { client } = database;
  await insertRecords(
    client,
    { pk: 'W1', datasource: 'web', email: ' Ann@example.com ', phone: '+1', loyalty_id: ' ', app: 'a', priority: 2 },
    { pk: 'P1', datasource: 'pos', email: 'ann@example.com', phone: ' +1', loyalty_id: 'L1', app: 'b', priority: 1 },
    { pk: 'P2', datasource: 'pos', customer_id: 'c2', email: 'none', loyalty_id: 'L1' },
    { pk: 'P3', datasource: 'pos', customer_id: '', email: 'nobody@example.com' },
  );
  const rows = await deriveTwice(
    testJob(client),
    deriveIdentifiers,
    'customer_identifiers',
    'customer_id, system, value',
  );
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

  await client`update facet.unified_customers set email = null where datasource = 'web'`;
  expect(await deriveIdentifiers(testJob(client), '9')).toEqual({ rows: 7, changed: 1 });
});

test('values that are too long for an index are left out, and nothing fails', async () => {
  const { client } = database;
  await client`truncate facet.unified_customers`;
  const long = Array.from({ length: 9000 }, (_, index) => Math.sin(index).toString(36).slice(-1)).join('');
  await insertRecords(client, {
    pk: 'W1',
    datasource: 'web',
    phone: long,
    loyalty_id: 'L'.repeat(1000),
    account_id: long,
  });
  await deriveCustomers(testJob(client), '10');
  expect((await deriveIdentifiers(testJob(client), '10')).rows).toBe(2);
  expect(await client`select account_id from facet.customers`.values()).toEqual([[null]]);
});

test('white space at the ends is cut off alike by the import and of what is asked for', async () => {
  const { client } = database;
  // An em space is none of it: it is part of the identifier.
  const values = { P10: ' \t\n\r\f\u000B\u00A0L10\u00A0 ', P11: '\u2003L11', P12: 'L\u00A012' };
  for (const [pk, loyalty_id] of Object.entries(values))
    await insertRecords(client, { pk, customer_id: pk, loyalty_id });
  await deriveIdentifiers(testJob(client), '10');
  await client`truncate facet.customers`;
  await client`
    insert into facet.customers (customer_id, source_records, load_id)
    select unnest(array['P10', 'P11', 'P12']), 1, 0`;
  const graph = await openGraph(database);
  const find = async (value: string) => {
    const source = 'query ($v: String!) { customerByIdentifier(system: "loyalty_id", value: $v) { id } }';
    const { data, errors } = await graph.ask(source, { v: value });
    expect(errors).toEqual([]);
    return (data['customerByIdentifier'] as { id: string } | null)?.id ?? null;
  };
  expect(await find('L10')).toBe('P10');
  expect(await find('\u000B\u00A0L10\t')).toBe('P10');
  expect(await find('\u2003L11')).toBe('P11');
  expect(await find('L11')).toBeNull();
  expect(await find(' L\u00A012 ')).toBe('P12');
});
