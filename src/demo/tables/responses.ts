import { addDays } from '../../lib/time/days.js';
import type { DemoRun } from '../DemoRun.js';
import { sentLetter } from '../words/ownCampaigns.js';

/**
 * Writes the orders that the letter brings: a known share of those whom it was sent to order once more what they ordered last, on the same
 * weekday and at the same time in the week from its day on. Control does not. Gives the number of lines.
 */
export async function insertResponses({ client, loadId, lastDay, timeZone }: DemoRun): Promise<number> {
  const day = addDays(lastDay, -sentLetter.daysBefore);
  const { count } = await client`
    with last_orders as materialized (
      select distinct on (line.customer_id) line.customer_id, line.order_id
      from facet.unified_itemized_transactions line
      join facet.campaign_assignments a on a.customer_id = line.customer_id and a.campaign_id = ${sentLetter.id} and a.is_sent
      where not line.is_return and not line.is_cancellation
        and line.order_datetime < ${day}::timestamp at time zone ${timeZone}
        and pg_temp.draw(pg_temp.chance('letter/' || line.customer_id), 1) < ${sentLetter.response}::float8
      order by line.customer_id, line.order_datetime desc, line.order_id
    )
    insert into facet.unified_itemized_transactions (customer_id, order_id, line_id, source_customer_id, product_id,
      order_datetime, is_return, is_cancellation, item_quantity, item_list_price, item_discount_amount,
      item_discount_percent, item_revenue, item_subtotal, item_cost, item_profit, item_tax_amount, order_discount_amount,
      currency, digital_channel, purchase_channel, purchase_brand, payment_method, store_id, brand, attributes, load_id)
    select customer_id, 'L' || order_id, line_id, source_customer_id, product_id,
      (local + (7 * ceil((${day}::date - local::date) / 7.0)::integer) * interval '1 day') at time zone ${timeZone}, false, false,
      item_quantity, item_list_price, item_discount_amount, item_discount_percent, item_revenue, item_subtotal, item_cost,
      item_profit, item_tax_amount, order_discount_amount, currency, digital_channel, purchase_channel, purchase_brand,
      payment_method, store_id, brand, attributes, ${loadId}::bigint
    from (
      select line.*, line.order_datetime at time zone ${timeZone} as local
      from facet.unified_itemized_transactions line join last_orders using (customer_id, order_id)
      where not line.is_return and not line.is_cancellation
    ) line
    where product_id is not null and item_revenue = item_list_price - item_discount_amount
      and item_revenue = item_cost + item_profit and item_discount_percent <= 1 and item_quantity > 0
      and (purchase_channel = 'web' or store_id is not null)`;
  return count;
}
