import type { RequestContext } from '../../context.js';
import type { QueryMetricsArgs, Resolvers } from '../../generated/resolvers.js';
import { checkMetrics, type AskedMetrics } from '../../levels/askedMetrics.js';
import { checkId } from '../../levels/checkId.js';
import type { EntityRow } from '../../levels/entities.js';
import type { AggregationLevel } from '../../levels/levels.js';
import { toMeta } from '../../levels/meta.js';
import type { MetricValueRow } from '../../levels/values.js';
import { loadReference } from '../../federation/references.js';
import { aggregateResolvers } from './aggregates/resolvers.js';
import { definitionOf, definitionResolvers } from './definitions.js';
import { childrenPage, entityMetricsPage } from './entityPages.js';
import { entityLoader, valuesLoader } from './loaders.js';
import { formatted, nodeIdOf, toEntityMetrics, typeOf, type EntityMetricsRow } from './shape.js';

async function entityMetrics(
  { level, entityId, ...asked }: Partial<QueryMetricsArgs> & Pick<QueryMetricsArgs, 'level' | 'entityId'>,
  context: RequestContext,
): Promise<EntityMetricsRow | null> {
  const question = checkMetrics(context, asked);
  const entity = await entityLoader(context, level).load(checkId(entityId, 'entityId'));
  return entity === null ? null : toEntityMetrics(entity, question);
}

/** The asked values of an entity of a level, by its key alone. */
const valuesOf = (
  level: AggregationLevel,
  id: string,
  asked: AskedMetrics,
  context: RequestContext,
): Promise<MetricValueRow[]> => valuesLoader(context, level, checkMetrics(context, asked)).load(id);

/** The entity one level above. */
const parentOf = ({ parentId }: EntityRow, level: AggregationLevel, context: RequestContext) =>
  parentId === null ? null : entityLoader(context, level).load(parentId);

const ofLevel = {
  nodeId: nodeIdOf,
  metrics: ({ level, id }: EntityRow, asked: AskedMetrics, context: RequestContext) =>
    valuesOf(level, id, asked, context),
};

export const resolvers: Resolvers = {
  Query: {
    metrics: (_, asked, context) => entityMetrics(asked, context),
    metricsForEntities: (_, asked, context) => entityMetricsPage(asked, context),
    ...aggregateResolvers.Query,
    ...definitionResolvers.Query,
  },
  Entity: {
    __resolveType: (row) => typeOf(row) as 'Account',
  },
  EntityMetrics: {
    entity: async ({ level, entity }, _, context, info) =>
      level === 'CUSTOMER'
        ? ((await loadReference('Customer', entity.id, context, info)) ?? { __typename: 'Customer', id: entity.id })
        : entity,
    meta: ({ entity }) => toMeta(entity),
    metrics: ({ level, entity, question }, _, context) => valuesLoader(context, level, question).load(entity.id),
  },
  MetricValue: {
    valueFormatted: formatted,
    definition: ({ name }, _, context) => definitionOf(context, name),
  },
  MetricAggregateConnection: aggregateResolvers.MetricAggregateConnection,
  MetricGroupValue: aggregateResolvers.MetricGroupValue,
  MetricDefinition: definitionResolvers.MetricDefinition,
  Customer: {
    account: async ({ id }, _, context) => {
      const customer = await entityLoader(context, 'CUSTOMER').load(id);
      return customer === null ? null : parentOf(customer, 'ACCOUNT', context);
    },
    metrics: ({ id }, asked, context) => valuesOf('CUSTOMER', id, asked, context),
  },
  Account: {
    ...ofLevel,
    contract: (row, _, context) => parentOf(row, 'CONTRACT', context),
  },
  Contract: {
    ...ofLevel,
    company: (row, _, context) => parentOf(row, 'COMPANY', context),
    accounts: (row, page, context) => childrenPage(context, 'ACCOUNT', row, page),
  },
  Company: {
    ...ofLevel,
    industry: (row, _, context) => parentOf(row, 'INDUSTRY', context),
    contracts: (row, page, context) => childrenPage(context, 'CONTRACT', row, page),
  },
  Industry: {
    ...ofLevel,
    companies: (row, page, context) => childrenPage(context, 'COMPANY', row, page),
  },
};
