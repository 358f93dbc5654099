import type { Resolvers } from '../../../generated/resolvers.js';

export const targetingResolvers = {
  Campaign: {},
} satisfies Resolvers;
