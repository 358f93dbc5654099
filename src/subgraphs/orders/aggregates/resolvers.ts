import { sql } from 'drizzle-orm';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../../federation/requestContext.js';
import type { Resolvers } from '../../../generated/resolvers.js';
import { checkVariables } from '../../../lib/checks/checkVariables.js';
import type { PageArguments } from '../../../lib/relay/page.js';
import { groupsDay } from '../../../population/customerGroups.js';
import { findAggregatePage } from '../../../population/groups/aggregatePage.js';
import { measuresIn, type AggregateConnectionRow } from '../../../population/groups/aggregates.js';
import type { GivenOwnedGroups } from '../../../population/owned/checkOwnedGroups.js';
import { askedAggregates } from '../../askedAggregates.js';
import { dayFinder } from '../../dayFinder.js';
import { currencyGuard } from './currencyGuard.js';
import { groupedLines, groupedOrders, type GroupedOrders } from './grouped.js';
import { groupOperands } from './operands.js';
import { checkOrderGroups } from './question.js';
import { rowsOfOrders } from './rows.js';

/** A page of groups of orders or lines. Throws a `UserError` that names what is wrong. */
async function aggregatePage(
  of: GroupedOrders,
  given: GivenOwnedGroups & PageArguments,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<AggregateConnectionRow> {
  checkVariables(info, ['filter', 'having']);
  const question = checkOrderGroups(info.fieldName, of, given);
  const asked = askedAggregates(context, info, { typeName: of.typeName, of }, question, given);
  const day = await groupsDay(dayFinder(context), question, asked.page, false);
  return findAggregatePage(context, asked, {
    rows: await rowsOfOrders(context, of, question, day),
    names: {
      operand: groupOperands(context, of, day),
      timeZone: context.timeZone,
      counts: of.counts,
    },
    customers: { customers: of.counts.CUSTOMERS.sql, mark: sql`md5(min(t.customer_id))`, areParted: false },
    day,
    guardOf: (measures) => currencyGuard(of, question.groups.groupBy, measures),
  });
}

const totalCount = ({ count }: AggregateConnectionRow): Promise<number> => count();

const { orders: _, ...measuresOfOrders } = measuresIn;

export const orderAggregateResolvers = {
  Query: {
    ordersAggregate: (__, given, context, info) =>
      aggregatePage(groupedOrders, given as GivenOwnedGroups & PageArguments, context, info),
    orderLinesAggregate: (__, given, context, info) =>
      aggregatePage(groupedLines, given as GivenOwnedGroups & PageArguments, context, info),
  },
  OrderAggregateConnection: { totalCount },
  OrderAggregate: measuresOfOrders,
  OrderLineAggregateConnection: { totalCount },
  OrderLineAggregate: measuresIn,
} satisfies Resolvers;
