import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { identifier, list } from '../../../db/sql.js';
import { products, unifiedItemizedTransactions, unifiedTransactions } from '../../../db/tables/orders.js';
import type { DaysToCompute } from '../../definitions/definition.js';
import { dayRows } from '../../definitions/familyRows.js';
import { rowSource } from './rowSource.js';

const time = 'order_datetime';
const hidden = new Set(['customer_id', 'source_customer_id', 'load_id', time]);

const namesOf = (table: PgTable, ...others: readonly string[]): string[] =>
  Object.values(getTableColumns(table))
    .map(({ name }) => name)
    .filter((name) => !hidden.has(name) && !others.includes(name));

/** Rows of a table `t` of orders with their local time and day, up to each day; `more` are select items, `joined` joins. */
function ordersUpTo(
  table: string,
  names: readonly string[],
  context: DaysToCompute,
  more: readonly SQL[],
  joined: SQL,
) {
  const local = sql`(t.order_datetime at time zone ${context.timeZone})`;
  const columns = names.map((name) => sql`t.${identifier(name)}`);
  return sql`
    select ${list([sql`t.customer_id as customer, days.day as as_of, ${local}::date as day, t.order_datetime as at`, ...columns, ...more])},
      to_char(${local}, 'YYYY-MM-DD"T"HH24:MI:SS') as ${identifier(time)}
    from facet.${identifier(table)} as t
    join (${context.population}) as p on p.customer_id = t.customer_id
    join ${dayRows(context)} on ${local}::date <= days.day
    ${joined}
    where t.customer_id <> ''`;
}

const orderColumns = namesOf(unifiedTransactions);

/** SQL over an order `t`: whether something was bought in it; a return or cancellation whose purchase is not known is no order. */
const isPlaced = sql`exists (
  select 1 from facet.unified_itemized_transactions as l
  where l.customer_id = t.customer_id and l.order_id = t.order_id and l.is_return is not true and l.is_cancellation is not true)`;

/**
 * Orders by the local day on which they were placed; `order_number` counts those of a customer in which something was bought, the
 * first is 1.
 */
export const orderSource = rowSource({
  words: 'Orders',
  columns: [...orderColumns, time, 'order_number'],
  rows: (context) =>
    ordersUpTo(
      'unified_transactions',
      orderColumns,
      context,
      [
        sql`case when ${isPlaced} then row_number() over (
          partition by t.customer_id, days.day, ${isPlaced} order by t.order_datetime, t.order_id) end as order_number`,
      ],
      sql``,
    ),
});

const lineColumns = namesOf(unifiedItemizedTransactions);
const productColumns = namesOf(products, 'product_id');

/** Order lines, with what is known of their products now; `is_purchase` is neither a return nor a cancellation. */
export const orderLineSource = rowSource({
  words: 'Order lines',
  columns: [...lineColumns, ...productColumns, time, 'is_purchase'],
  rows: (context) =>
    ordersUpTo(
      'unified_itemized_transactions',
      lineColumns,
      context,
      [
        ...productColumns.map((name) => sql`products.${identifier(name)}`),
        sql`t.is_return is not true and t.is_cancellation is not true as is_purchase`,
      ],
      sql`left join facet.products as products on products.product_id = t.product_id`,
    ),
});
