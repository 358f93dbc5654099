import type { CheckRows } from '../definitions/CheckRows.js';

/** What customers are chosen by, beside what is known of their orders. */
export const attributesWithOrders: CheckRows = {
  name: 'customer attributes with transaction attributes',
  table: 'customer_attributes',
  from: `(
    select a.customer_id, a.app, a.is_purchaser, a.is_prospect, x.lifetime_order_frequency
    from facet.customer_attributes as a
    left join facet.transaction_attributes_extended as x on x.customer_id = a.customer_id
  )`,
  source: 't.app',
  key: ['customer_id'],
  isTable: false,
};
