import type { RequestContext } from './requestContext.js';
import { toConnection, type Connection } from '../lib/relay/page.js';
import { UserError } from '../lib/errors/UserError.js';
import { answerLimits } from '../words/limits.js';

const { listRows: mostRows, shownRows: mostShown } = answerLimits;

/** Refuses pages that together are too large. Throws a `UserError` with `TOO_MANY_VALUES`. */
export function checkRows(owners: number, { size }: { readonly size: number }, what: string): void {
  if (owners * size > mostRows)
    throw new UserError(
      `The question asks for up to ${owners * size} ${what} (${owners} pages of ${size}), and ${mostRows} are the most; ` +
        'ask for smaller pages.',
      'TOO_MANY_VALUES',
    );
}

/**
 * Counts rows of a list that a resolver puts into the answer: a loader reads a row once, however many parents show it, and
 * here it counts under each. Throws a `UserError` with `TOO_MANY_VALUES` beyond what an answer may hold.
 */
export function chargeRows({ shown }: RequestContext, count: number): void {
  shown.rows += count;
  if (shown.rows > mostShown)
    throw new UserError(
      `The answer would hold ${shown.rows} rows of lists or more, and ${mostShown} are the most; ask for smaller pages.`,
      'TOO_MANY_VALUES',
    );
}

/** The rows of a list without pages, counted as shown. Throws a `UserError` with `TOO_MANY_VALUES`, as `chargeRows` does. */
export function charged<R>(context: RequestContext, rows: readonly R[]): readonly R[] {
  chargeRows(context, rows.length);
  return rows;
}

/**
 * The connection that `toConnection` makes of a page, with its rows counted as shown. Throws a `UserError` with
 * `TOO_MANY_VALUES`, as `chargeRows` does.
 */
export function chargedPage<R>(context: RequestContext, ...of: Parameters<typeof toConnection<R>>): Connection<R> {
  const [, page, rows] = of;
  chargeRows(context, Math.min(rows.length, page.size));
  return toConnection(...of);
}
