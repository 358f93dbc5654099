import DataLoader from 'dataloader';
import { openMembers } from '../../campaigns/audience/openMembers.js';
import { checkDestinationNames } from '../../campaigns/definition/checkDestinationNames.js';
import { findDeliveries, readCampaigns, type ToldDelivery } from '../../campaigns/store/readCampaigns.js';
import type { PlannedCampaignRow } from '../../campaigns/store/PlannedCampaignRow.js';
import type { CampaignAsker } from '../../campaigns/verbs/CampaignAsker.js';
import { checkRows } from '../../federation/answeredRows.js';
import { loaderOf, type RequestContext } from '../../federation/requestContext.js';
import { listLimits } from '../../words/limits.js';
import { dayFinder } from '../dayFinder.js';

const most = listLimits.campaignDeliveries;

/** Who asks about planned campaigns in a request. */
export const campaignAsker = (context: RequestContext): CampaignAsker => ({
  scope: context,
  openMembers: openMembers({ scope: context, findDay: dayFinder(context) }),
  checkDestinations: (definition) => checkDestinationNames(definition, context.campaigns?.destinations ?? []),
});

/** A planned campaign by its key; null when unknown. */
export const loadPlannedCampaign = (context: RequestContext, id: string): Promise<PlannedCampaignRow | null> =>
  loaderOf<string, PlannedCampaignRow | null>(
    context,
    'plannedCampaigns',
    () => new DataLoader((ids) => readCampaigns(context, ids)),
  ).load(id);

/** The newest deliveries of a planned campaign, the newest first. */
export const loadDeliveries = (context: RequestContext, campaignId: string): Promise<ToldDelivery[]> =>
  loaderOf<string, ToldDelivery[]>(
    context,
    'plannedDeliveries',
    () =>
      new DataLoader(async (ids) => {
        checkRows(ids.length, { size: most }, 'deliveries');
        return findDeliveries(context, ids, most);
      }),
  ).load(campaignId);
