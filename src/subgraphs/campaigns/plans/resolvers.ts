import type { RequestContext } from '../../../federation/requestContext.js';
import type { Resolvers } from '../../../generated/resolvers.js';
import { loadActions, loadAskedCampaign, loadChannels } from '../loaders.js';
import { campaignNodeId, type CampaignActionRow, type CampaignRow } from '../shape.js';
import { checkKey } from '../../../lib/checks/checkKey.js';
import { controlActionId } from '../../../words/targetingStates.js';
import { listResolvers } from './lists/resolvers.js';
import { redemptionsLoader } from './loaders.js';
import { occurrencesOf } from './occurrences.js';
import type { CampaignOccurrenceActionRow } from './shape.js';

/** The row itself stands for its target group; null where nothing of one is known. */
const targetGroupOf = (row: CampaignRow): CampaignRow | null =>
  (row.targetGroupId ?? row.targetGroupName ?? row.targetGroupPriority) === null ? null : row;

const actionOf = async (
  { planId, planDetailId }: CampaignOccurrenceActionRow,
  context: RequestContext,
): Promise<CampaignActionRow | null> =>
  (await loadActions(context, planId)).find((action) => action.planDetailId === planDetailId) ?? null;

export const planResolvers = {
  ...listResolvers,
  Query: {
    campaign: (_, { planId }, context, info) => loadAskedCampaign(context, checkKey(planId, 'planId'), info),
    ...listResolvers.Query,
  },
  Campaign: {
    nodeId: campaignNodeId,
    targetGroup: targetGroupOf,
    actions: ({ planId }, _, context) => loadActions(context, planId),
    occurrences: ({ planId }, asked, context) => occurrencesOf(planId, asked, context),
    redemptions: ({ planId }, _, context) => redemptionsLoader(context).load(planId),
  },
  TargetGroup: {
    id: ({ targetGroupId }) => targetGroupId,
    name: ({ targetGroupName }) => targetGroupName,
    priority: ({ targetGroupPriority }) => targetGroupPriority,
  },
  CampaignAction: {
    isControl: ({ campaignActionId }) => campaignActionId === controlActionId,
    channels: (action, _, context) => loadChannels(context, action),
  },
  CampaignOccurrenceAction: {
    action: (row, _, context) => actionOf(row, context),
  },
} satisfies Resolvers;
