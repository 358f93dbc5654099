import type { RequestContext } from '../../context.js';
import { toConnection, type Connection } from '../../lib/page.js';
import { UserError } from '../../lib/UserError.js';

/** Rows that one statement brings, and days that it is asked for, at the most: more would hold up every other request while they are written out. */
export const mostRows = 50_000;

/** Refuses pages that together are too large. Throws a `UserError` with `TOO_MANY_VALUES`. */
export function checkRows(owners: number, { size }: { readonly size: number }, what: string): void {
  if (owners * size > mostRows)
    throw new UserError(
      `The question asks for up to ${owners * size} ${what} (${owners} pages of ${size}), and ${mostRows} are the most; ` +
        'ask for smaller pages.',
      'TOO_MANY_VALUES',
    );
}

/** Rows of lists in one answer, counted as often as they stand in it. */
const mostShown = 100_000;

const shownIn = new WeakMap<RequestContext, number>();

/**
 * Counts rows of a list that a resolver puts into the answer: a loader reads a row once, however many parents show it, and
 * here it counts under each. Throws a `UserError` with `TOO_MANY_VALUES` beyond what an answer may hold.
 */
function chargeRows(context: RequestContext, count: number): void {
  const shown = (shownIn.get(context) ?? 0) + count;
  shownIn.set(context, shown);
  if (shown > mostShown)
    throw new UserError(
      `The answer would hold ${shown} targetings, occurrences, deliveries and redemptions or more, and ${mostShown} are ` +
        'the most; ask for smaller pages.',
      'TOO_MANY_VALUES',
    );
}

/** The same of a list without pages. */
export function charged<R>(context: RequestContext, rows: readonly R[]): readonly R[] {
  chargeRows(context, rows.length);
  return rows;
}

/** The same of a page, made into a connection as `toConnection` does. */
export function chargedPage<R>(context: RequestContext, ...of: Parameters<typeof toConnection<R>>): Connection<R> {
  const [, page, rows] = of;
  chargeRows(context, Math.min(rows.length, page.size));
  return toConnection(...of);
}
