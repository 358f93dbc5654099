import { keyOf } from '../../federation/keyOf.js';
import type { Subgraph } from '../../federation/subgraph.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { loadPlannedCampaign } from './loaders.js';
import { plannedCampaignResolvers } from './resolvers.js';

export const plannedCampaignsSubgraph: Subgraph = {
  name: 'plannedCampaigns',
  resolvers: plannedCampaignResolvers,
  references: {
    PlannedCampaign: async (representation, context) =>
      loadPlannedCampaign(context, checkKey(keyOf(representation, 'id'), 'id')),
  },
};
