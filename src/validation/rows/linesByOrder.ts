import type { CheckRows } from '../definitions/CheckRows.js';

/** A hash of what an order line says: two lines of one order do not have the same by chance. */
const content = `hash_record_extended(
        row(product_id, order_datetime, item_quantity, item_revenue, is_return, is_cancellation), 0)`;

/** The lines of each order number, whoever placed it; those without a number are of no order. */
export const linesByOrder: CheckRows = {
  name: 'order lines by order',
  table: 'unified_itemized_transactions',
  from: `(
    select order_id, min(app) as app, count(*) as lines,
      min(customer_id) filter (where customer_id <> '') as first_customer,
      max(customer_id) filter (where customer_id <> '') as last_customer,
      count(*) filter (where is_return is true or is_cancellation is true) as given_back,
      count(*) filter (where is_return is not true and is_cancellation is not true) as bought,
      count(*) - count(distinct ${content}) as repeated
    from facet.unified_itemized_transactions where order_id <> '' group by order_id
  )`,
  source: 't.app',
  key: ['order_id'],
  isTable: false,
};
