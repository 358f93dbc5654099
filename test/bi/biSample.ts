import { runSnapshot } from '../../src/enrichment/snapshot/runSnapshot.js';
import type { TestDatabase } from '../support/database.js';
import { testJob } from '../support/job.js';
import { addCustomers, addLines, addTargetings } from '../support/sample.js';

/** The customer of the public document. */
export const documentCustomer = '1111113001034507';

/** Two customers, their orders and campaigns, and the snapshots of the last six days of March 2026. */
export async function addBiSample(database: Pick<TestDatabase, 'sql'>): Promise<void> {
  const customer = documentCustomer;
  await addCustomers(database, [
    { id: customer, givenName: 'Ada', city: 'Lyon', birthdate: '1990-03-01', email: 'a@example.com' },
    { id: 'B' },
  ]);
  await addLines(database, [
    { customer, order: '1', at: '2026-02-10T10:00:00Z', revenue: '100.5', quantity: '2', channel: 'web' },
    { customer, order: '2', at: '2026-03-27T10:00:00Z', revenue: '40', quantity: '1', channel: 'web' },
    { customer, order: '3', at: '2026-03-27T20:00:00Z', revenue: '60', quantity: '1', channel: 'store' },
    { customer, order: '3', at: '2026-03-29T09:00:00Z', revenue: '-20', quantity: '-1', isReturn: true },
  ]);
  await addTargetings(database, [
    { customer, day: '2026-02-20', plan: 'P0', action: 2 },
    { customer, day: '2026-03-10', plan: 'P1', action: 2 },
    { customer, day: '2026-03-20', plan: 'P2', action: 2 },
    { customer, day: '2026-03-21', plan: 'P3', action: 1 },
  ]);
  await runSnapshot(testJob(database, '2026-03-31T09:00:00Z'), { from: '2026-03-25', to: '2026-03-30' });
}
