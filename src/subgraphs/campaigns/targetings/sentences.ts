import type { RequestContext } from '../../../context.js';
import { campaignLoader } from '../loaders.js';
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
    campaignLoader(context).load(takenFromPlanId),
    takenBy({ targeting }, context),
  ]);
  const held = row?.state === 'CONTROL' ? ', which held the customer as control' : '';
  return ` in favour of the campaign "${campaign?.name ?? takenFromPlanId}"${held}`;
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
  const winner = await inFavour(targeting, context);
  return `The customer was in the target group of ${name} on ${date}, but was left out${winner}${reasonOf(targeting)}.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
