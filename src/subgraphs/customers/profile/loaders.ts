import DataLoader from 'dataloader';
import { loaderOf, type RequestContext } from '../../../context.js';
import type { Page } from '../../../lib/page.js';
import { UserError } from '../../../lib/UserError.js';
import { profileDayLoader } from '../../../population/profileDays.js';
import { findProfilePages, findProfiles, type HistoryRange } from './queries.js';
import {
  toSelection,
  type CustomerProfileRow,
  type ProfileKey,
  type ProfileSelection,
  type SelectedProfileKey,
} from './shape.js';

/** Values that one statement brings at the most: more would hold up every other request while they are written out. */
const mostValues = 200_000;

/** A row is as much work as a value, also where only its day is asked. */
const valuesOf = (rows: number, { columns }: ProfileSelection): number => rows * Math.max(1, columns.length);

/** Throws a `UserError` where rows with the selected columns, which are of `what`, are more than one statement should bring. */
export function checkSize(what: string, rows: number, selection: ProfileSelection): void {
  const values = valuesOf(rows, selection);
  if (values > mostValues)
    throw new UserError(
      `The question asks for up to ${values} values (${what}, attributes: ${selection.columns.length}), and ` +
        `${mostValues} are the most; ask for smaller pages, fewer days or fewer attributes.`,
      'TOO_MANY_VALUES',
    );
}

const cacheKeyOf = ({ customerId, day }: ProfileKey): string => `${day} ${customerId}`;

/** Snapshots by customer and day with the selected columns. */
export const profileLoader = (context: RequestContext, selection: ProfileSelection) =>
  loaderOf<ProfileKey, CustomerProfileRow | null>(
    context,
    `profiles ${selection.key}`,
    () =>
      new DataLoader(
        async (keys) => {
          checkSize(`snapshots: ${keys.length}`, keys.length, selection);
          return findProfiles(context, keys, selection);
        },
        { cacheKeyFn: cacheKeyOf },
      ),
  );

/** One selection for all keys, where that is not too much for one statement; undefined where it is. */
function togetherOf(keys: readonly SelectedProfileKey[]): ProfileSelection | undefined {
  const selections = new Map(keys.map(({ selection }) => [selection.key, selection]));
  const together = toSelection([...selections.values()].flatMap(({ columns }) => columns));
  const rows = new Set(keys.map(cacheKeyOf)).size;
  return valuesOf(rows, together) > mostValues ? undefined : together;
}

async function loadExactProfiles(context: RequestContext, keys: readonly SelectedProfileKey[]) {
  const days = [...new Set(keys.map(({ day }) => day))];
  const found = await Promise.all(days.map((day) => profileDayLoader(context).load(day)));
  const complete = new Set(days.filter((day, n) => found[n]?.day === day));
  const together = togetherOf(keys);
  return Promise.all(
    keys.map(async ({ customerId, day, selection }) =>
      complete.has(day) ? profileLoader(context, together ?? selection).load({ customerId, day }) : null,
    ),
  );
}

/**
 * Snapshots of exactly the asked days with at least the selected columns; null without one, or where the day is not complete.
 * Keys that are loaded together are read by one statement, whatever each of them selects.
 */
export const exactProfileLoader = (context: RequestContext) =>
  loaderOf<SelectedProfileKey, CustomerProfileRow | null>(
    context,
    'profiles of exact days',
    () =>
      new DataLoader((keys) => loadExactProfiles(context, keys), {
        cacheKeyFn: (key) => `${cacheKeyOf(key)} ${key.selection.key}`,
      }),
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
        checkSize(`customers: ${ids.length}, days: ${page.size}`, ids.length * page.size, selection);
        return findProfilePages(context, ids, range, page, selection);
      }),
  );
