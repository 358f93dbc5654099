import type { Job } from '../../db/job.js';
import { customerRowColumns, customerRows } from './customerRows.js';
import { findBadContacts } from './findBadContacts.js';
import { inTransaction } from './inTransaction.js';
import { countRows, removeVanished, upsert, type Derived, type DerivedTable } from './upsert.js';

const table: DerivedTable = { name: 'customers', key: ['customer_id'], columns: customerRowColumns };

/**
 * Derives `customers` from all source records in `unified_customers` (spec A3), in one transaction. Unchanged rows
 * keep their load id; customers without a source record are deleted; records without a customer (`''`) make none.
 */
export async function deriveCustomers(job: Job, loadId: string): Promise<Derived> {
  return inTransaction(job, async ({ client }) => {
    await findBadContacts(client);
    const removed = await removeVanished(
      client,
      table,
      `not exists (select 1 from facet.unified_customers as record
        where record.customer_id = derived.customer_id and record.customer_id <> '')`,
    );
    const written = await upsert(client, table, customerRows, loadId);
    return { rows: await countRows(client, table), changed: removed + written };
  });
}
