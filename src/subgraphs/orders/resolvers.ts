import { ownAttributes } from './ownAttributes.js';
import { knownReference } from '../knownReference.js';
import type { Resolvers } from '../../generated/resolvers.js';
import { orderAggregateResolvers } from './aggregates/resolvers.js';
import { loadNumberedOrder, loadOrder } from './askedOrder.js';
import { linePage, orderPage } from './pages.js';
import { productResolvers } from './products/resolvers.js';
import { orderNodeId } from './shape.js';

export const orderResolvers: Resolvers = {
  ...productResolvers,
  ...orderAggregateResolvers,
  Query: {
    order: (_, { id, customerId }, context, info) =>
      customerId == null ? loadNumberedOrder(context, id, info) : loadOrder(context, { customerId, id }, info),
    ...productResolvers.Query,
    ...orderAggregateResolvers.Query,
  },
  Customer: {
    orders: ({ id }, asked, context, info) => orderPage(context, id, asked, info),
  },
  OrderConnection: {
    totalCount: ({ count }) => count(),
  },
  Order: {
    nodeId: orderNodeId,
    attributes: ownAttributes,
    customer: ({ customerId }, _, context, info) => knownReference('Customer', customerId, context, info),
    lines: (order, asked, context, info) => linePage(context, 'lines', order, asked, info),
    returns: (order, asked, context, info) => linePage(context, 'returns', order, asked, info),
  },
  OrderLine: {
    ...productResolvers.OrderLine,
    attributes: ownAttributes,
  },
};
