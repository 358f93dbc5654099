import type { Resolvers } from '../../generated/resolvers.js';
import { planResolvers } from './plans/resolvers.js';
import { resultResolvers } from './results/resolvers.js';
import { targetingAggregateResolvers } from './targetings/aggregates/resolvers.js';
import { targetingResolvers } from './targetings/resolvers.js';

export const campaignResolvers: Resolvers = {
  ...planResolvers,
  ...targetingResolvers,
  ...targetingAggregateResolvers,
  ...resultResolvers,
  Query: { ...planResolvers.Query, ...targetingAggregateResolvers.Query, ...resultResolvers.Query },
  Campaign: { ...planResolvers.Campaign, ...targetingResolvers.Campaign, ...resultResolvers.Campaign },
};
