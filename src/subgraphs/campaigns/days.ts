import { badCursor, type Page } from '../../lib/page.js';
import { UserError } from '../../lib/UserError.js';
import type { Order } from '../../population/keyset.js';
import { positioned } from '../../population/position.js';

/** A stretch of days, both ends included; null is open. */
export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** Refuses a stretch that ends before it begins. Throws a `UserError`. */
export function checkRange({ from, to }: DayRange): void {
  if (from !== null && to !== null && from > to) throw new UserError(`"from" is ${from}, which is after "to", ${to}.`);
}

/** `positioned` where days are days of the calendar: nothing ran on `infinity`. Throws an `INVALID_CURSOR` for it too. */
export function positionedOnDays(page: Page, order: Order): Page {
  const read = positioned(page, order);
  for (const name of ['after', 'before'] as const)
    if (order.some(({ operand }, n) => operand.kind === 'date' && read[name]?.[n]?.endsWith('infinity') === true))
      throw badCursor(name, 'is not a cursor of this server');
  return read;
}
