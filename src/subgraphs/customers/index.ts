import { keyOf } from '../../federation/entities.js';
import type { Subgraph } from '../../federation/subgraph.js';
import { checkId } from '../../levels/checkId.js';
import { loadCustomer } from './customerSelection.js';
import { targetingKeyOf } from './impact/targetingKey.js';
import { profileFieldsSdl, retiredFieldsSdl } from './profile/profileFields.js';
import { resolvers } from './resolvers.js';

export const customers: Subgraph = {
  name: 'customers',
  resolvers,
  references: {
    Customer: (representation, context, info) => loadCustomer(context, keyOf(representation, 'id'), info),
    // Accounts are known elsewhere: here their key is all that is needed.
    Account: (representation) => ({ id: checkId(keyOf(representation, 'id'), 'id') }),
    CampaignTargeting: targetingKeyOf,
  },
  sdlFor: profileFieldsSdl,
  retiredSdlFor: retiredFieldsSdl,
};
