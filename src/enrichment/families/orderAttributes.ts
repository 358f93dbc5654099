import { sql } from 'drizzle-orm';
import type { AttributeFamily, BaseAttribute } from '../definitions/definition.js';
import { attributeColumns, dayRows } from '../definitions/familyRows.js';

const lastMonth = "m.day > days.day - interval '1 month'";

type Base = Omit<BaseAttribute, 'sql' | 'category' | 'piiClass'> & { readonly sql: (filter: string) => string };

/** An attribute over all orders up to the day, and the same over the trailing month with the suffix `_1M`. */
const cumulativeAndLastMonth = ({ sql: over, ...base }: Base): BaseAttribute[] => [
  { ...base, category: 'Orders', piiClass: 'NONE', description: `${base.description}, up to the day.`, sql: over('') },
  {
    ...base,
    category: 'Orders',
    piiClass: 'NONE',
    name: `${base.name}_1m`,
    alias: `${base.alias}_1M`,
    description: `${base.description}, in the month that ends with the day.`,
    sql: over(` filter (where ${lastMonth})`),
  },
];

const sum = (column: string) => (filter: string) => `coalesce(sum(m.${column})${filter}, 0)`;
const money = { dataType: 'decimal', unit: 'currency', absent: '0' } as const;
const count = { dataType: 'integer', unit: 'count', absent: '0' } as const;
const orders = { category: 'Orders', piiClass: 'NONE' } as const;

const attributes: readonly BaseAttribute[] = [
  ...cumulativeAndLastMonth({
    ...count,
    name: 'ecom_number_of_orders',
    alias: 'ECOM_NUMBER_OF_ORDERS',
    description: 'Orders placed, by the day of their purchase',
    sql: sum('new_orders'),
  }),
  ...cumulativeAndLastMonth({
    ...count,
    name: 'ecom_number_of_order_days',
    alias: 'ECOM_NUMBER_OF_ORDER_DAYS',
    description: 'Days on which the customer bought something',
    sql: sum('order_days'),
  }),
  ...cumulativeAndLastMonth({
    ...money,
    name: 'ecom_total_gross_sales_amount',
    alias: 'ECOM_TOTAL_GROSS_SALES_AMOUNT',
    description: 'Revenue of purchases after discounts, before returns and cancellations',
    sql: sum('gross'),
  }),
  ...cumulativeAndLastMonth({
    ...money,
    name: 'ecom_total_refund_amount',
    alias: 'ECOM_TOTAL_REFUND_AMOUNT',
    description: 'Revenue given back for returns and cancellations, as a positive number, by the day it was given back',
    sql: sum('refund'),
  }),
  ...cumulativeAndLastMonth({
    ...money,
    name: 'ecom_total_net_sales_amount',
    alias: 'ECOM_TOTAL_NET_SALES_AMOUNT',
    description: 'Gross sales less refunds; discounts of whole orders are not taken off',
    sql: (filter) => `coalesce(sum(m.gross - m.refund)${filter}, 0)`,
  }),
  ...cumulativeAndLastMonth({
    ...money,
    name: 'ecom_total_discount_amount',
    alias: 'ECOM_TOTAL_DISCOUNT_AMOUNT',
    description: 'Discounts on purchased items',
    sql: sum('discount'),
  }),
  ...cumulativeAndLastMonth({
    ...count,
    name: 'ecom_number_of_items',
    alias: 'ECOM_NUMBER_OF_ITEMS',
    description: 'Units bought',
    dataType: 'decimal',
    sql: sum('items'),
  }),
  ...cumulativeAndLastMonth({
    ...count,
    name: 'ecom_number_of_returned_items',
    alias: 'ECOM_NUMBER_OF_RETURNED_ITEMS',
    description: 'Units returned, as a positive number',
    dataType: 'decimal',
    sql: sum('returned_items'),
  }),
  ...cumulativeAndLastMonth({
    ...count,
    name: 'ecom_number_of_canceled_items',
    alias: 'ECOM_NUMBER_OF_CANCELED_ITEMS',
    description: 'Units cancelled, as a positive number',
    dataType: 'decimal',
    sql: sum('canceled_items'),
  }),
  ...cumulativeAndLastMonth({
    dataType: 'decimal',
    unit: 'currency',
    name: 'ecom_average_order_value',
    alias: 'ECOM_AVERAGE_ORDER_VALUE',
    description: 'Gross sales divided by orders; null without orders',
    sql: (filter) => `round(sum(m.gross)${filter} / nullif(sum(m.new_orders)${filter}, 0), 10)`,
  }),
  {
    ...orders,
    name: 'ecom_largest_order_amount',
    alias: 'ECOM_LARGEST_ORDER_AMOUNT',
    description: 'Gross sales of the largest order up to the day; null without orders.',
    dataType: 'decimal',
    unit: 'currency',
    sql: 'max(m.order_gross) filter (where m.bought)',
  },
  {
    ...orders,
    name: 'ecom_return_rate',
    alias: 'ECOM_RETURN_RATE',
    description: 'Share of the bought units that were returned, 0 to 1; null without purchases.',
    dataType: 'float',
    unit: 'ratio',
    sql: 'sum(m.returned_items) / nullif(sum(m.items), 0)',
  },
  {
    ...orders,
    name: 'ecom_first_order_time',
    alias: 'ECOM_FIRST_ORDER_TIME',
    description: 'When the first order was placed.',
    dataType: 'datetime',
    sql: 'min(m.ordered_at)',
  },
  {
    ...orders,
    name: 'ecom_last_order_time',
    alias: 'ECOM_LAST_ORDER_TIME',
    description: 'When the newest order up to the day was placed.',
    dataType: 'datetime',
    sql: 'max(m.ordered_at)',
  },
  {
    ...orders,
    name: 'ecom_first_order_date',
    alias: 'ECOM_FIRST_ORDER_DATE',
    description: 'The day of the first order.',
    dataType: 'date',
    sql: 'min(m.day) filter (where m.new_orders = 1)',
  },
  {
    ...orders,
    name: 'ecom_days_since_last_order',
    alias: 'ECOM_DAYS_SINCE_LAST_ORDER',
    description: 'Whole days from the newest order to the day; null without orders.',
    dataType: 'integer',
    unit: 'days',
    sql: 'days.day - max(m.day) filter (where m.new_orders = 1)',
  },
  {
    ...orders,
    name: 'ecom_preferred_channel',
    alias: 'ECOM_PREFERRED_CHANNEL',
    description: 'The purchase channel of most orders up to the day; of equals the first in the alphabet.',
    dataType: 'text',
    sql: 'mode() within group (order by m.purchase_channel) filter (where m.new_orders = 1)',
  },
  {
    ...orders,
    name: 'ecom_is_repeat_buyer',
    alias: 'ECOM_IS_REPEAT_BUYER',
    description: 'Whether the customer has placed more than one order up to the day.',
    dataType: 'boolean',
    absent: 'false',
    sql: 'sum(m.new_orders) > 1',
  },
];

