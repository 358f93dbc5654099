import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../../federation/requestContext.js';
import { checkRows } from '../../../federation/answeredRows.js';
import { findOccurrencePages, findOccurrences, countRedemptions, findRuns, type OccurrenceRange } from './queries.js';
import type { CampaignOccurrenceRow, CampaignRedemptionsRow, OccurrenceKey } from './shape.js';

const cacheKeyFn = ({ planId, executionDate }: OccurrenceKey): string => JSON.stringify([planId, executionDate]);

/** Whether a campaign ran on a day. */
export const runLoader = (context: RequestContext) =>
  loaderOf<OccurrenceKey, boolean>(
    context,
    'campaign runs',
    () => new DataLoader((keys) => findRuns(context, keys), { cacheKeyFn }),
  );

/** Occurrences by campaign and day; null where the campaign did not run. */
export const occurrenceLoader = (context: RequestContext) =>
  loaderOf<OccurrenceKey, CampaignOccurrenceRow | null>(
    context,
    'campaign occurrences',
    () => new DataLoader((keys) => findOccurrences(context, keys), { cacheKeyFn }),
  );

/** The newest occurrences of a campaign in a range, and one more, by its key. */
export const occurrencePagesLoader = (context: RequestContext, range: OccurrenceRange) =>
  loaderOf<string, CampaignOccurrenceRow[]>(
    context,
    `campaign occurrences ${JSON.stringify(range)}`,
    () =>
      new DataLoader(async (planIds) => {
        checkRows(planIds.length, range, 'occurrences');
        return findOccurrencePages(context, planIds, range);
      }),
  );

/** What was redeemed of the coupons of a campaign, by its key. */
export const redemptionsLoader = (context: RequestContext) =>
  loaderOf<string, CampaignRedemptionsRow>(
    context,
    'campaign redemptions',
    () => new DataLoader((planIds) => countRedemptions(context, planIds)),
  );
