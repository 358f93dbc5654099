import DataLoader from 'dataloader';
import { joinSelections, type ProfileSelection } from '../../../catalogue/reading/selection.js';
import { cachedTable } from '../../../federation/cachedRows.js';
import { loaderOf, type RequestContext } from '../../../federation/requestContext.js';
import type { Page } from '../../../lib/relay/page.js';
import { UserError } from '../../../lib/errors/UserError.js';
import { completeDays, newestOn } from '../../../population/completeDays.js';
import { answerLimits } from '../../../words/limits.js';
import type { CompleteDay } from '../../../scope.js';
import { dayFinder } from '../../dayFinder.js';
import { heldProfiles, snapshotText } from './heldProfiles.js';
import { findProfilePages, findProfiles, type HistoryRange } from './queries.js';
import type { CustomerProfileRow, ProfileKey, SelectedProfileKey } from './shape.js';

const { attributeValues: mostValues } = answerLimits;

/** A row is as much work as a value, also where only its day is asked. */
const valuesOf = (rows: number, { size }: ProfileSelection): number => rows * Math.max(1, size);

/** Whether one statement may bring so many rows with the selected columns. */
export const fitsStatement = (rows: number, selection: ProfileSelection): boolean =>
  valuesOf(rows, selection) <= mostValues;

/** Throws a `UserError` where rows with the selected columns, which are of `what`, are more than one statement should bring. */
export function checkSize(what: string, rows: number, selection: ProfileSelection): void {
  if (!fitsStatement(rows, selection))
    throw new UserError(
      `The question asks for up to ${valuesOf(rows, selection)} values (${what}, attributes: ${selection.size}), and ` +
        `${mostValues} are the most; ask for smaller pages, fewer days or fewer attributes.`,
      'TOO_MANY_VALUES',
    );
}

const cacheKeyOf = ({ customerId, day }: ProfileKey): string => `${day} ${customerId}`;

/** Has the server hold snapshots, as those of the loads that it knew before they were read: what came later is not older. */
function holdProfiles(
  context: RequestContext,
  days: readonly CompleteDay[],
  keys: readonly ProfileKey[],
  rows: readonly (CustomerProfileRow | null)[],
  selection: ProfileSelection,
): void {
  const byDay = new Map<string, Map<string, string | null | undefined>>();
  keys.forEach(({ customerId, day }, n) => {
    const texts = byDay.get(day) ?? new Map<string, string | null | undefined>();
    byDay.set(day, texts);
    const row = rows[n] ?? null;
    texts.set(customerId, row === null ? null : snapshotText(row, selection));
  });
  for (const [day, texts] of byDay) {
    const found = newestOn(days, day);
    if (found?.day === day) heldProfiles(context, { ...found, selection })?.setAll(texts);
  }
}

/** Snapshots by customer and day with the selected columns. */
export const profileLoader = (context: RequestContext, selection: ProfileSelection) =>
  loaderOf<ProfileKey, CustomerProfileRow | null>(
    context,
    `profiles ${selection.key}`,
    () =>
      new DataLoader(
        async (keys) => {
          checkSize(`snapshots: ${keys.length}`, keys.length, selection);
          const days = context.snapshots === undefined ? undefined : cachedTable(context, completeDays);
          const rows = await findProfiles(context, keys, selection);
          if (days !== undefined) holdProfiles(context, days, keys, rows, selection);
          return rows;
        },
        { cacheKeyFn: cacheKeyOf },
      ),
  );

/** One selection for all keys, where that is not too much for one statement; undefined where it is. */
function mergeSelections(keys: readonly SelectedProfileKey[]): ProfileSelection | undefined {
  const selections = new Map(keys.map(({ selection }) => [selection.key, selection]));
  const merged = joinSelections([...selections.values()]);
  const rows = new Set(keys.map(cacheKeyOf)).size;
  return fitsStatement(rows, merged) ? merged : undefined;
}

async function loadExactProfiles(context: RequestContext, keys: readonly SelectedProfileKey[]) {
  const days = [...new Set(keys.map(({ day }) => day))];
  const found = await Promise.all(days.map(dayFinder(context)));
  const complete = new Set(days.filter((day, n) => found[n]?.day === day));
  const together = mergeSelections(keys);
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
