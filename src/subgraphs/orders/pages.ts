import type { GraphQLResolveInfo } from 'graphql';
import { chargedPage } from '../../federation/answeredRows.js';
import { planOf, type RequestContext } from '../../federation/requestContext.js';
import { checkRange } from '../../lib/checks/checkRange.js';
import { listOf, toPage, type Connection, type PageArguments, type PagedList } from '../../lib/relay/page.js';
import { isPageAsked } from '../../lib/relay/selection.js';
import { positioned, readPage, toCursorKey } from '../../population/position.js';
import { linePageLoader, orderCountLoader, orderPageLoader } from './loaders.js';
import { linesOfOrders, ordersOfCustomers } from './lists.js';
import { askedLines, askedOrders } from './selection.js';
import type { LineKind, OrderConnectionRow, OrderIdentity, OrderLineRow } from './shape.js';

/** Arguments of a list of orders, as clients give them. */
interface AskedOrders extends PageArguments {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/** What is the same for all customers of a field. */
function planOrders(
  context: RequestContext,
  { from = null, to = null, first, after }: AskedOrders,
  info: GraphQLResolveInfo,
): (customerId: string) => Promise<OrderConnectionRow> {
  const range = { from, to };
  checkRange(range);
  const list = listOf('orders', range);
  const page = toPage(list, { first, after });
  const isAsked = isPageAsked(info, 'OrderConnection');
  const loader = orderPageLoader(context, range, {
    page: positioned(page, ordersOfCustomers.order),
    columns: askedOrders(info),
  });
  return async (customerId) => {
    const rows = isAsked ? await readPage(page, () => loader.load(customerId)) : [];
    return {
      ...chargedPage(context, list, page, rows, ({ _at, id }) => toCursorKey(null, [_at, id])),
      count: () => orderCountLoader(context, range).load(customerId),
    };
  };
}

/** A page of the orders of a customer, the newest first. Throws a `UserError` that names what is wrong. */
export const orderPage = (
  context: RequestContext,
  customerId: string,
  asked: AskedOrders,
  info: GraphQLResolveInfo,
): Promise<OrderConnectionRow> =>
  planOf(context, 'orders', info.fieldNodes, () => planOrders(context, asked, info))(customerId);

const lineLists: Readonly<Record<LineKind, PagedList>> = {
  lines: { name: 'order lines', question: '' },
  returns: { name: 'returned order lines', question: 'returns' },
};

/** What is the same for all orders of a field. */
function planLines(
  context: RequestContext,
  kind: LineKind,
  { first, after }: PageArguments,
  info: GraphQLResolveInfo,
): (order: OrderIdentity) => Promise<Connection<OrderLineRow>> {
  const list = lineLists[kind];
  const page = toPage(list, { first, after });
  const loader = linePageLoader(context, kind, {
    page: positioned(page, linesOfOrders.order),
    columns: askedLines(info),
  });
  return async (order) => {
    const rows = await readPage(page, () => loader.load(order));
    return chargedPage(context, list, page, rows, ({ _at, lineId }) => toCursorKey(null, [_at, lineId]));
  };
}

/** A page of some lines of an order, the oldest first. Throws a `UserError` that names what is wrong. */
export const linePage = (
  context: RequestContext,
  kind: LineKind,
  { customerId, id }: OrderIdentity,
  asked: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Connection<OrderLineRow>> =>
  planOf(context, lineLists[kind].name, info.fieldNodes, () => planLines(context, kind, asked, info))({
    customerId,
    id,
  });
