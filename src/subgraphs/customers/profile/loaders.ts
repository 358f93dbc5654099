import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../../context.js';
import type { Page } from '../../../lib/page.js';
import { UserError } from '../../../lib/UserError.js';
import { findChanges, type ChangeRow, findProfilePages, findProfiles, type HistoryRange } from './queries.js';
import type { CustomerProfileRow, ProfileKey, ProfileSelection } from './shape.js';

/** Values that one statement brings at the most: more would hold up every other request while they are written out. */
const mostValues = 200_000;

function checkSize(customers: number, days: number, { columns }: ProfileSelection): void {
  const values = customers * days * columns.length;
  if (values > mostValues)
    throw new UserError(
      `The question asks for up to ${values} values (customers: ${customers}, days: ${days}, attributes: ` +
        `${columns.length}), and ${mostValues} are the most; ask for smaller pages or fewer attributes.`,
      'TOO_MANY_VALUES',
    );
}

/** Snapshots by customer and day with the selected columns. */
export const profileLoader = (context: RequestContext, selection: ProfileSelection) =>
  loaderOf<ProfileKey, CustomerProfileRow | null>(
    context,
    `profiles ${selection.key}`,
    () =>
      new DataLoader(
        async (keys) => {
          checkSize(keys.length, 1, selection);
          return findProfiles(context, keys, selection);
        },
        { cacheKeyFn: ({ customerId, day }) => `${day} ${customerId}` },
      ),
  );

/** A page of each customer's history with the selected columns. */
export const historyLoader = (
  context: RequestContext,
  range: HistoryRange,
  page: Page<string>,
  selection: ProfileSelection,
) =>
  loaderOf<string, CustomerProfileRow[]>(
    context,
    `history ${JSON.stringify([range, page])} ${selection.key}`,
    () =>
      new DataLoader(async (ids) => {
        checkSize(ids.length, page.size, selection);
        return findProfilePages(context, ids, range, page, selection);
      }),
  );

/** What changed for each customer from one written day (null: before all) to another. */
export const changesLoader = (
  context: RequestContext,
  ends: { readonly from: string | null; readonly to: string },
  selection: ProfileSelection,
) =>
  loaderOf<string, ChangeRow[]>(
    context,
    `changes ${JSON.stringify(ends)} ${selection.key}`,
    () => new DataLoader((ids) => findChanges(context, ids, ends, selection)),
  );
