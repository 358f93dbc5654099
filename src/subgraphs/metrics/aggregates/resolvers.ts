import { refuseForLeast } from '../../../access/leastGroup.js';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../../federation/requestContext.js';
import type { QueryMetricsAggregateArgs, Resolvers } from '../../../generated/resolvers.js';
import { checkMetricGroups } from '../../../metricGroups/checkMetricGroups.js';
import { metricGroups, metricMeasures } from '../../../metricGroups/metricGroups.js';
import { checkVariables } from '../../../lib/checks/checkVariables.js';
import { once } from '../../../lib/async/once.js';
import { toPage, type Page } from '../../../lib/relay/page.js';
import { isPageAsked } from '../../../lib/relay/selection.js';
import { countGroups, findGroupsPage, noPage, type TextOf } from '../../../population/groups/groupsPage.js';
import { loadDefinitions } from '../loaders.js';
import { formatted } from '../shape.js';
import {
  toMetricAggregate,
  type AskedMeasures,
  type MetricAggregateConnectionRow,
  type MetricAggregateRow,
} from './shape.js';

/** The page of a total: everything is one group. */
const whole: Page = { size: 1, backwards: false, after: undefined, before: undefined };

async function aggregatePage(
  asked: QueryMetricsAggregateArgs,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<MetricAggregateConnectionRow> {
  checkVariables(info, ['filter', 'values', 'having']);
  // Whose values a group is made of is not known: those of a level above customers are of entities.
  refuseForLeast(context.viewer, 'metricsAggregate');
  const question = checkMetricGroups(context, asked, await loadDefinitions(context));
  const { list } = question;
  const page = toPage(list, asked);
  const { groups, order, total } = metricGroups(context, question);
  const metrics = question.metrics.map((definition): AskedMeasures => [definition, metricMeasures(definition.name)]);
  const measures = metrics.flatMap(([, { value, gap, count }]) => [value, gap, count]);
  const keys = groups.keys.map((operand) => ({ operand, grain: operand.kind === 'date' ? question.grain : null }));
  const read = { list, measures, day: null };
  const ofPage = { ...read, page, groups, order };
  const connection = isPageAsked(info, 'MetricAggregateConnection')
    ? await findGroupsPage(context, ofPage, (textOf) => toMetricAggregate(keys, metrics, textOf))
    : noPage<MetricAggregateRow>(ofPage);
  const toTotal = (textOf: TextOf): MetricAggregateRow => toMetricAggregate([], metrics, textOf);
  return {
    ...connection,
    count: once(() => countGroups(context, groups)),
    total: once(async () => {
      const { edges } = await findGroupsPage(context, { ...read, page: whole, groups: total, order: [] }, toTotal);
      return edges[0]?.node ?? toTotal(() => null);
    }),
  };
}

export const metricAggregateResolvers = {
  Query: {
    metricsAggregate: (_, asked, context, info) => aggregatePage(asked as QueryMetricsAggregateArgs, context, info),
  },
  MetricAggregateConnection: {
    totalCount: ({ count }) => count(),
    total: ({ total }) => total(),
  },
  MetricGroupValue: {
    valueFormatted: formatted,
  },
} satisfies Resolvers;
