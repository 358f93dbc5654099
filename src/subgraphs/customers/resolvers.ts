import { toldCount } from '../../access/leastGroup.js';
import type { GraphQLResolveInfo } from 'graphql';
import { keptOf } from '../../execution/keptOf.js';
import type { RequestContext } from '../../federation/requestContext.js';
import type { QueryCustomersArgs, Resolvers } from '../../generated/resolvers.js';
import { checkVariables } from '../../lib/checks/checkVariables.js';
import { toGlobalId } from '../../lib/relay/globalId.js';
import { once } from '../../lib/async/once.js';
import { toConnection, toPage } from '../../lib/relay/page.js';
import { isPageAsked } from '../../lib/relay/selection.js';
import { orderOf } from '../../population/order.js';
import { orderValuesOf, type CustomerPage } from '../../population/pageStatement.js';
import { compilePopulation } from '../../population/population.js';
import { positioned, readPage, toCursorKey } from '../../population/position.js';
import { questionDay } from '../../population/profileDays.js';
import { checkCustomerList, type ListQuestion } from '../../population/question.js';
import { customerAggregateResolvers } from './aggregates/resolvers.js';
import { customerByIdentifier, customerOfIdentifier } from './byIdentifier.js';
import { askedOfEdges, loadCustomer } from './customerSelection.js';
import { forgetCustomer } from './forgetCustomer.js';
import { impactResolvers } from './impact/resolvers.js';
import { findNode, findNodes, nodeTypeOf } from './nodes.js';
import { customersOfAccount } from './ofAccount.js';
import { profileResolvers } from './profile/resolvers.js';
import { readWithProfiles } from './profileWith.js';
import { countCustomers, findCustomerPage } from './queries.js';
import { dayFinder } from '../dayFinder.js';
import { customersOfSegment } from './segments/customersOfSegment.js';
import { sourceResolvers } from './sources/resolvers.js';
import { visitResolvers } from './visits/resolvers.js';
import { addressOf, type CustomerConnectionRow, type CustomerRow } from './shape.js';

async function readCustomers(
  context: RequestContext,
  page: CustomerPage,
  { isByKey }: ListQuestion,
  info: GraphQLResolveInfo,
) {
  return readWithProfiles(context, askedOfEdges(context, info), { most: page.page.size + 1 }, (asked) =>
    readPage(page.page, () => findCustomerPage(context, page, asked, { genericPlan: isByKey })),
  );
}

async function customerPage(
  asked: Partial<QueryCustomersArgs>,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<CustomerConnectionRow> {
  checkVariables(info, ['filter']);
  const question = checkCustomerList('customers', asked);
  const page = toPage(question.list, asked);
  const day = question.usesAttributes ? await questionDay(dayFinder(context), question.asOf, page) : null;
  const population = await compilePopulation(context, question, day);
  const order = orderOf(context, question.terms, { day, words: question.words });
  const read = { population, order, page: positioned(page, order) };
  const isAsked = keptOf(info, 'page', () => isPageAsked(info, 'CustomerConnection'));
  const rows = isAsked ? await readCustomers(context, read, question, info) : [];
  const keyOf = (row: CustomerRow) => toCursorKey(day, orderValuesOf(order, row));
  const count = once(() => countCustomers(context, population));
  return { count, ...toConnection(question.list, page, rows, keyOf) };
}

/** The customer of a row; its key alone where nothing else is known of it. */
const knownCustomer = async (context: RequestContext, id: string, info: GraphQLResolveInfo): Promise<CustomerRow> =>
  (await loadCustomer(context, id, info)) ?? { id };

export const customerResolvers: Resolvers = {
  Mutation: {
    forgetCustomer: (_, { id }, context) => forgetCustomer(context, id),
  },
  Query: {
    customer: (_, { id }, context, info) => loadCustomer(context, id, info),
    customerByIdentifier: (_, identifier, context, info) => customerByIdentifier(identifier, context, info),
    customers: (_, page, context, info) => customerPage(page, context, info),
    node: (_, { nodeId }, context, info) => findNode(nodeId, context, info),
    nodes: (_, { nodeIds }, context, info) => findNodes(nodeIds, context, info),
    ...customerAggregateResolvers.Query,
    ...profileResolvers.Query,
  },
  CustomerConnection: {
    totalCount: async ({ count }, _, { viewer }) => toldCount(viewer, await count(), 'totalCount'),
  },
  CustomerAggregateConnection: customerAggregateResolvers.CustomerAggregateConnection,
  CustomerAggregate: customerAggregateResolvers.CustomerAggregate,
  Node: {
    __resolveType: (row) => nodeTypeOf(row) as 'Customer',
  },
  Customer: {
    nodeId: ({ id }) => toGlobalId('Customer', id),
    address: addressOf,
    ...profileResolvers.Customer,
    ...impactResolvers.Customer,
    ...sourceResolvers.Customer,
    ...visitResolvers.Customer,
  },
  CustomerIdentifier: {
    customer: (row, _, context, info) => customerOfIdentifier(row, context, info),
  },
  Visit: visitResolvers.Visit,
  Account: {
    customers: ({ id }, page, context, info) => customersOfAccount(id, page, context, info),
  },
  CustomerProfile: {
    ...profileResolvers.CustomerProfile,
    customer: ({ _customer }, _, context, info) => knownCustomer(context, _customer, info),
  },
  ProfileAttribute: profileResolvers.ProfileAttribute,
  CustomerAttributeChange: {
    customer: ({ customerId }, _, context, info) => knownCustomer(context, customerId, info),
  },
  Segment: {
    customers: ({ id }, page, context, info) => customersOfSegment(id, page, context, info),
  },
  MarketingImpactDay: impactResolvers.MarketingImpactDay,
  CampaignTargeting: impactResolvers.CampaignTargeting,
};
