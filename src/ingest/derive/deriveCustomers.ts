import type { Job } from '../../db/job.js';
import { findBadContacts } from './badContacts.js';
import { inTransaction } from './inTransaction.js';
import { customerColumns, mergedCustomers } from './mergeSql.js';
import { countRows, removeVanished, upsert, type Derived, type DerivedTable } from './upsert.js';

const table: DerivedTable = { name: 'customers', key: ['customer_id'], columns: customerColumns };

/**
 * Derives `customers` from all source records in `unified_customers` (spec A3), in one transaction. Rows that come out
 * as they are keep their load id; customers without a source record are deleted; `''` is nobody.
 */
export async function deriveCustomers(job: Job, loadId: string): Promise<Derived> {
  return inTransaction(job, async ({ sql }) => {
    await findBadContacts(sql);
    const removed = await removeVanished(
      sql,
      table,
      `not exists (select from facet.unified_customers as record
        where record.customer_id = derived.customer_id and record.customer_id <> '')`,
    );
    const written = await upsert(sql, table, mergedCustomers, loadId);
    return { rows: await countRows(sql, table), changed: removed + written };
  });
}
