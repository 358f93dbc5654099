import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { deriveCustomers } from '../../../src/ingest/derive/index.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { deriveTwice, insertRecords, testJob, type Row } from './deriveSupport.js';

let database: TestDatabase;
beforeEach(async () => {
  database = await cloneDatabase();
});
afterEach(() => database.drop());

const derived = (): Promise<Row[]> =>
  deriveTwice(testJob(database.client), deriveCustomers, 'customers', 'customer_id');

async function only(): Promise<Row> {
  const rows = await derived();
  expect(rows).toHaveLength(1);
  return rows[0] ?? {};
}

test('completion goes before priority, priority before the update time, that before pk and datasource', async () => {
  await insertRecords(
    database.client,
    // A strong source that knows only half of the name, and a phone.
    { pk: 'a', given_name: 'Ann', phone: '+1', gender: 'F', priority: 1, update_dt: '2026-05-01' },
    { pk: 'b', given_name: 'Anna', surname: 'Berg', phone: '+2', email: 'b@example.com', priority: 3 },
    { pk: 'c', given_name: 'A.', surname: 'Berg', priority: 3, update_dt: '2026-01-01', email: 'c@example.com' },
    { pk: 'd', surname: 'B', priority: 3, update_dt: '2026-01-02', email: 'd2@example.com', gender: 'X' },
    { pk: 'd', datasource: 'app', priority: 3, update_dt: '2026-01-02', email: 'd1@example.com', loyalty_id: 'L1' },
  );
  expect(await only()).toMatchObject({
    // b and c have a whole name; c's update time is known.
    given_name: 'A.',
    surname: 'Berg',
    full_name: 'A. Berg',
    name_completion: 1,
    name_pk: 'c',
    name_datasource: 'shop',
    name_priority: 3,
    name_update_dt: '2026-01-01T00:00:00Z',
    phone: '+1',
    phone_pk: 'a',
    phone_priority: 1,
    phone_update_dt: '2026-05-01T00:00:00Z',
    // Same priority, update time and pk: the datasource decides.
    email: 'd1@example.com',
    email_datasource: 'app',
    email_completion: 1,
    gender: 'F',
    loyalty_id: 'L1',
    birthdate: null,
    birthdate_completion: 0,
    birthdate_pk: null,
    source_records: 5,
    update_dt: '2026-05-01T00:00:00Z',
    app: 'default',
    load_id: '7',
  });
});

test('every column that a source record shares with a customer is carried over, texts without white space at their ends', async () => {
  const columns = await database.client<{ name: string; type: string }[]>`
    select column_name as name, data_type as type from information_schema.columns as records
    where table_schema = 'facet' and table_name = 'unified_customers' and column_name not in ('customer_id', 'load_id')
      and exists (select from information_schema.columns as customers
        where customers.table_schema = 'facet' and customers.table_name = 'customers'
          and customers.column_name = records.column_name)`;
  expect(columns.length).toBeGreaterThan(20);
  const samples: Readonly<Record<string, string>> = {
    date: '1990-05-17',
    'timestamp with time zone': '2026-05-01T00:00:00Z',
  };
  const said = Object.fromEntries(
    columns.map(({ name, type }) => [name, samples[type] ?? (name === 'email' ? 'a@example.com' : `a ${name}`)]),
  );
  const isTrimmed = ({ name, type }: { name: string; type: string }) => type === 'text' && name !== 'app';
  const spaced = Object.fromEntries(columns.filter(isTrimmed).map(({ name }) => [name, ` ${said[name]}\t`]));
  await insertRecords(database.client, { pk: 'a', ...said, ...spaced });
  expect(await only()).toMatchObject(said);
});

test('an address is taken as a block from the most complete record', async () => {
  await insertRecords(
    database.client,
    { pk: 'a', address: 'Main 1', city: 'Bonn', country: 'DE', priority: 1 },
    { pk: 'b', address: 'Side 2', city: 'Ulm', postal: '89073', priority: 2, address2: 'Floor 3' },
    { pk: 'c', postal: '10115', state: 'Berlin', priority: 2 },
  );
  expect(await only()).toMatchObject({
    address: 'Side 2',
    address2: 'Floor 3',
    city: 'Ulm',
    state: null,
    postal: '89073',
    country: null,
    address_completion: 3,
    address_pk: 'b',
    address_priority: 2,
  });
});

test('texts are trimmed, blank is nothing, and what is no e-mail address is none', async () => {
  await insertRecords(
    database.client,
    { pk: 'a', email: 'not given', given_name: ' \t ', surname: '', priority: 1 },
    { pk: 'b', email: ' Ann@Example.com\n', given_name: '\u00A0\vAnnv ', phone: '  ', priority: 2 },
  );
  expect(await only()).toMatchObject({
    email: 'Ann@Example.com',
    email_pk: 'b',
    given_name: 'Annv',
    surname: null,
    full_name: 'Annv',
    name_completion: 0,
    name_pk: 'b',
    phone: null,
    phone_completion: 0,
    phone_pk: null,
  });
});

test('the full name falls back on given name and surname, then on either', async () => {
  await insertRecords(
    database.client,
    { customer_id: '1', pk: '1', full_name: 'Dr A B', given_name: 'A', surname: 'B' },
    { customer_id: '2', pk: '2', given_name: 'A', surname: 'B' },
    { customer_id: '3', pk: '3', surname: 'B' },
    { customer_id: '4', pk: '4', phone: '+1' },
    { customer_id: '', pk: '5', surname: 'Nobody' },
  );
  const rows = await derived();
  expect(rows.map((row) => [row['customer_id'], row['full_name'], row['name_completion']])).toEqual([
    ['1', 'Dr A B', 1],
    ['2', 'A B', 1],
    ['3', 'B', 0],
    ['4', null, 0],
  ]);
});

test('only what changed is written, and a customer without records goes', async () => {
  const { client } = database;
  await insertRecords(
    client,
    { customer_id: '1', pk: '1' },
    { customer_id: '2', pk: '2' },
    { customer_id: '3', pk: '3' },
  );
  expect(await deriveCustomers(testJob(client), '7')).toEqual({ rows: 3, changed: 3 });
  await client`update facet.unified_customers set gender = 'F' where customer_id = '2'`;
  await client`delete from facet.unified_customers where customer_id = '3'`;
  expect(await deriveCustomers(testJob(client), '8')).toEqual({ rows: 2, changed: 2 });
  expect(await client`select customer_id, gender, load_id from facet.customers order by 1`).toEqual([
    { customer_id: '1', gender: null, load_id: '7' },
    { customer_id: '2', gender: 'F', load_id: '8' },
  ]);
});
