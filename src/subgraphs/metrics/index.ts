import { keyOf } from '../../federation/entities.js';
import type { ReferenceResolver, Subgraph } from '../../federation/subgraph.js';
import { checkId } from '../../levels/checkId.js';
import type { AggregationLevel } from '../../levels/levels.js';
import { trimmed } from '../../lib/whiteSpace.js';
import { loadDefinitions, entityLoader } from './loaders.js';
import { resolvers } from './resolvers.js';

const entityOf =
  (level: AggregationLevel): ReferenceResolver =>
  (representation, context) =>
    entityLoader(context, level).load(checkId(keyOf(representation, 'id'), 'id'));

export const metrics: Subgraph = {
  name: 'metrics',
  resolvers,
  references: {
    // Customers are known elsewhere: here their key is all that is needed.
    Customer: (representation) => ({ id: trimmed(keyOf(representation, 'id')) }),
    Account: entityOf('ACCOUNT'),
    Contract: entityOf('CONTRACT'),
    Company: entityOf('COMPANY'),
    Industry: entityOf('INDUSTRY'),
    MetricDefinition: async (representation, context) =>
      (await loadDefinitions(context)).get(keyOf(representation, 'name')) ?? null,
  },
};
