import type { CheckRows } from '../definitions/CheckRows.js';

/** The orders of each order number; an empty one is none. */
export const ordersByNumber: CheckRows = {
  name: 'orders by number',
  table: 'unified_transactions',
  from: `(
    select order_id, min(app) as app, count(*) as orders from facet.unified_transactions where order_id <> '' group by order_id
  )`,
  source: 't.app',
  key: ['order_id'],
  isTable: false,
};
