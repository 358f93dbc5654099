import { sql, type SQL } from 'drizzle-orm';
import { anyOfThem } from '../conditions/allOf.js';
import { sqlType } from '../conditions/Comparand.js';
import { list } from '../db/sql.js';
import type { Operand } from '../operands/operand.js';

/** One key of an order. */
export interface OrderKey {
  readonly operand: Operand;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** An entry's values of the keys of an order, as PostgreSQL prints them. */
export type Values = readonly (string | null)[];

/** An order whose keys tell any two entries apart. */
export type Order = readonly OrderKey[];

/** An order turned round: its entries in the other direction. */
export const reversed = (order: Order): Order =>
  order.map((key) => ({ ...key, descending: !key.descending, nullsFirst: !key.nullsFirst }));

/** Where nulls cannot be, their place is left out: then an index serves both directions. */
const orderTerm = ({ operand, descending, nullsFirst }: OrderKey): SQL =>
  sql`${operand.sql} ${sql.raw(descending ? 'desc' : 'asc')}${
    operand.nullable ? sql.raw(nullsFirst ? ' nulls first' : ' nulls last') : sql``
  }`;

/** The list behind `order by`. */
export const orderTerms = (order: Order): SQL => list(order.map(orderTerm));

/** A value of an operand as PostgreSQL printed it. */
const bound = ({ kind }: Operand, value: string | null): SQL =>
  sql`${sql.param(kind === 'flag' && value !== null ? value === 'true' : value)}::${sqlType(kind)}`;

const after = ({ operand, descending }: OrderKey, value: string): SQL =>
  sql`${operand.sql} ${sql.raw(descending ? '<' : '>')} ${bound(operand, value)}`;

/** Entries behind a value by this key alone; undefined where there are none. */
function strictlyAfter(key: OrderKey, value: string | null): SQL | undefined {
  const { operand, nullsFirst } = key;
  if (value === null) return nullsFirst ? sql`${operand.sql} is not null` : undefined;
  return operand.nullable && !nullsFirst ? sql`(${after(key, value)} or ${operand.sql} is null)` : after(key, value);
}

const same = ({ operand }: OrderKey, value: string | null): SQL =>
  value === null ? sql`${operand.sql} is null` : sql`${operand.sql} = ${bound(operand, value)}`;

function chain([key, ...rest]: Order, [value = null, ...others]: Values): SQL {
  if (key === undefined) return sql`false`;
  const further = strictlyAfter(key, value);
  const tied = rest.length === 0 ? undefined : sql`(${same(key, value)} and ${chain(rest, others)})`;
  return anyOfThem([further, tied].filter((one) => one !== undefined));
}

const isPlain = (order: Order): boolean =>
  order.every(({ operand, descending }) => !operand.nullable && descending === order[0]?.descending);

/**
 * The entries behind a position of an order whose first key is never null, as two ranges of an index in the order that they
 * are read: those that are the same in the first key, and those past it.
 */
export function rangesAfter([first, ...rest]: Order, [value = null, ...others]: Values): SQL[][] {
  if (first === undefined || value === null) return [];
  return [[same(first, value), ...conditionsAfter(rest, others)], [after(first, value)]];
}

/**
 * The conditions of the entries behind a position of an order. Keys of one direction that are never null are compared as
 * one row, which is a range of an index: a page of 50 behind 100,000 customers reads 51 rows. Else a bound on the first key, where
 * it is never null, gives the index its range.
 */
export function conditionsAfter(order: Order, values: Values): SQL[] {
  const [first] = order;
  if (first === undefined) return [sql`false`];
  const [value = null] = values;
  if (order.length === 1 && !first.operand.nullable) return value === null ? [sql`false`] : [after(first, value)];
  if (isPlain(order)) {
    const expressions = list(order.map(({ operand }) => operand.sql));
    const bounds = list(order.map(({ operand }, n) => bound(operand, values[n] ?? null)));
    return [sql`(${expressions}) ${sql.raw(first.descending ? '<' : '>')} (${bounds})`];
  }
  const range =
    first.operand.nullable || value === null
      ? []
      : [sql`${first.operand.sql} ${sql.raw(first.descending ? '<=' : '>=')} ${bound(first.operand, value)}`];
  return [...range, chain(order, values)];
}
