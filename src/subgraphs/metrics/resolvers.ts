import type { RequestContext } from '../../federation/requestContext.js';
import type { QueryMetricsArgs, Resolvers } from '../../generated/resolvers.js';
import { checkMetrics } from '../../levels/askedMetrics.js';
import { toMeta } from '../../levels/meta.js';
import { loadReference } from '../../federation/references.js';
import { AggregationLevel } from '../../words/levels.js';
import { checkKey } from '../../lib/checks/checkKey.js';
import { metricAggregateResolvers } from './aggregates/resolvers.js';
import { definitionOf, definitionResolvers } from './definitions.js';
import { entityMetricsPage } from './entityPages.js';
import { entityResolvers, parentOf, metricValuesOf } from './entityResolvers.js';
import { entityLoader } from './loaders.js';
import { formatted, toEntityMetrics, typeOf, type EntityMetricsRow } from './shape.js';
import { loadValues } from './valueSelection.js';

async function entityMetrics(
  { level, entityId, ...asked }: Partial<QueryMetricsArgs> & Pick<QueryMetricsArgs, 'level' | 'entityId'>,
  context: RequestContext,
): Promise<EntityMetricsRow | null> {
  const question = checkMetrics(context, asked);
  const entity = await entityLoader(context, level).load(checkKey(entityId, 'entityId'));
  return entity === null ? null : toEntityMetrics(entity, question);
}

const { CUSTOMER, ACCOUNT } = AggregationLevel;

export const metricResolvers: Resolvers = {
  ...entityResolvers,
  Query: {
    metrics: (_, asked, context) => entityMetrics(asked, context),
    metricsForEntities: (_, asked, context) => entityMetricsPage(asked, context),
    ...metricAggregateResolvers.Query,
    ...definitionResolvers.Query,
  },
  Entity: {
    __resolveType: (row) => typeOf(row) as 'Account',
  },
  EntityMetrics: {
    entity: async ({ level, entity }, _, context, info) =>
      level === CUSTOMER
        ? ((await loadReference('Customer', entity.id, context, info)) ?? { __typename: 'Customer', id: entity.id })
        : entity,
    meta: ({ entity }) => toMeta(entity),
    metrics: ({ level, entity, question }, _, context, info) =>
      loadValues(context, entity.id, () => ({ level, ...question }), info),
  },
  MetricValue: {
    valueFormatted: formatted,
    definition: ({ name }, _, context) => definitionOf(context, name),
  },
  MetricAggregateConnection: metricAggregateResolvers.MetricAggregateConnection,
  MetricGroupValue: metricAggregateResolvers.MetricGroupValue,
  MetricDefinition: definitionResolvers.MetricDefinition,
  Customer: {
    account: async ({ id }, _, context) => {
      const customer = await entityLoader(context, CUSTOMER).load(id);
      return customer === null ? null : parentOf(customer, ACCOUNT, context);
    },
    metrics: ({ id }, asked, context, info) => metricValuesOf(CUSTOMER, id, asked, context, info),
  },
};
