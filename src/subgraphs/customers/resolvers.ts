import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../context.js';
import type { Resolvers } from '../../generated/resolvers.js';
import { toGlobalId } from '../../lib/globalId.js';
import { toConnection, toPage } from '../../lib/page.js';
import { askedEdgeFields, loadCustomer } from './customerSelection.js';
import { findNode, findNodes } from './nodes.js';
import { profileResolvers } from './profile/resolvers.js';
import { findCustomerPage } from './queries.js';
import { addressOf, isProfileRow } from './shape.js';

const list = 'customers';

async function customerPage(
  arguments_: Parameters<typeof toPage>[1],
  context: RequestContext,
  info: GraphQLResolveInfo,
) {
  const page = toPage(list, arguments_);
  const rows = await findCustomerPage(context, page, askedEdgeFields(context, info));
  return toConnection(list, page, rows, ({ id }) => id);
}

export const resolvers: Resolvers = {
  Query: {
    customer: (_, { id }, context, info) => loadCustomer(context, id, info),
    customers: (_, page, context, info) => customerPage(page, context, info),
    node: (_, { nodeId }, context, info) => findNode(nodeId, context, info),
    nodes: (_, { nodeIds }, context, info) => findNodes(nodeIds, context, info),
  },
  Node: {
    __resolveType: (row) => (isProfileRow(row) ? 'CustomerProfile' : 'Customer'),
  },
  Customer: {
    nodeId: ({ id }) => toGlobalId('Customer', id),
    address: addressOf,
    ...profileResolvers.Customer,
  },
  CustomerProfile: profileResolvers.CustomerProfile,
  ProfileAttribute: profileResolvers.ProfileAttribute,
};
