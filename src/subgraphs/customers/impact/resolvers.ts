import type { GraphQLResolveInfo } from 'graphql';
import type { Resolvers } from '../../../generated/resolvers.js';
import type { RequestContext } from '../../../federation/requestContext.js';
import { UserError } from '../../../lib/errors/UserError.js';
import { attributesOf, type AttributeRow } from '../profile/attributes.js';
import { loadProfile } from '../profile/resolvers.js';
import { kpiAfter } from './kpiAfter.js';
import { marketingImpact } from './marketingImpact.js';
import type { MarketingImpactRow } from './shape.js';

function kpisOf(
  { customerId, date, profile, names }: MarketingImpactRow,
  context: RequestContext,
  info: GraphQLResolveInfo,
): AttributeRow[] {
  if (names === undefined)
    throw new UserError(
      'The key of a "MarketingImpactDay" does not say which "kpis" are asked: ask for them by customer.',
    );
  return attributesOf(context, info, profile ?? { _customer: customerId, date }, names);
}

export const impactResolvers = {
  Customer: {
    marketingImpact: ({ id }, asked, context, info) => marketingImpact(id, asked, context, info),
  },
  MarketingImpactDay: {
    profile: ({ customerId, date, profile }, _, context, info) =>
      profile === undefined ? loadProfile(context, { customerId, day: date }, info) : profile,
    kpis: (row, _, context, info) => kpisOf(row, context, info),
  },
  CampaignTargeting: {
    profileOnExecutionDate: ({ customerId, executionDate }, _, context, info) =>
      loadProfile(context, { customerId, day: executionDate }, info),
    kpiAfter: (targeting, asked, context, info) => kpiAfter(targeting, asked, context, info),
  },
} satisfies Resolvers;
