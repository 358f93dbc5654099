import type { Job } from '../../db/job.js';
import { inTransaction } from './inTransaction.js';
import { findOrderOwners, ownLines, sharedLines } from './orderOwners.js';
import { orderColumns, ordersOf } from './orderSql.js';
import { countRows, removeVanished, upsert, type Derived, type DerivedTable } from './upsert.js';

const table: DerivedTable = {
  name: 'unified_transactions',
  key: ['customer_id', 'order_id'],
  columns: orderColumns,
};

/**
 * Derives `unified_transactions`, one row per order, from all order lines (spec A6), in one transaction. Rows that come
 * out as they are keep their load id; orders whose lines have gone, or that another person keeps now, are deleted.
 * Orders of nobody known stay under `''`.
 */
export async function deriveTransactions(job: Job, loadId: string): Promise<Derived> {
  const { orderDiscount } = job.config.orders;
  return inTransaction(job, async ({ sql }) => {
    await findOrderOwners(sql);
    const removed = await removeVanished(
      sql,
      table,
      `not exists (select from facet.unified_itemized_transactions as line
        where line.customer_id = derived.customer_id and line.order_id = derived.order_id)
      or exists (select from order_owners
        where order_owners.order_id = derived.order_id and order_owners.customer_id <> derived.customer_id)`,
    );
    // Two statements, so that the bulk of the orders is worked out within each person.
    const own = await upsert(sql, table, ordersOf(ownLines, orderDiscount), loadId);
    const shared = await upsert(sql, table, ordersOf(sharedLines, orderDiscount), loadId);
    return { rows: await countRows(sql, table), changed: removed + own + shared };
  });
}
