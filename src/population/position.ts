import { isDay } from '../lib/time/days.js';
import { badCursor, type CursorKey, type Page } from '../lib/relay/page.js';
import type { Order, Values } from './keyset.js';
import { isPrinted } from './printed.js';

/** A cursor's key: the day that attributes are read on, then the values of the order. */
export const toCursorKey = (day: string | null, values: Values): CursorKey => [day, ...values];

function dayOf(key: CursorKey | undefined, name: string): string | null {
  const day = key?.[0] ?? null;
  if (day !== null && !isDay(day)) throw badCursor(name, 'is not a cursor of this server');
  return day;
}

/**
 * The day that a page's cursors were made on: null where no attribute was read for them, undefined without a cursor. One of
 * two may know none. Throws an `INVALID_CURSOR` for what is no day, or two different ones.
 */
export function dayOfCursors({ after, before }: Page): string | null | undefined {
  if (after === undefined && before === undefined) return undefined;
  const [first, second] = [dayOf(after, 'after'), dayOf(before, 'before')];
  if (first !== null && second !== null && first !== second)
    throw badCursor('before', `was made on another day (${second}) than the one given as "after" (${first})`);
  return first ?? second;
}

function valuesIn(order: Order, key: CursorKey | undefined, name: string): Values | undefined {
  if (key === undefined) return undefined;
  const values = key.slice(1);
  const fits = order.every(({ operand }, n) => {
    const value = values[n] ?? null;
    return value === null ? operand.nullable : operand.missing !== true && isPrinted(operand.kind, value);
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

const isUnfit = (error: unknown): boolean => {
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: { readonly code?: unknown } };
  return /^22\d{3}$/.test(String(code ?? cause?.code));
};

/**
 * What `read` brings of a page. A question that has brought a page already is one that the database can answer: where it
 * finds a value unfit behind a cursor, the cursor is not one of ours, and an `INVALID_CURSOR` says so.
 */
export function readPage<R>({ after, before }: Page, read: () => Promise<R>): Promise<R> {
  if ((after ?? before) === undefined) return read();
  return read().catch((error: unknown) => {
    throw isUnfit(error)
      ? badCursor(after === undefined ? 'before' : 'after', 'is not a cursor of this server')
      : error;
  });
}
