import type { DemoRun } from '../DemoRun.js';

/**
 * Makes `demo_lines`: the lines of `demo_orders`, one per product, each with what was bought and, in 6 of 100, the
 * moment and number of a return, in 2 of 100 of a cancellation.
 */
async function createLines({ client, lastDay, timeZone }: DemoRun): Promise<void> {
  await client`
    create temp table demo_lines on commit drop as
    with drawn as materialized (
      select demo_orders.*, line, pg_temp.chance('line/' || i || '/' || k || '/' || line) as c,
        pg_temp.chance('after/' || i || '/' || k || '/' || line) as d
      from demo_orders
      cross join lateral generate_series(1, lines) as line
    ), chosen as materialized (
      select distinct on (order_id, product_id) drawn.*, product_id, price, cost_percent,
        case when price < 40 and pg_temp.draw(c, 3) < 0.3 then 2 + pg_temp.pick(c, 4, 2) else 1 end as quantity,
        (array[0, 0, 0, 0, 0, 0, 10, 15, 20, 30])[1 + pg_temp.pick(c, 5, 10)] as discount,
        case when i = 0 and line = 1 and k <= 6 then case k when 4 then 'return' else '' end
          when pg_temp.draw(d, 1) < 0.02 then 'cancellation' when pg_temp.draw(d, 1) < 0.08 then 'return' else '' end as moved
      from drawn
      join demo_products
        on n = floor(pg_temp.draw(c, 1) * pg_temp.draw(c, 2) * (select count(*) from demo_products))::integer
      order by order_id, product_id, line
    )
    select *, case moved when 'return' then 1 + pg_temp.pick(d, 2, quantity) else quantity end as moved_quantity,
      case moved when 'return' then (ordered_on + 3 + pg_temp.pick(d, 3, 18) + time '09:00'
          + pg_temp.pick(d, 4, 36000) * interval '1 second') at time zone ${timeZone}
        when 'cancellation' then ordered_at + (1 + pg_temp.pick(d, 3, 40)) * interval '1 minute' end as moved_at
    from chosen`;
  await client`
    update demo_lines set moved = '' where moved_at >= (${lastDay}::date + 1)::timestamp at time zone ${timeZone}`;
}

/**
 * Writes `unified_itemized_transactions` from `demo_orders`; returns and cancellations are lines of their own, with
 * numbers at or below zero. Gives the number of lines.
 */
export async function insertOrderLines(run: DemoRun): Promise<number> {
  const { client, loadId, currency, orderDiscount } = run;
  await createLines(run);
  const { count } = await client`
    with counted as (
      select *, (case when back then -moved_quantity else quantity end)::numeric as units
      from demo_lines
      cross join (values (false), (true)) as movement (back)
      where not back or moved <> ''
    ), priced as (
      select *, units * price as list_price, round(units * price * discount / 100, 2) as off,
        round(units * price * cost_percent / 100, 2) as cost
      from counted
    )
    insert into facet.unified_itemized_transactions (customer_id, order_id, line_id, source_customer_id, product_id,
      order_datetime, is_return, is_cancellation, item_quantity, item_list_price, item_discount_amount,
      item_discount_percent, item_revenue, item_subtotal, item_cost, item_profit, item_tax_amount, order_discount_amount,
      currency, digital_channel, purchase_channel, purchase_brand, payment_method, store_id, brand, attributes,
      load_id)
    select customer_id, order_id, line || case when back then '-' || moved else '' end, source_customer_id, product_id,
      case when back then moved_at else ordered_at end, back and moved = 'return', back and moved = 'cancellation',
      units, list_price, off, discount / 100.0, list_price - off, list_price - off, cost, list_price - off - cost,
      round((list_price - off) * vat / (100 + vat), 2),
      case when not back then voucher * (line = 1 or ${orderDiscount} = 'max')::integer end,
      ${currency}, digital_channel, purchase_channel, brand, payment_method, store_id, brand,
      case when delivery is not null then jsonb_build_object('delivery', delivery) end, ${loadId}::bigint
    from priced
    order by customer_id, order_id`;
  return count;
}
