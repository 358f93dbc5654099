import { keyOf } from '../../federation/keyOf.js';
import type { Subgraph } from '../../federation/subgraph.js';
import { loadRun } from './loaders.js';
import { validationResolvers } from './resolvers.js';

export const validationSubgraph: Subgraph = {
  name: 'validation',
  resolvers: validationResolvers,
  references: {
    ValidationRun: async (representation, context, info) => loadRun(context, keyOf(representation, 'id'), info),
  },
};
