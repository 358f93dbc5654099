import type { GraphQLResolveInfo } from 'graphql';
import { planOf, type RequestContext } from '../../federation/requestContext.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { UserError } from '../../lib/errors/UserError.js';
import { shortened } from '../../lib/text/shortened.js';
import type { OrderColumn } from './columns.js';
import { numberedOrderLoader, orderLoader } from './loaders.js';
import { askedOrder } from './selection.js';
import type { OrderIdentity, OrderRow } from './shape.js';

const columnsOf = (context: RequestContext, info: GraphQLResolveInfo): OrderColumn[] =>
  planOf(context, 'order', info.fieldNodes, () => askedOrder(info));

/**
 * The order of a customer by its number with what is asked below the resolved field; null when unknown. A `UserError` for a key
 * that no text can be.
 */
export async function loadOrder(
  context: RequestContext,
  given: OrderIdentity,
  info: GraphQLResolveInfo,
): Promise<OrderRow | null> {
  const key = { customerId: checkKey(given.customerId, 'customerId'), id: checkKey(given.id, 'id') };
  return orderLoader(context, columnsOf(context, info)).load(key);
}

/**
 * The order of a number, whoever placed it; null when unknown. Where several customers have one, a `UserError` says how many,
 * and never which.
 */
export async function loadNumberedOrder(
  context: RequestContext,
  id: string,
  info: GraphQLResolveInfo,
): Promise<OrderRow | null> {
  const order = await numberedOrderLoader(context, columnsOf(context, info)).load(checkKey(id, 'id'));
  if (order !== null && order.owners > 1)
    throw new UserError(
      `The order number "${shortened(order.id)}" belongs to orders of ${order.owners} customers, so it does not say which is ` +
        'meant: name the customer as "customerId".',
      'AMBIGUOUS_ORDER',
    );
  return order;
}
