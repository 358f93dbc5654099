import { badCursor, type CursorKey, type Page } from '../lib/page.js';
import type { Order, Values } from './keyset.js';
import type { Operand } from './operand.js';

/** What PostgreSQL prints for a value of each kind; what a cursor holds beside that was not put there by us. */
const printed: Readonly<Record<Operand['kind'], RegExp>> = {
  text: /^(?:[^\0\p{Surrogate}])*$/su,
  number: /^-?\d{1,40}(\.\d{1,20})?$|^NaN$/,
  date: /^\d{4,7}-\d\d-\d\d( BC)?$|^-?infinity$/,
  dateTime: /^\d{4,7}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}( BC)?$|^-?infinity$/,
  flag: /^(true|false)$/,
  score: /^\d(\.\d+)?(e-\d+)?$/,
};

/** A cursor's key: the day that attributes are read on, then the values of the order. */
export const toCursorKey = (day: string | null, values: Values): CursorKey => [day, ...values];

/** The day that a page's cursors were made on: null where no attribute was read; undefined without a cursor. */
export function dayOfCursors({ after, before }: Page): string | null | undefined {
  const days = [after, before].flatMap((key) => (key === undefined ? [] : [key[0] ?? null]));
  const [day, other] = days;
  if (days.length === 2 && day !== other)
    throw badCursor(
      'before',
      `was made on another day (${other ?? 'none'}) than the one given as "after" (${day ?? 'none'})`,
    );
  return day;
}

function valuesIn(order: Order, key: CursorKey | undefined, name: string): Values | undefined {
  if (key === undefined) return undefined;
  const values = key.slice(1);
  const fits = order.every(({ operand }, n) => {
    const value = values[n] ?? null;
    return value === null ? operand.nullable : printed[operand.kind].test(value);
  });
  if (!fits || values.length !== order.length) throw badCursor(name, 'is not a cursor of this server');
  return values;
}

/** The page between the positions of its cursors in an order. Throws an `INVALID_CURSOR` for one that holds no position. */
export const positioned = (page: Page, order: Order): Page => ({
  ...page,
  after: valuesIn(order, page.after, 'after'),
  before: valuesIn(order, page.before, 'before'),
});
