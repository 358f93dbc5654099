import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { addCustomers, addLines } from '../../support/sample.js';
import { configWith, valuesOf } from '../measures/events.js';

const config = configWith(
  [
    { name: 'kept_items', kind: 'difference', of: 'ecom_number_of_items', less: 'ecom_number_of_returned_items' },
    { name: 'first_visit_age', kind: 'difference', of: 'ecom_first_order_date', less: 'birthdate' },
    { name: 'cohort', kind: 'calendar_month', of: 'ecom_first_order_date' },
    { name: 'latest_month', kind: 'calendar_month', of: 'ecom_last_order_time', type: 'date' },
    { name: 'birth_month', kind: 'calendar_month', of: 'birthdate', type: 'integer' },
  ],
  'Europe/Paris',
);

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await addCustomers(database, [{ id: 'A', birthdate: '2000-02-29' }, { id: 'B' }]);
  await addLines(database, [
    { customer: 'A', order: '1', at: '2026-01-31T22:59:00Z', revenue: '5', quantity: '3' },
    { customer: 'A', order: '1', at: '2026-02-02T10:00:00Z', revenue: '-5', quantity: '-1', isReturn: true },
    // Half past midnight on 1 April in Paris.
    { customer: 'A', order: '2', at: '2026-03-31T22:30:00Z', revenue: '5', quantity: '1' },
  ]);
});
afterAll(() => database.drop());

it('differences and calendar months are made of other attributes', async () => {
  const names = ['kept_items', 'first_visit_age', 'cohort', 'latest_month', 'birth_month'];
  expect(await valuesOf(database, config, names, ['2026-04-01'])).toEqual({
    // From 29 February 2000 to 31 January 2026 there are 9,468 days.
    'A 2026-04-01': ['3', '9468', '2026-01', '2026-04-01', '2'],
    'B 2026-04-01': ['0', null, null, null, null],
  });
});
