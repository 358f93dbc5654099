import type { Job } from '../../db/job.js';
import { findOrderOwners, ownLines, sharedLines } from './findOrderOwners.js';
import { followKeys } from './followKeys.js';
import { inTransaction } from './inTransaction.js';
import { orderRowColumns, orderRows } from './orderRows.js';
import { countRows, removeVanished, upsert, type Derived, type DerivedTable } from './upsert.js';

const table: DerivedTable = {
  name: 'unified_transactions',
  key: ['customer_id', 'order_id'],
  columns: orderRowColumns,
};

/**
 * Derives `unified_transactions`, one row per order, from all order lines (spec A6), in one transaction; before it, lines
 * that name a foreign key get the customer who has it. Unchanged
 * rows keep their load id; orders whose lines have gone, or that another person keeps now, are deleted.
 * Orders of unknown customers stay under `''`.
 */
export async function deriveTransactions(job: Job, loadId: string): Promise<Derived> {
  const { orderDiscount } = job.config.orders;
  return inTransaction(job, async ({ client }) => {
    await followKeys(client, 'unified_itemized_transactions', loadId);
    await findOrderOwners(client);
    const removed = await removeVanished(
      client,
      table,
      `not exists (select 1 from facet.unified_itemized_transactions as line
        where line.customer_id = derived.customer_id and line.order_id = derived.order_id)
      or order_id in (select order_id from order_owners)
        and (order_id, customer_id) not in (select order_id, customer_id from order_owners)`,
    );
    // Two statements, so that the bulk of the orders is worked out within each person.
    const own = await upsert(client, table, orderRows(ownLines, orderDiscount), loadId);
    const shared = await upsert(client, table, orderRows(sharedLines, orderDiscount), loadId);
    return { rows: await countRows(client, table), changed: removed + own + shared };
  });
}
