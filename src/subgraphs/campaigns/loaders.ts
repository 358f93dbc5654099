import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../context.js';
import { findActions, findCampaigns, findChannels } from './queries.js';
import type { CampaignActionChannelRow, CampaignActionRow, CampaignRow } from './shape.js';

/** Campaigns by key; null where unknown. */
export const campaignLoader = (context: RequestContext) =>
  loaderOf<string, CampaignRow | null>(
    context,
    'campaigns',
    () => new DataLoader((planIds) => findCampaigns(context, planIds)),
  );

/** The actions of a campaign by its key. */
export const actionsLoader = (context: RequestContext) =>
  loaderOf<string, CampaignActionRow[]>(
    context,
    'campaign actions',
    () => new DataLoader((planIds) => findActions(context, planIds)),
  );

/** The channels of all actions of a campaign by its key. */
export const channelsLoader = (context: RequestContext) =>
  loaderOf<string, CampaignActionChannelRow[]>(
    context,
    'campaign channels',
    () => new DataLoader((planIds) => findChannels(context, planIds)),
  );

/** The channels of one action. */
export const loadChannels = async (
  context: RequestContext,
  { planId, planDetailId }: Pick<CampaignActionRow, 'planId' | 'planDetailId'>,
): Promise<CampaignActionChannelRow[]> =>
  (await channelsLoader(context).load(planId)).filter((channel) => channel.planDetailId === planDetailId);
