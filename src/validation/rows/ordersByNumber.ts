import type { CheckRows } from '../definitions/CheckRows.js';

/** The orders of each order number. */
export const ordersByNumber: CheckRows = {
  name: 'orders by number',
  table: 'unified_transactions',
  from: '(select order_id, min(app) as app, count(*) as orders from facet.unified_transactions group by order_id)',
  source: 't.app',
  key: ['order_id'],
  isTable: false,
};
