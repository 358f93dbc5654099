import { sql } from 'drizzle-orm';
import { columnKey } from '../../population/lists/columnKey.js';
import type { OwnedRows } from '../../population/lists/ownedPages.js';

/** The orders of customers, the newest first. */
export const ordersOfCustomers: OwnedRows = {
  table: 'unified_transactions',
  owners: 'customers',
  belongs: sql`t.customer_id = o.customer_id`,
  order: [
    columnKey('orderedAt', 'dateTime', 'NONE', sql`t.order_datetime`, { descending: true }),
    columnKey('id', 'text', 'NONE', sql`t.order_id`, { descending: true }),
  ],
};

/** The lines of orders, the oldest first: what came back stands behind what was bought. */
export const linesOfOrders: OwnedRows = {
  table: 'unified_itemized_transactions',
  owners: 'unified_transactions',
  belongs: sql`t.customer_id = o.customer_id and t.order_id = o.order_id`,
  order: [
    columnKey('orderedAt', 'dateTime', 'NONE', sql`t.order_datetime`),
    columnKey('lineId', 'text', 'NONE', sql`t.line_id`),
  ],
};
