import { keyOf } from '../../federation/entities.js';
import type { Subgraph } from '../../federation/subgraph.js';
import { trimmed } from '../../lib/whiteSpace.js';
import { checkValue } from '../../population/operand.js';
import { campaignLoader } from './loaders.js';
import { resolvers } from './resolvers.js';

export const campaigns: Subgraph = {
  name: 'campaigns',
  resolvers,
  references: {
    // Customers are known elsewhere: here their key is all that is needed.
    Customer: (representation) => ({ id: trimmed(keyOf(representation, 'id')) }),
    Campaign: (representation, context) => {
      const planId = keyOf(representation, 'planId');
      checkValue(planId, 'planId');
      return campaignLoader(context).load(trimmed(planId));
    },
  },
};
