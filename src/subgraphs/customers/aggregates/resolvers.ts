import { sql } from 'drizzle-orm';
import { rowCount } from '../../../population/groups/measure.js';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../../federation/requestContext.js';
import type { QueryCustomersAggregateArgs, Resolvers } from '../../../generated/resolvers.js';
import { checkVariables } from '../../../lib/checks/checkVariables.js';
import {
  checkCustomerGroups,
  customerGroupNames,
  groupedCustomers,
  groupsDay,
  rowsOfCustomers,
} from '../../../population/customerGroups.js';
import { findAggregatePage } from '../../../population/groups/aggregatePage.js';
import { measuresIn, type AggregateConnectionRow } from '../../../population/groups/aggregates.js';
import { namesAttribute } from '../../../population/groups/checkGroups.js';
import { compilePopulation } from '../../../population/population.js';
import { askedAggregates } from '../../askedAggregates.js';
import { dayFinder } from '../../dayFinder.js';

const aggregates = { typeName: 'CustomerAggregate', of: groupedCustomers };

async function aggregatePage(
  given: Partial<QueryCustomersAggregateArgs>,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<AggregateConnectionRow> {
  checkVariables(info, ['filter', 'having']);
  const question = checkCustomerGroups('customersAggregate', given);
  const asked = askedAggregates(context, info, aggregates, question, given);
  const day = await groupsDay(dayFinder(context), question, asked.page, namesAttribute(asked.selected));
  const population = await compilePopulation(context, question, day);
  return findAggregatePage(context, asked, {
    rows: rowsOfCustomers(context, population),
    names: customerGroupNames(context, day),
    customers: { customers: rowCount.sql, mark: sql`md5(min(c.customer_id))`, areParted: true },
    day,
  });
}

const { customers: _, orders: __, ...measures } = measuresIn;

export const customerAggregateResolvers = {
  Query: {
    customersAggregate: (___, given, context, info) => aggregatePage(given, context, info),
  },
  CustomerAggregateConnection: {
    totalCount: ({ count }) => count(),
  },
  CustomerAggregate: measures,
} satisfies Resolvers;
