import { refuseForLeast } from '../../access/leastGroup.js';
import { readsAllValues, unreadable } from '../../access/rights.js';
import DataLoader from 'dataloader';
import { openMembers } from '../../campaigns/audience/openMembers.js';
import { findDeliveries, readCampaigns, type ToldDelivery } from '../../campaigns/store/readCampaigns.js';
import type { PlannedCampaignRow } from '../../campaigns/store/PlannedCampaignRow.js';
import type { CampaignAsker } from '../../campaigns/verbs/CampaignAsker.js';
import { checkDestinations } from '../../delivery/checkDestinations.js';
import { findPartSummaries, type PartSummary } from '../../delivery/findPartSummaries.js';
import { checkRows } from '../../federation/answeredRows.js';
import { loaderOf, type RequestContext } from '../../federation/requestContext.js';
import { listLimits } from '../../words/limits.js';
import { dayFinder } from '../dayFinder.js';

const most = listLimits.campaignDeliveries;

/** Who asks about planned campaigns in a request. */
export const campaignAsker = (context: RequestContext): CampaignAsker => ({
  scope: context,
  openMembers: openMembers({ scope: context, findDay: dayFinder(context) }),
  checkDestinations: checkDestinations(context.campaigns?.destinations ?? [], context.catalogue),
});

/**
 * Refuses planned campaigns to those who may not read everything, or are not told of small groups: definitions show what is compared,
 * and plans count and sample whoever fits. Throws a `UserError`.
 */
export function checkPlanner({ viewer }: RequestContext): void {
  if (!readsAllValues(viewer)) throw unreadable(viewer, 'plannedCampaign');
  refuseForLeast(viewer, 'plannedCampaign');
}

/** A planned campaign by its key; null when unknown. Throws as `checkPlanner`. */
export const loadPlannedCampaign = async (context: RequestContext, id: string): Promise<PlannedCampaignRow | null> => {
  checkPlanner(context);
  return loaderOf<string, PlannedCampaignRow | null>(
    context,
    'plannedCampaigns',
    () => new DataLoader((ids) => readCampaigns(context, ids)),
  ).load(id);
};

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

/** What deliveries handed to their destinations, in the order of the definition. */
export const loadHandedParts = (context: RequestContext, deliveryId: string): Promise<PartSummary[]> =>
  loaderOf<string, PartSummary[]>(
    context,
    'handedParts',
    () => new DataLoader((ids) => findPartSummaries(context, ids)),
  ).load(deliveryId);
