import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../../conditions/allOf.js';
import { selectColumns } from '../../db/selectColumns.js';
import { anyOf } from '../../db/sql.js';
import { byKey, groupByKey } from '../../lib/byKey.js';
import type { DayRange } from '../../lib/checks/checkRange.js';
import type { Page } from '../../lib/relay/page.js';
import { columnsOfLines, columnsOfOrders } from '../../operands/orders/columns.js';
import { ownedPages } from '../../population/lists/ownedPages.js';
import type { Scope } from '../../scope.js';
import { visibleRows } from '../../visibleRows.js';
import { orderKey, orderLineKey, type OrderColumn, type OrderLineColumn } from './columns.js';
import { linesOfOrders, ordersOfCustomers } from './lists.js';
import type { LineKind, OrderIdentity, OrderLineRow, OrderRow, Placed } from './shape.js';

/** An order's key as a text. */
export const orderText = ({ customerId, id }: OrderIdentity): string => JSON.stringify([customerId, id]);

const selectOrder = (columns: readonly OrderColumn[]): SQL =>
  selectColumns('t', columnsOfOrders, [...orderKey, ...columns]);

/** Whether the row of an alias is one of some orders; customer '' is nobody. */
const isOneOf = (alias: string, keys: readonly OrderIdentity[]): SQL => {
  const column = (name: string): SQL => sql.raw(`${alias}.${name}`);
  const customers = keys.map(({ customerId }) => customerId);
  return allOf([
    anyOf(column('customer_id'), [...new Set(customers)]),
    sql`${column('customer_id')} <> ''`,
    sql`(${column('customer_id')}, ${column('order_id')}) in (
      select * from unnest(${sql.param(customers)}::text[], ${sql.param(keys.map(({ id }) => id))}::text[]))`,
  ]);
};

/** Orders by key with some columns, in the order of keys; null where unknown. */
export async function findOrders(
  scope: Scope,
  keys: readonly OrderIdentity[],
  columns: readonly OrderColumn[],
): Promise<(OrderRow | null)[]> {
  const rows = await scope.db.query<OrderRow>(sql`
    select ${selectOrder(columns)} from ${visibleRows(scope, 'unified_transactions', 't')} where ${isOneOf('t', keys)}`);
  return byKey(keys.map(orderText), rows, orderText);
}

/** An order, and how many customers have one of its number. */
export interface NumberedOrder extends OrderRow {
  readonly owners: number;
}

/** For each number an order of a known customer, with some columns, in the order of numbers; null where there is none. */
export async function findNumberedOrders(
  scope: Scope,
  ids: readonly string[],
  columns: readonly OrderColumn[],
): Promise<(NumberedOrder | null)[]> {
  const rows = await scope.db.query<NumberedOrder>(sql`
    select distinct on (t.order_id) ${selectOrder(columns)}, (count(*) over (partition by t.order_id))::int as owners
    from ${visibleRows(scope, 'unified_transactions', 't')}
    where ${anyOf(sql`t.order_id`, ids)} and t.customer_id <> '' order by t.order_id, t.customer_id`);
  return byKey(ids, rows, ({ id }) => id);
}

const startOf = (day: SQL, { timeZone }: Scope): SQL => sql`((${day})::timestamp at time zone ${timeZone}::text)`;

/**
 * What must hold for orders `t` that were placed between two days of the calendar, both included; null is open. Only the local date
 * says which day an order belongs to: a zone may have midnight twice, or skip a day. The instants well outside of the days are for the
 * index.
 */
function placedWithin(scope: Scope, { from, to }: DayRange): SQL[] {
  const day = sql`(t.order_datetime at time zone ${scope.timeZone}::text)::date`;
  return [
    ...(from === null
      ? []
      : [sql`t.order_datetime >= ${startOf(sql`${from}::date - 2`, scope)}`, sql`${day} >= ${from}::date`]),
    ...(to === null
      ? []
      : [sql`t.order_datetime < ${startOf(sql`${to}::date + 3`, scope)}`, sql`${day} <= ${to}::date`]),
  ];
}

/** Which page of lists, and what of their rows. */
export interface ColumnPage<C> {
  /** Its cursors stand in the order of the list. */
  readonly page: Page;
  readonly columns: readonly C[];
}

/** For each customer who is known one page of orders and one more, the newest first; [] without any. */
export async function findOrderPages(
  scope: Scope,
  customerIds: readonly string[],
  range: DayRange,
  { page, columns }: ColumnPage<OrderColumn>,
): Promise<Placed<OrderRow>[][]> {
  const statement = ownedPages(scope, ordersOfCustomers, {
    of: anyOf(sql`o.customer_id`, customerIds),
    selected: sql`${selectOrder(columns)}, t.order_datetime::text as "_at"`,
    conditions: placedWithin(scope, range),
    page,
  });
  return groupByKey(
    customerIds,
    await scope.db.query<Placed<OrderRow>>(statement, { genericPlan: true }),
    ({ customerId }) => customerId,
  );
}

/** How many orders customers have between two days, in the order of keys; 0 without any, and of customer '', who is nobody. */
export async function countOrders(scope: Scope, customerIds: readonly string[], range: DayRange): Promise<number[]> {
  const rows = await scope.db.query<{ id: string; count: number }>(sql`
    select t.customer_id as id, count(*)::int as count from ${visibleRows(scope, 'unified_transactions', 't')}
    where ${allOf([anyOf(sql`t.customer_id`, customerIds), sql`t.customer_id <> ''`, ...placedWithin(scope, range)])}
    group by t.customer_id`);
  return byKey(customerIds, rows, ({ id }) => id).map((row) => row?.count ?? 0);
}

/** For each order one page of lines and one more, the oldest first; [] without any. */
export async function findLinePages(
  scope: Scope,
  orders: readonly OrderIdentity[],
  kind: LineKind,
  { page, columns }: ColumnPage<OrderLineColumn>,
): Promise<Placed<OrderLineRow>[][]> {
  const statement = ownedPages(scope, linesOfOrders, {
    of: isOneOf('o', orders),
    conditions: kind === 'returns' ? [sql`(t.is_return or t.is_cancellation)`] : [],
    selected: sql`${selectColumns('t', columnsOfLines, [...orderLineKey, ...columns])}, t.order_datetime::text as "_at"`,
    page,
  });
  return groupByKey(
    orders.map(orderText),
    await scope.db.query<Placed<OrderLineRow>>(statement),
    ({ customerId, orderId }) => orderText({ customerId, id: orderId }),
  );
}
