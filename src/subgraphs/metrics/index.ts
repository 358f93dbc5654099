import { idAlone } from '../../federation/keyAlone.js';
import { keyOf } from '../../federation/keyOf.js';
import type { ReferenceResolver, Subgraph } from '../../federation/subgraph.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { levelFacts, type AggregationLevel } from '../../words/levels.js';
import { ownLevels } from './entityResolvers.js';
import { loadDefinition, entityLoader } from './loaders.js';
import { metricResolvers } from './resolvers.js';
import { metricValueOf } from './valueByKey.js';

const entityOf =
  (level: AggregationLevel): ReferenceResolver =>
  (representation, context) =>
    entityLoader(context, level).load(checkKey(keyOf(representation, 'id'), 'id'));

export const metricsSubgraph: Subgraph = {
  name: 'metrics',
  resolvers: metricResolvers,
  references: {
    Customer: idAlone(),
    ...Object.fromEntries(ownLevels.map((level) => [levelFacts[level].type, entityOf(level)])),
    MetricValue: metricValueOf,
    MetricDefinition: (representation, context) => loadDefinition(context, keyOf(representation, 'name')),
  },
};
