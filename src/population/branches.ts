import { sql, type SQL } from 'drizzle-orm';
import type { Page } from '../lib/relay/page.js';
import { conditionsAfter, reversed, type Order, type Values } from './keyset.js';

/** A part of a page that one index can serve: the entries whose first key is null, or those whose is not. */
export interface Branch {
  readonly isNull: boolean;
  /** What must hold beside the question's own conditions. */
  readonly conditions: readonly SQL[];
  /** The order in the direction of reading. */
  readonly order: Order;
}

/** The conditions behind a position within a branch; undefined where the branch lies wholly before it. */
function within(order: Order, isNull: boolean, values: Values | undefined): SQL[] | undefined {
  if (values === undefined) return [];
  const [first, ...rest] = order;
  const [value = null, ...others] = values;
  if (first === undefined || !first.operand.nullable) return conditionsAfter(order, values);
  const startsInNulls = value === null;
  if (startsInNulls === isNull)
    return isNull ? conditionsAfter(rest, others) : conditionsAfter(required(order), values);
  // The position lies in the other branch: all of this one is behind it, or nothing.
  return first.nullsFirst === startsInNulls ? [] : undefined;
}

/** The order where its first key is known not to be null. */
const required = ([first, ...rest]: Order): Order =>
  first === undefined ? [] : [{ ...first, operand: { ...first.operand, nullable: false } }, ...rest];

/**
 * The branches of a page in the order that they are read; [] where nothing can be between its bounds. An order whose first
 * key is never null has one branch, any other up to two; `orderFor` may name the same keys by other columns in each.
 */
export function branchesOf(orderFor: (isNull: boolean) => Order, page: Page): Branch[] {
  const [from, to] = page.backwards ? [page.before, page.after] : [page.after, page.before];
  const branch = (isNull: boolean): Branch[] => {
    const order = orderFor(isNull);
    const [reading, against] = page.backwards ? [reversed(order), order] : [order, reversed(order)];
    const [start, end] = [within(reading, isNull, from), within(against, isNull, to)];
    const [first, ...rest] = reading;
    if (first === undefined || start === undefined || end === undefined) return [];
    const own = first.operand.nullable ? [sql`${first.operand.sql} is ${sql.raw(isNull ? 'null' : 'not null')}`] : [];
    return [{ isNull, conditions: [...own, ...start, ...end], order: isNull ? rest : required(reading) }];
  };
  const [first] = orderFor(false);
  if (first?.operand.nullable !== true) return branch(false);
  const nullsFirst = first.nullsFirst !== page.backwards;
  return nullsFirst ? [...branch(true), ...branch(false)] : [...branch(false), ...branch(true)];
}
