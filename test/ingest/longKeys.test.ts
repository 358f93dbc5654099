import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { importFixture, type ImportFixture } from './import/importFixture.js';

let fixture: ImportFixture;

beforeAll(async () => {
  fixture = await importFixture();
});
afterAll(() => fixture?.drop());

/** A text that PostgreSQL cannot compress. */
const noise = (seed: string, length: number): string =>
  Array.from({ length: Math.ceil(length / 64) }, (_, n) => createHash('sha256').update(`${seed} ${n}`).digest('hex'))
    .join('')
    .slice(0, length);

it('rows whose keys are too long together are rejected, and the others imported', async () => {
  const keys = (length: number): string[] => ['c', 'd', 'p'].map((name) => noise(`${name} ${length}`, length));
  await fixture.write(
    'long.csv',
    ['customer_id,datasource,pk', keys(850).join(','), keys(999).join(','), 'A,crm,1'].join('\n'),
  );
  const columns = { customer_id: 'customer_id', datasource: 'datasource', pk: 'pk' };
  const report = await fixture.run([{ file: 'long.csv', target: 'unified_customers', columns }]);
  expect(report.files).toMatchObject([{ rowsRead: 3, rowsRejected: 1 }]);
  const customers = await fixture.client<{ length: number }[]>`
    select length(customer_id) as length from facet.customers order by length(customer_id)`;
  expect(customers.map(({ length }) => length)).toEqual([1, 850]);
});

it('identifiers that are too long with their customer are discarded, and told', async () => {
  const [customer, email] = [noise('customer', 1000), `${noise('mail', 980)}@example.com`];
  await fixture.write('contacts.csv', `id,pk,source,email\n${customer},1,${noise('source', 950)},${email}\n`);
  const columns = { customer_id: 'id', datasource: 'source', pk: { column: 'pk' }, email: 'email' };
  await fixture.run([{ file: 'contacts.csv', target: 'unified_customers', columns }]);
  const systems = await fixture.client<{ system: string }[]>`
    select system from facet.customer_identifiers where customer_id = ${customer}`;
  expect(systems.map(({ system }) => system.slice(0, 5)).toSorted()).toEqual(['email', noise('source', 5)].toSorted());
});
