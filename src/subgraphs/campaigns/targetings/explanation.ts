import type { GraphQLResolveInfo } from 'graphql';
import { planOf, type RequestContext } from '../../../federation/requestContext.js';
import { checkKey } from '../../../lib/checks/checkKey.js';
import { selectedFields } from '../../../lib/relay/selection.js';
import type { CampaignColumn } from '../columns.js';
import { loadCampaign } from '../loaders.js';
import { occurrenceLoader, runLoader } from '../plans/loaders.js';
import type { CampaignOccurrenceRow, OccurrenceKey } from '../plans/shape.js';
import type { TargetingRow } from '../shape.js';
import { campaignColumnsBelow } from '../selection.js';
import { targetingLoader } from './loaders.js';
import type { ExplanationRow } from './shape.js';

/** What is asked of the campaign, and its name for the sentence. */
const askedCampaign = (context: RequestContext, info: GraphQLResolveInfo): readonly CampaignColumn[] =>
  planOf(context, 'explained campaign', info.fieldNodes, () => {
    const nodes = selectedFields(info, 'CampaignExplanation', info.fieldNodes).get('campaign') ?? [];
    return ['name' as const, ...campaignColumnsBelow(info, nodes)];
  });

const isOccurrenceAsked = (context: RequestContext, info: GraphQLResolveInfo): boolean =>
  planOf(context, 'occurrence', info.fieldNodes, () =>
    selectedFields(info, 'CampaignExplanation', info.fieldNodes).has('occurrence'),
  );

/** Whether the campaign ran: its occurrence is counted only where that is asked too. */
async function didRun(key: OccurrenceKey, context: RequestContext, info: GraphQLResolveInfo): Promise<boolean> {
  if (!isOccurrenceAsked(context, info)) return runLoader(context).load(key);
  return (await occurrenceLoader(context).load(key)) !== null;
}

/**
 * Why a customer did or did not get a campaign on a day; null for an unknown campaign. A `UserError` for a key that no text
 * can be.
 */
export async function campaignExplanation(
  context: RequestContext,
  customerId: string,
  { planId: asked, date }: { readonly planId: string; readonly date: string },
  info: GraphQLResolveInfo,
): Promise<ExplanationRow | null> {
  const planId = checkKey(asked, 'planId');
  const [campaign, targeting] = await Promise.all([
    loadCampaign(context, planId, askedCampaign(context, info)),
    targetingLoader(context).load({ customerId, executionDate: date, planId }),
  ]);
  if (campaign === null) return null;
  const known = { customerId, date, campaign, targeting };
  if (targeting !== null) return { ...known, verdict: targeting.state };
  const ran = await didRun({ planId, executionDate: date }, context, info);
  return { ...known, verdict: ran ? 'NOT_IN_TARGET_GROUP' : 'NOT_RUN' };
}

/** The occurrence, counted; null where the campaign did not run on the day. */
export const occurrenceOf = (
  { campaign, date }: Pick<ExplanationRow, 'campaign' | 'date'>,
  context: RequestContext,
): Promise<CampaignOccurrenceRow | null> =>
  occurrenceLoader(context).load({ planId: campaign.planId, executionDate: date });

/** The customer's row of the campaign that won on the same day; null without one. */
export async function takenBy(
  { targeting }: Pick<ExplanationRow, 'targeting'>,
  context: RequestContext,
): Promise<TargetingRow | null> {
  if (targeting === null || targeting.takenFromPlanId === null) return null;
  return targetingLoader(context).load({ ...targeting, planId: targeting.takenFromPlanId });
}
