import type { Resolvers } from '../../generated/resolvers.js';
import { planResolvers } from './plans/resolvers.js';
import { resultResolvers } from './results/resolvers.js';
import { targetingResolvers } from './targetings/resolvers.js';

export const campaignResolvers: Resolvers = {
  ...planResolvers,
  ...targetingResolvers,
  ...resultResolvers,
  Query: { ...planResolvers.Query, ...resultResolvers.Query },
  Campaign: { ...planResolvers.Campaign, ...targetingResolvers.Campaign, ...resultResolvers.Campaign },
};
