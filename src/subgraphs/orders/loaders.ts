import DataLoader from 'dataloader';
import { checkRows } from '../../federation/answeredRows.js';
import { columnLoaderOf, loaderOf, type RequestContext } from '../../federation/requestContext.js';
import type { DayRange } from '../../lib/checks/checkRange.js';
import type { OrderColumn, OrderLineColumn } from './columns.js';
import {
  countOrders,
  findLinePages,
  findNumberedOrders,
  findOrderPages,
  findOrders,
  orderText,
  type ColumnPage,
  type NumberedOrder,
} from './queries.js';
import type { LineKind, OrderIdentity, OrderLineRow, OrderRow, Placed } from './shape.js';

/** Orders by key with at least some columns; null where unknown. */
export const orderLoader = (context: RequestContext, columns: readonly OrderColumn[]) =>
  columnLoaderOf<OrderIdentity, OrderRow | null, OrderColumn>(
    context,
    'orders',
    { columns, texts: [] },
    (read) => new DataLoader((keys) => findOrders(context, keys, read().columns), { cacheKeyFn: orderText }),
  );

/** Orders by number with at least some columns; null where nobody known has one. */
export const numberedOrderLoader = (context: RequestContext, columns: readonly OrderColumn[]) =>
  columnLoaderOf<string, NumberedOrder | null, OrderColumn>(
    context,
    'orders by number',
    { columns, texts: [] },
    (read) => new DataLoader((ids) => findNumberedOrders(context, ids, read().columns)),
  );

/** A page of orders of each customer, with at least some columns. */
export const orderPageLoader = (
  context: RequestContext,
  range: DayRange,
  { page, columns }: ColumnPage<OrderColumn>,
): DataLoader<string, Placed<OrderRow>[]> =>
  columnLoaderOf(
    context,
    `orders of customers ${JSON.stringify([range, page])}`,
    { columns, texts: [] },
    (read) =>
      new DataLoader(async (ids: readonly string[]) => {
        checkRows(ids.length, page, 'orders');
        return findOrderPages(context, ids, range, { page, columns: read().columns });
      }),
  );

/** How many orders each customer has between two days. */
export const orderCountLoader = (context: RequestContext, range: DayRange) =>
  loaderOf<string, number>(
    context,
    `count of orders ${JSON.stringify(range)}`,
    () => new DataLoader((ids) => countOrders(context, ids, range)),
  );

/** A page of lines of each order, with at least some columns. */
export const linePageLoader = (
  context: RequestContext,
  kind: LineKind,
  { page, columns }: ColumnPage<OrderLineColumn>,
): DataLoader<OrderIdentity, Placed<OrderLineRow>[], string> =>
  columnLoaderOf(
    context,
    `lines of orders ${JSON.stringify([kind, page])}`,
    { columns, texts: [] },
    (read) =>
      new DataLoader<OrderIdentity, Placed<OrderLineRow>[], string>(
        async (orders) => {
          checkRows(orders.length, page, 'order lines');
          return findLinePages(context, orders, kind, { page, columns: read().columns });
        },
        { cacheKeyFn: orderText },
      ),
  );
