import type { GraphQLResolveInfo } from 'graphql';
import { planOf, type RequestContext } from '../../../context.js';
import { selectedFields } from '../../../lib/selection.js';
import { campaignLoader } from '../loaders.js';
import { occurrenceLoader, runLoader } from '../plans/loaders.js';
import type { CampaignOccurrenceRow, OccurrenceKey } from '../plans/shape.js';
import type { TargetingRow } from '../shape.js';
import { targetingLoader } from './loaders.js';
import { checkKey } from './pages.js';
import type { ExplanationRow } from './shape.js';

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
    campaignLoader(context).load(planId),
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

/** The customer's row of the campaign that came instead on the same day; null without one. */
export async function takenBy({ targeting }: ExplanationRow, context: RequestContext): Promise<TargetingRow | null> {
  if (targeting === null || targeting.takenFromPlanId === null) return null;
  return targetingLoader(context).load({ ...targeting, planId: targeting.takenFromPlanId });
}

/** Why, as far as it is told, with a blank before it. */
function reasonOf({ exclusionReason, exclusionReasonDescription, exclusionReasonId }: TargetingRow): string {
  const words = [exclusionReason, exclusionReasonDescription].filter((text) => text !== null && text !== '');
  if (words.length > 0) return ` (${words.join(': ')})`;
  return exclusionReasonId === null ? '' : ` (reason ${exclusionReasonId})`;
}

/** The campaign that came instead as a sentence names it; null where none is told. */
async function takenFrom({ takenFromPlanId }: TargetingRow, context: RequestContext): Promise<string | null> {
  if (takenFromPlanId === null) return null;
  const campaign = await campaignLoader(context).load(takenFromPlanId);
  return campaign?.name ?? takenFromPlanId;
}

/** The answer as a sentence, with the names of the campaigns. */
export async function sentenceOf(
  { campaign, date, targeting, verdict }: ExplanationRow,
  context: RequestContext,
): Promise<string> {
  const name = `the campaign "${campaign.name}"`;
  if (targeting === null)
    return verdict === 'NOT_RUN'
      ? `${capital(name)} did not run on ${date}.`
      : `${capital(name)} ran on ${date}, and the customer was not in its target group.`;
  if (verdict === 'TARGETED') return `${capital(name)} was sent to the customer on ${date}.`;
  if (verdict === 'CONTROL') return `The customer was held as control of ${name} on ${date}, so nothing was sent.`;
  const instead = await takenFrom(targeting, context);
  const inFavour = instead === null ? '' : ` in favour of the campaign "${instead}"`;
  return `The customer was in the target group of ${name} on ${date}, but was left out${inFavour}${reasonOf(targeting)}.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
