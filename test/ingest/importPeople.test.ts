import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { counts, importFixture, people, type ImportFixture } from './importFixture.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await importFixture();
});
beforeEach(async () => {
  await fixture.sql`truncate facet.unified_customers, facet.customers, facet.import_files, facet.loads`;
});
afterAll(() => fixture.drop());

test('of the rows of one person the last counts, and a record that moves leaves its old customer', async () => {
  await fixture.write(
    'people.csv',
    'id,key,email,born\nA,1,a@x.example,\nA,1,a2@x.example,1980-02-29\nA,2,b@x.example,\n',
  );
  const first = await fixture.run([people]);
  expect(counts(first.files[0])).toEqual([3, 2, 0]);
  await fixture.write('people.csv', 'id,key,email,born\nA,2,b@x.example,\nB,2,b@x.example,\n');
  await fixture.run([people]);
  const rows = fixture.sql`select customer_id, pk, email, birthdate from facet.unified_customers order by 1, 2`;
  expect(await rows.values()).toEqual([
    ['A', '1', 'a2@x.example', '1980-02-29'],
    ['B', '2', 'b@x.example', null],
  ]);
  expect(await fixture.sql`select customer_id, email from facet.customers order by 1`.values()).toEqual([
    ['A', 'a2@x.example'],
    ['B', 'b@x.example'],
  ]);
});

test('columns that a mapping leaves out keep what they hold', async () => {
  await fixture.write('people.csv', 'id,key,email,born\nA,1,a@x.example,1990-01-01\n');
  const keysOnly = { ...people, columns: { customer_id: 'id', datasource: { constant: 'shop' }, pk: 'key' } };
  const { files } = await fixture.run([people, keysOnly]);
  expect(files.map(counts)).toEqual([
    [1, 1, 0],
    [1, 0, 0],
  ]);
  expect(await fixture.sql`select email from facet.unified_customers`.values()).toEqual([['a@x.example']]);
});
