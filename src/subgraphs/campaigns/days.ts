import { badCursor, type Page } from '../../lib/relay/page.js';
import type { Order } from '../../population/keyset.js';
import { positioned } from '../../population/position.js';

/** `positioned` where days are days of the calendar: nothing ran on `infinity`. Throws an `INVALID_CURSOR` for it too. */
export function positionedOnDays(page: Page, order: Order): Page {
  const read = positioned(page, order);
  for (const name of ['after', 'before'] as const)
    if (order.some(({ operand }, n) => operand.kind === 'date' && read[name]?.[n]?.endsWith('infinity') === true))
      throw badCursor(name, 'is not a cursor of this server');
  return read;
}
