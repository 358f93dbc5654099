import type { Subgraph } from '../../federation/subgraph.js';
import { plannedCampaignResolvers } from './resolvers.js';

export const plannedCampaignsSubgraph: Subgraph = {
  name: 'plannedCampaigns',
  resolvers: plannedCampaignResolvers,
  references: {},
};