/**
 * Order attributes. Rows: `m` is what moved in one order on one day (purchases, returns and cancellations each on their
 * own day), `days.day` the day: everything on or before it counts. An order and an order day count once, on the first day.
 * Money goes with the customer of the line, also where an order has lines of several; what is taken back counts as such
 * whatever its sign in the source.
 */
export const orderAttributes: AttributeFamily = {
  name: 'orders',
  source: 'Order lines',
  attributes,
  rows: (wanted, context) => sql`
    select m.customer_id, days.day, ${attributeColumns(wanted)}
    from ${dayRows(context)}
    join (
      select *,
        (bought and row_number() over (partition by customer_id, order_id, bought order by day) = 1)::int as new_orders,
        (bought and row_number() over (partition by customer_id, day, bought order by order_id) = 1)::int as order_days,
        sum(gross) over (partition by customer_id, order_id order by day) as order_gross
      from (
        select customer_id, order_id, day,
          bool_or(purchased) as bought,
          min(order_datetime) filter (where purchased) as ordered_at,
          min(purchase_channel) filter (where purchased) as purchase_channel,
          coalesce(sum(item_revenue) filter (where purchased), 0) as gross,
          coalesce(sum(item_discount_amount) filter (where purchased), 0) as discount,
          coalesce(sum(item_quantity) filter (where purchased), 0) as items,
          coalesce(sum(abs(item_revenue)) filter (where not purchased), 0) as refund,
          coalesce(sum(abs(item_quantity)) filter (where is_return), 0) as returned_items,
          coalesce(sum(abs(item_quantity)) filter (where is_cancellation and is_return is not true), 0) as canceled_items
        from (
          select *, (order_datetime at time zone ${context.timeZone})::date as day,
            is_return is not true and is_cancellation is not true as purchased
          from facet.unified_itemized_transactions where customer_id <> ''
        ) lines
        group by customer_id, order_id, day
      ) per_order
    ) m on m.day <= days.day
    group by m.customer_id, days.day`,
};
