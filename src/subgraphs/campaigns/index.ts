import { checkKey } from '../../lib/checks/checkKey.js';
import { checkDay } from '../../lib/checks/checkDay.js';
import { idAlone } from '../../federation/keyAlone.js';
import { keyOf } from '../../federation/keyOf.js';
import type { Subgraph } from '../../federation/subgraph.js';
import { loadAskedCampaign } from './loaders.js';
import { campaignResolvers } from './resolvers.js';
import { targetingLoader } from './targetings/loaders.js';

type Representation = Parameters<typeof keyOf>[0];

const textIn = (representation: Representation, field: string): string => checkKey(keyOf(representation, field), field);

const keyDayOf = (representation: Representation, field: string): string =>
  checkDay(textIn(representation, field), field);

export const campaignsSubgraph: Subgraph = {
  name: 'campaigns',
  resolvers: campaignResolvers,
  references: {
    // All are promises, as `idAlone` tells.
    Customer: idAlone(),
    Campaign: async (representation, context, info) =>
      loadAskedCampaign(context, textIn(representation, 'planId'), info),
    CampaignTargeting: async (representation, context) =>
      targetingLoader(context).load({
        customerId: textIn(representation, 'customerId'),
        executionDate: keyDayOf(representation, 'executionDate'),
        planId: textIn(representation, 'planId'),
      }),
    MarketingImpactDay: async (representation) => ({
      customerId: textIn(representation, 'customerId'),
      date: keyDayOf(representation, 'date'),
    }),
  },
};
