import type { RequestContext } from '../../../context.js';
import type { Resolvers } from '../../../generated/resolvers.js';
import { checkId } from '../../../levels/checkId.js';
import { actionsLoader, campaignLoader, loadChannels } from '../loaders.js';
import { controlActionId, nodeIdOf, type CampaignActionRow, type CampaignRow } from '../shape.js';
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
  (await actionsLoader(context).load(planId)).find((action) => action.planDetailId === planDetailId) ?? null;

export const planResolvers = {
  ...listResolvers,
  Query: {
    campaign: (_, { planId }, context) => campaignLoader(context).load(checkId(planId, 'planId')),
    ...listResolvers.Query,
  },
  Campaign: {
    nodeId: nodeIdOf,
    targetGroup: targetGroupOf,
    actions: ({ planId }, _, context) => actionsLoader(context).load(planId),
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
