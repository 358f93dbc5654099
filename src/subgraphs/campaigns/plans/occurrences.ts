import type { RequestContext } from '../../../context.js';
import type { CampaignOccurrencesArgs } from '../../../generated/resolvers.js';
import { badCursor, toPage, type Connection } from '../../../lib/page.js';
import { isPrinted } from '../../../population/printed.js';
import { chargedPage } from '../limits.js';
import { occurrencePagesLoader } from './loaders.js';
import type { CampaignOccurrenceRow } from './shape.js';

const list = { name: 'occurrences', question: '' };

/** A page of the occurrences of a campaign, the newest first. */
export async function occurrencesOf(
  planId: string,
  { from, to, first, after }: Partial<CampaignOccurrencesArgs>,
  context: RequestContext,
): Promise<Connection<CampaignOccurrenceRow>> {
  const page = toPage(list, { first, after });
  const [day = null] = page.after ?? [];
  if (page.after !== undefined && (page.after.length !== 1 || day === null || !isPrinted('date', day)))
    throw badCursor('after', 'holds no day');
  const range = { from: from ?? null, to: to ?? null, before: day, size: page.size };
  const rows = await occurrencePagesLoader(context, range).load(planId);
  return chargedPage(context, list, page, rows, ({ executionDate }) => [executionDate]);
}
