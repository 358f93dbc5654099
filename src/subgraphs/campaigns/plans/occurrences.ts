import { sql } from 'drizzle-orm';
import type { RequestContext } from '../../../federation/requestContext.js';
import type { CampaignOccurrencesArgs } from '../../../generated/resolvers.js';
import { listOf, toPage, type Connection } from '../../../lib/relay/page.js';
import type { Order } from '../../../population/keyset.js';
import { toCursorKey } from '../../../population/position.js';
import { checkRange } from '../../../lib/checks/checkRange.js';
import { columnKey } from '../../../population/lists/columnKey.js';
import { positionedOnDays } from '../days.js';
import { chargedPage } from '../../../federation/answeredRows.js';
import { occurrencePagesLoader } from './loaders.js';
import type { CampaignOccurrenceRow } from './shape.js';

const order: Order = [columnKey('executionDate', 'date', 'NONE', sql`t.execution_date`, { descending: true })];

/** A page of the occurrences of a campaign, the newest first. Throws a `UserError` that names what is wrong. */
export async function occurrencesOf(
  planId: string,
  { from = null, to = null, first, after }: Partial<CampaignOccurrencesArgs>,
  context: RequestContext,
): Promise<Connection<CampaignOccurrenceRow>> {
  checkRange({ from, to });
  const list = listOf('occurrences', { from, to });
  const page = toPage(list, { first, after });
  const [before = null] = positionedOnDays(page, order).after ?? [];
  const rows = await occurrencePagesLoader(context, { from, to, before, size: page.size }).load(planId);
  return chargedPage(context, list, page, rows, ({ executionDate }) => toCursorKey(null, [executionDate]));
}
