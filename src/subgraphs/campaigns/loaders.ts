import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { cachedRow, cachedTable } from '../../federation/cachedRows.js';
import { columnLoaderOf, loaderOf, planOf, type RequestContext } from '../../federation/requestContext.js';
import type { CampaignColumn } from './columns.js';
import {
  cachedActions,
  cachedCampaigns,
  cachedChannels,
  findActions,
  findCampaigns,
  findChannels,
  type CachedByCampaign,
} from './queries.js';
import { campaignColumnsBelow } from './selection.js';
import type { CampaignActionChannelRow, CampaignActionRow, CampaignRow } from './shape.js';

/** What is at hand at once, from memory, or else read. */
type Loaded<V> = V | Promise<V>;

/** Campaigns by key with at least some columns; null where unknown. */
const campaignLoader = (context: RequestContext, columns: readonly CampaignColumn[]) =>
  columnLoaderOf<string, CampaignRow | null, CampaignColumn>(
    context,
    'campaigns',
    { columns, texts: [] },
    (read) => new DataLoader((planIds) => findCampaigns(context, planIds, read().columns)),
  );

/** A campaign by key with at least some columns; null where unknown. */
export const loadCampaign = (
  context: RequestContext,
  planId: string,
  columns: readonly CampaignColumn[],
): Loaded<CampaignRow | null> =>
  cachedRow(context, cachedCampaigns, planId) ?? campaignLoader(context, columns).load(planId);

/** A campaign by key with what is asked below the resolved field; null where unknown. */
export const loadAskedCampaign = (
  context: RequestContext,
  planId: string,
  info: GraphQLResolveInfo,
): Loaded<CampaignRow | null> =>
  cachedRow(context, cachedCampaigns, planId) ??
  planOf(context, 'campaign', info.fieldNodes, () =>
    campaignLoader(context, campaignColumnsBelow(info, info.fieldNodes)),
  ).load(planId);

/** A list of a campaign from memory: of a campaign that is held everything is; another may be newer. */
function cachedList<R extends object>(
  context: RequestContext,
  table: CachedByCampaign<R, readonly R[]>,
  planId: string,
): readonly R[] | undefined {
  const found = cachedRow(context, table, planId);
  if (found !== undefined || cachedTable(context, table) === undefined) return found;
  return cachedTable(context, cachedCampaigns)?.has(planId) === true ? [] : undefined;
}

const actionsLoader = (context: RequestContext) =>
  loaderOf<string, readonly CampaignActionRow[]>(
    context,
    'campaign actions',
    () => new DataLoader((planIds) => findActions(context, planIds)),
  );

/** The actions of a campaign by its key. */
export const loadActions = (context: RequestContext, planId: string): Loaded<readonly CampaignActionRow[]> =>
  cachedList(context, cachedActions, planId) ?? actionsLoader(context).load(planId);

const channelsLoader = (context: RequestContext) =>
  loaderOf<string, readonly CampaignActionChannelRow[]>(
    context,
    'campaign channels',
    () => new DataLoader((planIds) => findChannels(context, planIds)),
  );

/** The channels of one action. */
export function loadChannels(
  context: RequestContext,
  { planId, planDetailId }: Pick<CampaignActionRow, 'planId' | 'planDetailId'>,
): Loaded<readonly CampaignActionChannelRow[]> {
  const ofAction = (channels: readonly CampaignActionChannelRow[]) =>
    channels.filter((channel) => channel.planDetailId === planDetailId);
  const cached = cachedList(context, cachedChannels, planId);
  return cached === undefined ? channelsLoader(context).load(planId).then(ofAction) : ofAction(cached);
}
