import type { RequestContext } from '../../../../federation/requestContext.js';
import { isDay } from '../../../../lib/time/days.js';
import { badCursor, type CursorKey } from '../../../../lib/relay/page.js';
import { cursorDay } from '../../../../population/profileDays.js';
import { dayFinder } from '../../../dayFinder.js';
import type { ChangeEnds, ChangePosition } from './shape.js';

/** The newest complete days on or before two dates; null where nothing can have changed between them. */
export async function changeEnds(context: RequestContext, from: string, to: string): Promise<ChangeEnds | null> {
  const findDay = dayFinder(context);
  const [first, last] = await Promise.all([findDay(from), findDay(to)]);
  return last === null || first?.day === last.day ? null : { from: first?.day ?? null, to: last.day };
}

/** What the cursor of a change carries: its days, so that a new snapshot between pages changes nothing, and its position. */
export const toChangeCursor = ({ from, to }: ChangeEnds, { customerId, key }: ChangePosition): CursorKey => [
  from,
  to,
  customerId,
  key,
];

/**
 * The days and the position that a cursor carries. Throws an `INVALID_CURSOR` for one that was not made of a change of one of
 * the keys, or on days that are no longer kept.
 */
export async function cursorEnds(
  context: RequestContext,
  cursor: CursorKey,
  keys: readonly string[],
): Promise<{ readonly ends: ChangeEnds; readonly after: ChangePosition }> {
  const [from = null, to = null, customerId = null, key = null] = cursor;
  const areDays = to !== null && isDay(to) && (from === null || (isDay(from) && from < to));
  if (!areDays || customerId === null || key === null || !keys.includes(key) || cursor.length !== 4)
    throw badCursor('after', 'is not a cursor of this server');
  await Promise.all([from ?? to, to].map((day) => cursorDay(dayFinder(context), day, 'after')));
  return { ends: { from, to }, after: { customerId, key } };
}
