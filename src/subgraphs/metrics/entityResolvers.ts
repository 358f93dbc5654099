import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../federation/requestContext.js';
import { checkMetrics, type AskedMetrics } from '../../levels/askedMetrics.js';
import type { EntityRow } from '../../levels/entities.js';
import type { MetricValueRow } from '../../levels/values.js';
import type { PageArguments } from '../../lib/relay/page.js';
import { AggregationLevel, levelAbove, levelBelow, levelFacts, levelsAbove } from '../../words/levels.js';
import { childrenPage } from './entityPages.js';
import { entityLoader } from './loaders.js';
import { entityNodeId } from './shape.js';
import { loadValues } from './valueSelection.js';

/** The asked values of an entity of a level, by its key alone. */
export const metricValuesOf = (
  level: AggregationLevel,
  id: string,
  asked: AskedMetrics,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<MetricValueRow[]> => loadValues(context, id, () => ({ level, ...checkMetrics(context, asked) }), info);

/** The entity one level above; null without one. */
export const parentOf = (
  { parentId }: EntityRow,
  level: AggregationLevel,
  context: RequestContext,
): Promise<EntityRow | null> | null => (parentId === null ? null : entityLoader(context, level).load(parentId));

/** Levels whose entities this subgraph owns: customers are another's. */
export const ownLevels = levelsAbove(AggregationLevel.CUSTOMER);

function resolversOf(level: AggregationLevel) {
  const [above, below] = [levelAbove(level), levelBelow(level)];
  return {
    nodeId: entityNodeId,
    metrics: ({ id }: EntityRow, asked: AskedMetrics, context: RequestContext, info: GraphQLResolveInfo) =>
      metricValuesOf(level, id, asked, context, info),
    ...(above !== undefined && {
      [above.toLowerCase()]: (row: EntityRow, _: object, context: RequestContext) => parentOf(row, above, context),
    }),
    ...(below !== undefined &&
      ownLevels.includes(below) && {
        [levelFacts[below].table]: (row: EntityRow, page: PageArguments, context: RequestContext) =>
          childrenPage(context, below, row, page),
      }),
  };
}

/** The resolvers of the types of all levels: each leads to the entity above, and to those below. */
export const entityResolvers = Object.fromEntries(
  ownLevels.map((level) => [levelFacts[level].type, resolversOf(level)]),
);
