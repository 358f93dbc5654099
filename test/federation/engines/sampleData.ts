import { runSnapshot } from '../../../src/enrichment/runSnapshot.js';
import { addDefinitions, addTree, addValues } from '../../levels/sampleLevels.js';
import type { TestDatabase } from '../../support/database.js';
import { testJob } from '../../support/job.js';
import { addCustomers, addLines, addTargetings } from '../../support/sample.js';

/** The day of the only snapshot. */
export const day = '2026-11-22';

/** Customers with what belongs to them, and a snapshot of one day. */
export async function addSampleData(database: TestDatabase): Promise<void> {
  const { client } = database;
  await addTree(database, {
    industries: ['IND'],
    companies: [['COM', 'IND']],
    contracts: [['CON', 'COM']],
    accounts: [['ACC1', 'CON'], 'ACC2'],
  });
  await addCustomers(database, [
    { id: 'A', givenName: 'Ada', city: 'Lyon', email: 'ada@example.com' },
    { id: 'B', givenName: 'Bo' },
    { id: 'C', givenName: 'Cy', city: 'Oslo', email: 'cy@example.com' },
    { id: 'D', givenName: 'Di', city: 'Rome' },
  ]);
  await client`update facet.customers set account_id = 'ACC1' where customer_id in ('A', 'B')`;
  const identifiers = [
    ['A', 'email', 'ada@example.com'],
    ['A', 'shop', 's-1'],
    ['B', 'shop', 's-2'],
    ['C', 'shop', 's-2'],
  ].map(([customer_id, system, value]) => ({ customer_id, system, value, load_id: 0 }));
  await client`insert into facet.customer_identifiers ${client(identifiers)}`;
  await addLines(database, [
    { customer: 'A', order: '1', at: '2026-01-05T10:00:00Z', revenue: '100.50', quantity: '2' },
    { customer: 'A', order: '2', at: '2026-03-28T20:00:00Z', revenue: '19.50', quantity: '1' },
    { customer: 'B', order: '1', at: '2026-04-01T20:00:00Z', revenue: '7', quantity: '1' },
  ]);
  const orders = [
    ['A', '1', '2026-01-05T10:00:00Z', '100.50'],
    ['A', '2', '2026-03-28T20:00:00Z', '19.50'],
    ['B', '1', '2026-04-01T20:00:00Z', '7'],
  ].map(([customer_id, order_id, order_datetime, revenue]) => ({
    customer_id,
    order_id,
    order_datetime,
    order_quantity: '1',
    order_revenue: revenue,
    order_returned_quantity: '0',
    order_returned_revenue: '0',
    order_canceled_quantity: '0',
    order_canceled_revenue: '0',
    net_order_revenue: revenue,
    lines: 1,
    load_id: 0,
  }));
  await client`insert into facet.unified_transactions ${client(orders)}`;
  await client`
    insert into facet.campaigns (plan_id, campaign_name, execution_start_date) values ('P1', 'Spring', '2026-03-01')`;
  await addTargetings(database, [
    { customer: 'A', day: '2026-03-10', plan: 'P1', action: 2 },
    { customer: 'B', day: '2026-03-10', plan: 'P1', action: 1 },
  ]);
  await addDefinitions(database, [
    { name: 'orders', unit: 'count', levels: ['CUSTOMER', 'ACCOUNT'] },
    { name: 'visits', unit: 'count', levels: ['CUSTOMER'] },
  ]);
  await addValues(database, [
    { level: 'CUSTOMER', id: 'A', name: 'orders', day: '2026-10-01', value: '2' },
    { level: 'CUSTOMER', id: 'B', name: 'orders', day: '2026-10-01', value: '1' },
    { level: 'ACCOUNT', id: 'ACC1', name: 'orders', day: '2026-10-01', value: '3' },
  ]);
  await runSnapshot(testJob(database, `${day}T23:00:00Z`), { from: day, to: day });
}
