import type { Resolvers } from '../../../generated/resolvers.js';

export const planResolvers = {
  Campaign: {},
} satisfies Resolvers;
