import { keyOf } from '../../federation/entities.js';
import type { Subgraph } from '../../federation/subgraph.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { loadCustomer } from './customerSelection.js';
import { targetingKeyOf } from './impact/targetingKey.js';
import { profileFieldsSdl, retiredFieldsSdl } from './profile/profileFields.js';
import { customerResolvers } from './resolvers.js';

export const customersSubgraph: Subgraph = {
  name: 'customers',
  resolvers: customerResolvers,
  references: {
    Customer: (representation, context, info) => loadCustomer(context, keyOf(representation, 'id'), info),
    // Accounts and segments are known elsewhere: here their key is all that is needed.
    Account: (representation) => ({ id: checkKey(keyOf(representation, 'id'), 'id') }),
    Segment: async (representation) => ({ id: checkKey(keyOf(representation, 'id'), 'id') }),
    CampaignTargeting: targetingKeyOf,
  },
  sdlFor: profileFieldsSdl,
  retiredSdlFor: retiredFieldsSdl,
};
