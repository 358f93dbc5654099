import { idAlone } from '../../federation/keyAlone.js';
import { keyOf } from '../../federation/keyOf.js';
import type { Subgraph } from '../../federation/subgraph.js';
import { checkDay } from '../../lib/checks/checkDay.js';
import { loadIdentifier } from './byIdentifier.js';
import { loadCustomer } from './customerSelection.js';
import { targetingKeyOf } from './impact/targetingKey.js';
import { profileFieldsSdl, retiredFieldsSdl } from './profile/profileFields.js';
import { loadProfile } from './profile/resolvers.js';
import { customerResolvers } from './resolvers.js';

export const customersSubgraph: Subgraph = {
  name: 'customers',
  resolvers: customerResolvers,
  references: {
    Customer: (representation, context, info) => loadCustomer(context, keyOf(representation, 'id'), info),
    Account: idAlone(),
    Segment: idAlone(),
    CampaignTargeting: targetingKeyOf,
    CustomerProfile: async (representation, context, info) => {
      const day = checkDay(keyOf(representation, 'date'), 'date');
      return loadProfile(context, { customerId: keyOf(representation, 'customer', 'id'), day }, info);
    },
    CustomerIdentifier: async (representation, context) =>
      loadIdentifier(context, { system: keyOf(representation, 'system'), value: keyOf(representation, 'value') }),
  },
  sdlFor: profileFieldsSdl,
  retiredSdlFor: retiredFieldsSdl,
};
