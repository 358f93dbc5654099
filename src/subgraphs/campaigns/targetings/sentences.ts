import type { RequestContext } from '../../../federation/requestContext.js';
import { TargetingState } from '../../../words/targetingStates.js';
import { loadCampaign } from '../loaders.js';
import type { TargetingRow } from '../shape.js';
import { takenBy } from './explanation.js';
import type { ExplanationRow } from './shape.js';

/** Why, as far as it is told, with a blank before it. */
function reasonOf({ exclusionReason, exclusionReasonDescription, exclusionReasonId }: TargetingRow): string {
  const words = [exclusionReason, exclusionReasonDescription].filter((text) => text !== null && text !== '');
  if (words.length > 0) return ` (${words.join(': ')})`;
  return exclusionReasonId === null ? '' : ` (reason ${exclusionReasonId})`;
}

/** In favour of what the customer was left out, with a blank before it; '' where that is not told. */
async function inFavour(targeting: TargetingRow, context: RequestContext): Promise<string> {
  const { takenFromPlanId } = targeting;
  if (takenFromPlanId === null) return '';
  const [campaign, row] = await Promise.all([
    loadCampaign(context, takenFromPlanId, ['name']),
    takenBy({ targeting }, context),
  ]);
  const held = row?.state === TargetingState.CONTROL ? ', which held the customer as control' : '';
  return ` in favour of the campaign "${campaign?.name ?? takenFromPlanId}"${held}`;
}

/** The answer as a sentence, with the names of the campaigns. */
export async function explanationSentence(
  { campaign, date, targeting, verdict }: ExplanationRow,
  context: RequestContext,
): Promise<string> {
  const name = `the campaign "${campaign.name}"`;
  if (targeting === null)
    return verdict === 'NOT_RUN'
      ? `${capital(name)} did not run on ${date}.`
      : `${capital(name)} ran on ${date}, and the customer was not in its target group.`;
  if (verdict === TargetingState.TARGETED) return `${capital(name)} was sent to the customer on ${date}.`;
  if (verdict === TargetingState.CONTROL)
    return `The customer was held as control of ${name} on ${date}, so nothing was sent.`;
  const winner = await inFavour(targeting, context);
  return `The customer was in the target group of ${name} on ${date}, but was left out${winner}${reasonOf(targeting)}.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
