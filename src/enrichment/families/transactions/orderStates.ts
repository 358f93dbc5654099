import { sql, type SQL } from 'drizzle-orm';
import { startOfDay } from '../../../conditions/startOfDay.js';
import { literal } from '../../../db/sql.js';
import type { DaysToCompute } from '../../definitions/definition.js';
import { inStretch } from '../../definitions/inStretch.js';
import { leavingDays } from './periods.js';

/** What costs is worked out only where it is needed: unused columns of relations that are read once are left out by PostgreSQL. */
export interface NeededMoney {
  readonly net: boolean;
  readonly cost: boolean;
}

/** How money is read, see `orders` in the config. */
export interface MoneyOptions {
  readonly currency: string;
  readonly orderDiscount: 'max' | 'sum';
}

/**
 * Money of another currency than the company's is NaN: a sum, a maximum or a quotient that it is part of is NaN too, and
 * NaN is served as null.
 */
const money = (column: string, currency: string): SQL =>
  sql`case when coalesce(nullif(l.currency, ''), ${literal(currency)}) = ${literal(currency)} then ${sql.raw(column)}
    else 'NaN' end`;

const lines = (currency: string, lastDay: string, zone: SQL, stretch: DaysToCompute['stretch']): SQL => sql`
  select l.customer_id, l.order_id, l.order_datetime, (l.order_datetime at time zone ${zone})::date as day,
    l.kind, l.item_quantity as quantity, ${money('l.item_revenue', currency)} as revenue,
    case when l.item_cost is not null then ${money('l.item_cost', currency)} end as cost, l.order_discount_amount as discount
  from (
    select *, case when is_return then 'r' when is_cancellation then 'c' else 'p' end as kind
    from facet.unified_itemized_transactions
    where customer_id <> '' and order_datetime < ${startOfDay(sql`(${lastDay}::date + 1)`, zone)}
      ${stretch === undefined ? sql`` : sql`and ${inStretch(sql`customer_id`, stretch)}`}
  ) as l`;

const takenBack = (column: string, kind: 'r' | 'c', name: string): string =>
  `coalesce(sum(-abs(${column})) filter (where kind = '${kind}'), 0) as ${name}`;

const runningSum = (column: string): string => `sum(${column}) over days as ${column}`;

/**
 * The `with` list of orders, from their lines. `facet_moves` are what moved in one order on one day. `facet_orders` are orders as
 * they stood from a day on (`day`) to before another (`until`, null for the newest): purchases, and what had been taken back of
 * them; `place` counts the orders of a customer in the order in which they were placed, equal instants by their id, and
 * `next_placed` is the day of the next one. An order is placed by its first purchase line; brand, channel and store are what
 * `unified_transactions` has of that line.
 */
export function orderStates(
  { timeZone, days, stretch }: Pick<DaysToCompute, 'timeZone' | 'days' | 'stretch'>,
  { currency, orderDiscount }: MoneyOptions,
  needed: NeededMoney,
): SQL {
  const zone = literal(timeZone);
  return sql`
    facet_moves as (
      select customer_id, order_id, day, min(order_datetime) filter (where kind = 'p') as placed_at,
        coalesce(sum(revenue) filter (where kind = 'p'), 0) as revenue,
        coalesce(sum(quantity) filter (where kind = 'p'), 0) as items,
        sum(cost) filter (where kind = 'p') as cost,
        ${sql.raw(orderDiscount)}(discount) filter (where kind = 'p') as discount,
        ${sql.raw(takenBack('revenue', 'r', 'returned_revenue'))}, ${sql.raw(takenBack('quantity', 'r', 'returned_items'))},
        ${sql.raw(takenBack('revenue', 'c', 'canceled_revenue'))}, ${sql.raw(takenBack('quantity', 'c', 'canceled_items'))},
        bool_or(kind = 'r') as is_return, bool_or(kind = 'c') as is_cancellation, ${sql.raw(leavingDays('day'))}
      from (${lines(currency, days.toSorted().at(-1) ?? '', zone, stretch)}) as lines
      group by customer_id, order_id, day
    ),
    facet_orders as (
      select customer_id, order_id, day, until, placed_at, placed_day, brand, channel, store, revenue, items,
        ${needed.cost ? sql`cost` : sql`null::numeric`} as cost,
        ${needed.net ? sql`kept - least(coalesce(discount, 0), greatest(kept, 0))` : sql`null::numeric`} as net,
        dense_rank() over (partition by customer_id order by placed_at, order_id) as place,
        min(placed_day) over (partition by customer_id order by placed_at, order_id groups between 1 following and 1 following)
          as next_placed,
        ${sql.raw(leavingDays('placed_day'))}
      from (
        select *, (placed_at at time zone ${zone})::date as placed_day, revenue + taken_back as kept
        from (
          select customer_id, order_id, day, lead(day) over days as until, min(placed_at) over whole as placed_at,
            ${sql.raw(['revenue', 'items', 'cost'].map(runningSum).join(', '))},
            sum(returned_revenue + canceled_revenue) over days as taken_back,
            ${sql.raw(orderDiscount)}(discount) over days as discount
          from facet_moves
          window whole as (partition by customer_id, order_id), days as (partition by customer_id, order_id order by day)
        ) as states
      ) as placed
      left join (
        select customer_id, order_id, nullif(purchase_brand, '') as brand, nullif(purchase_channel, '') as channel,
          nullif(store_id, '') as store
        from facet.unified_transactions${stretch === undefined ? sql`` : sql` where ${inStretch(sql`customer_id`, stretch)}`}
      ) as named using (customer_id, order_id)
      where placed_day <= day
    )`;
}
