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
