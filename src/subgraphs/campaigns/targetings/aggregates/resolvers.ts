import { sql } from 'drizzle-orm';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../../../federation/requestContext.js';
import type { Resolvers } from '../../../../generated/resolvers.js';
import { checkVariables } from '../../../../lib/checks/checkVariables.js';
import type { PageArguments } from '../../../../lib/relay/page.js';
import { groupsDay } from '../../../../population/customerGroups.js';
import { findAggregatePage } from '../../../../population/groups/aggregatePage.js';
import { measuresIn, type AggregateConnectionRow } from '../../../../population/groups/aggregates.js';
import { checkOwnedGroups, type GivenOwnedGroups } from '../../../../population/owned/checkOwnedGroups.js';
import { askedAggregates } from '../../../askedAggregates.js';
import { dayFinder } from '../../../dayFinder.js';
import { groupedTargetings, rowsOfTargetings, targetedCustomers, targetingGroupNames, usesChannels } from './rows.js';

/** A page of groups of targetings. Throws a `UserError` that names what is wrong. */
async function aggregatePage(
  given: GivenOwnedGroups & PageArguments,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<AggregateConnectionRow> {
  checkVariables(info, ['filter', 'having']);
  const of = groupedTargetings;
  const question = checkOwnedGroups(info.fieldName, of, given);
  const asked = askedAggregates(context, info, { typeName: 'TargetingAggregate', of }, question, given);
  const day = await groupsDay(dayFinder(context), question, asked.page, false);
  const withChannels = usesChannels(question, asked.selected);
  return findAggregatePage(context, asked, {
    rows: await rowsOfTargetings(context, question, day, withChannels),
    names: targetingGroupNames(context, day, withChannels),
    customers: { customers: targetedCustomers.sql, mark: sql`md5(min(t.customer_id))`, areParted: false },
    day,
  });
}

const { count, customers, minimum, maximum, distinct } = measuresIn;

export const targetingAggregateResolvers = {
  Query: {
    targetingsAggregate: (_, given, context, info) =>
      aggregatePage(given as GivenOwnedGroups & PageArguments, context, info),
  },
  TargetingAggregateConnection: { totalCount: (page) => page.count() },
  TargetingAggregate: { count, customers, minimum, maximum, distinct },
} satisfies Resolvers;
