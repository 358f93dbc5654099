import type { Resolvers } from '../../generated/resolvers.js';
import { planResolvers } from './plans/resolvers.js';
import { targetingResolvers } from './targetings/resolvers.js';

export const campaignResolvers: Resolvers = {
  ...planResolvers,
  ...targetingResolvers,
  Campaign: { ...planResolvers.Campaign, ...targetingResolvers.Campaign },
};
