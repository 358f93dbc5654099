import { refuseForLeast } from '../../../access/leastGroup.js';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { planOf, type RequestContext } from '../../../federation/requestContext.js';
import type { QueryCampaignResultsArgs, Resolvers } from '../../../generated/resolvers.js';
import { checkKey } from '../../../lib/checks/checkKey.js';
import { checkVariables } from '../../../lib/checks/checkVariables.js';
import { divideDecimals } from '../../../lib/numbers/decimals.js';
import { listOf, toConnection, toPage, type Connection } from '../../../lib/relay/page.js';
import { nodesOfPage, selectedFields } from '../../../lib/relay/selection.js';
import { positioned, readPage, toCursorKey } from '../../../population/position.js';
import { loadActions, loadAskedCampaign } from '../loaders.js';
import { checkCampaignFilter } from '../plans/lists/filter.js';
import { findResultsPage } from '../plans/lists/queries.js';
import { campaignResultsLoader, deliveryResultsLoader, occurrenceResultsLoader } from './loaders.js';
import type { ResultsQuestion } from '../../../results/findResults.js';
import { resultOrder, type ResultGrouping } from '../../../results/groupedResults.js';
import { checkMeasurement, type GivenMeasurement } from '../../../results/checkMeasurement.js';
import type { CampaignResultsRow } from '../../../results/CampaignResultsRow.js';
import type { AskedResults } from '../../../results/resultsStatement.js';

const moneyFields = ['revenue', 'averageOrderValue', 'averageUnitRevenue'] as const;

/** What is shown below nodes of `CampaignResults`. */
function askedBelow(info: GraphQLResolveInfo, nodes: readonly FieldNode[]): AskedResults {
  const results = selectedFields(info, 'CampaignResults', nodes).get('results') ?? [];
  const fields = selectedFields(info, 'CampaignResult', results);
  return {
    money: moneyFields.some((field) => fields.has(field)),
    redemptions: fields.has('redemptions') || fields.has('redeemers'),
  };
}

/** Throws a `UserError` (`GROUP_TOO_SMALL`) for who is not told of small groups: recipients, who of them bought, and control are parts of each other. */
function questionOf(given: GivenMeasurement, context: RequestContext, info: GraphQLResolveInfo): ResultsQuestion {
  refuseForLeast(context.viewer, info.fieldName);
  const asked = planOf(context, 'results', info.fieldNodes, () => askedBelow(info, info.fieldNodes));
  return { measured: checkMeasurement(context, given), asked };
}

/** A page of the results of campaigns put together. */
async function groupedPage(
  given: QueryCampaignResultsArgs & Pick<GivenMeasurement, 'days'> & { readonly groupBy: ResultGrouping },
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<Connection<CampaignResultsRow>> {
  checkVariables(info, ['filter']);
  refuseForLeast(context.viewer, info.fieldName);
  const { groupBy, first, after, filter: asked, ...measurement } = given;
  const filter = checkCampaignFilter(asked ?? {});
  const measured = checkMeasurement(context, measurement);
  const list = listOf(info.fieldName, [groupBy, filter, measurement]);
  const page = positioned(toPage(list, { first, after }), resultOrder(groupBy));
  const question = { measured, asked: askedBelow(info, nodesOfPage(info, 'CampaignResults')) };
  const rows = await readPage(page, () => findResultsPage(context, groupBy, filter, page, question));
  return toConnection(list, page, rows, ({ key }) => toCursorKey(null, [key]));
}

export const resultResolvers = {
  Query: {
    campaignResults: (_, given, context, info) => groupedPage(given, context, info),
    deliveryResults: (_, { campaignId, ...given }, context, info) =>
      deliveryResultsLoader(context, questionOf(given, context, info)).load(checkKey(campaignId, 'campaignId')),
  },
  Campaign: {
    results: ({ planId }, given, context, info) =>
      campaignResultsLoader(context, questionOf(given, context, info)).load(planId),
  },
  CampaignOccurrence: {
    results: ({ planId, executionDate }, given, context, info) =>
      occurrenceResultsLoader(context, questionOf(given, context, info)).load({ planId, executionDate }),
  },
  CampaignResults: {
    campaign: ({ planId }, _, context, info) => (planId === null ? null : loadAskedCampaign(context, planId, info)),
  },
  CampaignResult: {
    action: async ({ planId, planDetailId }, _, context) =>
      planId === null || planDetailId === null
        ? null
        : ((await loadActions(context, planId)).find((action) => action.planDetailId === planDetailId) ?? null),
    sent: ({ isControl, recipients }) => (isControl ? 0 : recipients),
    conversionRate: ({ purchasers, recipients }) => divideDecimals(String(purchasers), String(recipients)),
    averageOrderValue: ({ revenue, orders }) => divideDecimals(revenue.total ?? '0', String(orders)),
    averageUnitRevenue: ({ revenue, items }) => divideDecimals(revenue.total ?? '0', items),
    itemsPerOrder: ({ items, orders }) => divideDecimals(items, String(orders)),
    ordersPerPurchaser: ({ orders, purchasers }) => divideDecimals(String(orders), String(purchasers)),
  },
  CampaignValue: {
    standardDeviation: ({ variance }) => (variance === null ? null : Math.sqrt(variance)),
  },
} satisfies Resolvers;
