import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../context.js';
import type { QueryCustomersArgs, Resolvers } from '../../generated/resolvers.js';
import { checkVariables } from '../../lib/checkVariables.js';
import { toGlobalId } from '../../lib/globalId.js';
import { once } from '../../lib/once.js';
import { toConnection, toPage } from '../../lib/page.js';
import { isPageAsked } from '../../lib/selection.js';
import { orderOf } from '../../population/order.js';
import { valuesOf } from '../../population/pageStatement.js';
import { populationOf } from '../../population/population.js';
import { positioned, readPage, toCursorKey } from '../../population/position.js';
import { questionDay } from '../../population/profileDays.js';
import { checkList } from '../../population/question.js';
import { aggregateResolvers } from './aggregates/resolvers.js';
import { customerByIdentifier } from './byIdentifier.js';
import { askedEdgeFields, loadCustomer } from './customerSelection.js';
import { impactResolvers } from './impact/resolvers.js';
import { findNode, findNodes } from './nodes.js';
import { customersOfAccount } from './ofAccount.js';
import { profileResolvers } from './profile/resolvers.js';
import { countCustomers, findCustomerPage } from './queries.js';
import { addressOf, nodeTypeOf, type CustomerConnectionRow, type CustomerRow } from './shape.js';

async function customerPage(
  asked: Partial<QueryCustomersArgs>,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<CustomerConnectionRow> {
  const { catalogue } = context;
  checkVariables(info, ['filter']);
  const question = checkList('customers', asked);
  const page = toPage(question.list, asked);
  const day = question.usesAttributes ? await questionDay(context, question.asOf, page) : null;
  const population = populationOf(question, catalogue, day);
  const order = orderOf(question.terms, { catalogue, day, words: question.words });
  const read = { population, order, page: positioned(page, order) };
  const find = () => findCustomerPage(context, read, askedEdgeFields(context, info));
  const rows = isPageAsked(info, 'CustomerConnection') ? await readPage(page, find) : [];
  const keyOf = (row: CustomerRow) => toCursorKey(day, valuesOf(order, row));
  const count = once(() => countCustomers(context, population));
  return { count, ...toConnection(question.list, page, rows, keyOf) };
}

export const resolvers: Resolvers = {
  Query: {
    customer: (_, { id }, context, info) => loadCustomer(context, id, info),
    customerByIdentifier: (_, identifier, context, info) => customerByIdentifier(identifier, context, info),
    customers: (_, page, context, info) => customerPage(page, context, info),
    node: (_, { nodeId }, context, info) => findNode(nodeId, context, info),
    nodes: (_, { nodeIds }, context, info) => findNodes(nodeIds, context, info),
    ...aggregateResolvers.Query,
    ...profileResolvers.Query,
  },
  CustomerConnection: {
    totalCount: ({ count }) => count(),
  },
  CustomerAggregateConnection: aggregateResolvers.CustomerAggregateConnection,
  CustomerAggregate: aggregateResolvers.CustomerAggregate,
  Node: {
    __resolveType: (row) => nodeTypeOf(row) as 'Customer',
  },
  Customer: {
    nodeId: ({ id }) => toGlobalId('Customer', id),
    address: addressOf,
    ...profileResolvers.Customer,
    ...impactResolvers.Customer,
  },
  Account: {
    customers: ({ id }, page, context, info) => customersOfAccount(id, page, context, info),
  },
  CustomerProfile: profileResolvers.CustomerProfile,
  ProfileAttribute: profileResolvers.ProfileAttribute,
  CustomerAttributeChange: profileResolvers.CustomerAttributeChange,
  MarketingImpactDay: impactResolvers.MarketingImpactDay,
  CampaignTargeting: impactResolvers.CampaignTargeting,
};
