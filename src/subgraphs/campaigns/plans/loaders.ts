import { isTold, toldCount } from '../../../access/leastGroup.js';
import { errorOr } from '../../../lib/errors/errorOr.js';
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

/** Whether the viewer is told of the customers of every part of an occurrence: the others would follow from those that are told. */
const isShown = ({ viewer }: RequestContext, row: CampaignOccurrenceRow | null): boolean =>
  row === null ||
  [row.targeted, row.control, row.excluded, ...row.actions.map(({ count }) => count)].every(
    (customers) => customers === 0 || isTold(viewer, customers),
  );

/** Occurrences by campaign and day; null where the campaign did not run, or where the viewer is not told of so few. */
export const occurrenceLoader = (context: RequestContext) =>
  loaderOf<OccurrenceKey, CampaignOccurrenceRow | null>(
    context,
    'campaign occurrences',
    () =>
      new DataLoader(
        async (keys) => (await findOccurrences(context, keys)).map((one) => (isShown(context, one) ? one : null)),
        { cacheKeyFn },
      ),
  );

/** The newest occurrences of a campaign in a range, and one more, by its key. */
export const occurrencePagesLoader = (context: RequestContext, range: OccurrenceRange) =>
  loaderOf<string, CampaignOccurrenceRow[]>(
    context,
    `campaign occurrences ${JSON.stringify(range)}`,
    () =>
      new DataLoader(async (planIds) => {
        checkRows(planIds.length, range, 'occurrences');
        const pages = await findOccurrencePages(context, planIds, range);
        return pages.map((rows) => rows.filter((row) => isShown(context, row)));
      }),
  );

/** What was redeemed of the coupons of a campaign, by its key. */
export const redemptionsLoader = (context: RequestContext) =>
  loaderOf<string, CampaignRedemptionsRow>(
    context,
    'campaign redemptions',
    () =>
      new DataLoader<string, CampaignRedemptionsRow>(async (planIds) => {
        const found = await countRedemptions(context, planIds);
        return found.map((row) =>
          errorOr(() => {
            toldCount(context.viewer, row.customers, 'redemptions');
            return row;
          }),
        );
      }),
  );
