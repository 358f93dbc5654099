import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { forgetPerson } from '../../src/forgetting/forgetPerson.js';
import { runBuild } from '../../src/ingest/build/runBuild.js';
import { formatImportReport } from '../../src/ingest/import/report/formatImportReport.js';
import { csv } from '../ingest/import/campaignFiles.js';
import { importFixture, type ImportFixture } from '../ingest/import/importFixture.js';
import { whereTextStands } from './fillPerson.js';

let fixture: ImportFixture;
const people = {
  file: 'people.csv',
  target: 'unified_customers',
  columns: {
    datasource: { constant: 'shop' },
    pk: 'id',
    customer_id: 'customer',
    email: 'mail',
    phone: 'phone',
    full_name: 'name',
    birthdate: 'born',
    fk_till: 'till',
  },
};
const orders = {
  file: 'orders.csv',
  target: 'unified_itemized_transactions',
  columns: {
    order_id: 'order',
    line_id: 'line',
    customer_id: 'customer',
    order_datetime: 'at',
    item_revenue: 'amount',
    item_quantity: { constant: '1' },
  },
};
const events = {
  file: 'events.csv',
  target: 'activity',
  columns: { time: 'at', url: 'url', source_namespace: { constant: 'till' }, source_customer_id: 'card' },
};

const peopleRows = [
  'id,customer,mail,phone,name,born,till',
  's1,CUST-ANNA,Anna@canary.example,+49 30 111222,Anna Canary,1990-01-01,card-anna',
  's2,CUST-BERT,bert@canary.example,+49 30 333444,Bert Finch,1991-01-01,card-bert',
  // A household has one number.
  's3,CUST-CARL,carl@canary.example,+49 30 111222,Carl Canary,1992-01-01,card-carl',
  's4,CUST-ANNA,anna@canary.example,,Anna Canary,not a day,card-anna',
] as const;
const orderRows = [
  'order,line,customer,at,amount',
  'O1,1,CUST-ANNA,2026-01-01T00:00:00Z,5.50',
  'O2,1,CUST-BERT,2026-01-02T00:00:00Z,7.25',
] as const;
const eventRows = ['at,url,card', '2026-01-03T10:00:00Z,/a,card-anna', '2026-01-03T11:00:00Z,/b,card-bert'] as const;

const rejects = () => join(fixture.folder, 'rejects.csv');

async function importAll() {
  await fixture.write('people.csv', csv(...peopleRows));
  await fixture.write('orders.csv', csv(...orderRows));
  await fixture.write('events.csv', csv(...eventRows));
  return fixture.run([people, orders, events], { rejectsFile: rejects() });
}

const customers = async () =>
  (await fixture.client`select customer_id as id from facet.customers order by 1`).map(({ id }) => id as string);
const revenue = () =>
  fixture.client`select sum(item_revenue) as sum, count(*)::int from facet.unified_itemized_transactions`;

beforeAll(async () => {
  fixture = await importFixture();
  const first = await importAll();
  expect(first.files.map(({ rowsRejected }) => rowsRejected)).toEqual([1, 0, 0]);
});
afterAll(() => fixture?.drop());

it('rewrites the files of rejected rows that imports have written', async () => {
  expect(await readFile(rejects(), 'utf8')).toMatch(/Anna Canary/);
  await fixture.write(
    'rejects.csv',
    `${await readFile(rejects(), 'utf8')}people.csv,9,born,x,no day,"s9,x,bert@canary.example"\n`,
  );
  const sum = await revenue();
  const receipt = await forgetPerson(fixture.job, 'CUST-ANNA', { by: 'a test', door: 'cli' });
  expect(receipt.files).toEqual([{ path: rejects(), rows: 1 }]);
  const left = await readFile(rejects(), 'utf8');
  expect(left.toLowerCase()).not.toMatch(/anna/);
  expect(left).toBe('file,line,column,value,reason,row\npeople.csv,9,born,x,no day,"s9,x,bert@canary.example"\n');
  expect(await revenue()).toEqual(sum);
  expect(await customers()).toEqual(['CUST-BERT', 'CUST-CARL']);
});

it('leaves the rows of a forgotten person out of a later import, by whatever they name it, and says how many', async () => {
  const sum = await revenue();
  await fixture.write(
    'people.csv',
    csv(...peopleRows.slice(0, 4), 's9,CUST-NEW,ANNA@canary.example ,,Anna Again,1990-01-01,'),
  );
  // Other bytes, so that they are read again.
  await fixture.write('orders.csv', csv(...orderRows, 'O3,1,CUST-BERT,2026-01-04T00:00:00Z,1.00'));
  await fixture.write('events.csv', csv(...eventRows, '2026-01-03T12:00:00Z,/c,card-bert'));
  const report = await fixture.run([people, orders, events]);
  expect(
    report.files.map(({ target, rowsForgotten, rowsSuperseded }) => [target, rowsForgotten, rowsSuperseded]),
  ).toEqual([
    ['unified_customers', 2, 0],
    ['unified_itemized_transactions', 1, 0],
    ['activity', 1, 0],
  ]);
  expect(formatImportReport(report)[0]).toMatch(/, 2 rows of forgotten persons left out/);
  expect(await customers()).toEqual(['CUST-BERT', 'CUST-CARL']);
  expect((await revenue())[0]).toEqual({ sum: '13.75', count: 3 });
  expect((await revenue())[0]).not.toEqual(sum[0]);
  for (const text of ['anna@canary.example', 'CUST-ANNA', 'Anna Canary', 'card-anna'])
    expect({ text, tables: await whereTextStands(fixture.client, text) }).toEqual({ text, tables: [] });
});

it('leaves out what something else has written, when customers are built', async () => {
  await fixture.client`
    insert into facet.unified_customers (customer_id, datasource, pk, email, is_linked, load_id)
    values ('', 'crm', '77', 'anna@canary.example', true, 1), ('', 'crm', '78', 'dora@canary.example', true, 1)`;
  const report = await runBuild(fixture.job);
  expect(report).toMatchObject({ forgotten: 1 });
  expect(await whereTextStands(fixture.client, 'anna@canary.example')).toEqual([]);
  expect((await customers()).length).toBe(3);
});
