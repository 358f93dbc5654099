import type { DemoRun } from '../DemoRun.js';

/**
 * Makes `demo_orders`, one row per order: most customers have none to two, a few more than thirty. The named customer
 * has one every nine days of late.
 */
export async function createOrders({ client, lastDay, timeZone }: DemoRun): Promise<void> {
  await client`
    create temp table demo_orders on commit drop as
    with drawn as materialized (
      select i, customer_id, country, vat, since, until, k, pg_temp.chance('order/' || i || '/' || k) as a,
        pg_temp.chance('shop/' || i || '/' || k) as b
      from demo_people
      cross join lateral generate_series(1, floor(0.75 / (1.02 - level))::integer) as k
    ), dated as (
      select drawn.*, case when i = 0 and k <= 6 then ${lastDay}::date + 6 - k * 9 else day end as ordered_on
      from drawn
      join demo_calendar on slot = pg_temp.pick(a, 1, (select count(*) from demo_calendar))
    ), placed as materialized (
      select *, extract(isodow from ordered_on) = 7 or pg_temp.draw(a, 2) < 0.6 as web
      from dated
      where ordered_on between since and until
    ), timed as (
      select *, (ordered_on + case when web then time '07:00' else time '09:00' end
        + pg_temp.pick(a, 3, case when web then 57000 else 39000 end) * interval '1 second') at time zone ${timeZone}
          as ordered_at
      from placed
    )
    select i, customer_id, k, vat, web, ordered_on, ordered_at,
      'SO' || lpad((200000 + row_number() over (order by ordered_at, i, k))::text, 8, '0') as order_id,
      case when web then 'W-' else 'P-' end || lpad(i::text, 7, '0') as source_customer_id,
      case when web then demo_channels.name end as digital_channel, slot as channel,
      case when web then 'web' else 'store' end as purchase_channel,
      case when not web then country || '-' || lpad((1 + pg_temp.pick(a, 4, 6))::text, 2, '0') end as store_id,
      (case when web then array['card', 'wallet', 'invoice', 'bank transfer'] else array['card', 'card', 'cash', 'card'] end)
        [1 + pg_temp.pick(a, 5, 4)] as payment_method,
      case when pg_temp.draw(b, 1) < 0.15 then 'Nordhang Outlet' else 'Nordhang' end as brand,
      case when web then case when right(b, 1) < '4' then 'express' else 'standard' end end as delivery,
      case when web and pg_temp.draw(b, 2) < 0.04 then 5.00 end as voucher,
      1 + floor(pg_temp.draw(b, 3) * pg_temp.draw(b, 4) * 5)::integer as lines
    from timed
    join demo_channels on slot = pg_temp.pick(b, 5, 100)`;
  await client`analyze demo_orders`;
}
