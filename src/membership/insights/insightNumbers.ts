import { sql, type SQL } from 'drizzle-orm';
import { list } from '../../db/sql.js';
import { divideDecimals, withoutZeros } from '../../lib/numbers/decimals.js';

/** What is counted and added up of a group of customers. */
export interface InsightNumbers {
  readonly customers: number;
  /** Who bought in the year. */
  readonly active: number;
  /** Who of them bought in a currency that is not added up: revenue, orders and items are without them. */
  readonly otherCurrencies: number;
  /** Exact decimals. */
  readonly revenue: string;
  readonly orders: string;
  readonly items: string;
  readonly email: number;
  readonly phone: number;
  readonly address: number;
  readonly paidSocial: number;
  readonly reachable: number;
}

const sum = (column: SQL, where: SQL): SQL =>
  sql`coalesce(sum(${column}) filter (where ${where} and is_active and revenue is not null), 0)::text`;

const count = (where: SQL): SQL => sql`(count(*) filter (where ${where}))::text`;

/** An array of the numbers of the rows of `memberRows` for which a condition holds, for `toNumbers`. */
export const numbersOf = (where: SQL): SQL =>
  sql`array[${list([
    count(where),
    count(sql`${where} and is_active`),
    count(sql`${where} and is_active and revenue is null`),
    sum(sql`revenue`, where),
    sum(sql`orders`, where),
    sum(sql`items`, where),
    count(sql`${where} and email`),
    count(sql`${where} and phone`),
    count(sql`${where} and address`),
    count(sql`${where} and (email or phone)`),
    count(sql`${where} and (email or phone or address)`),
  ])}]`;

/** The numbers of such an array. */
export function toNumbers(texts: readonly string[]): InsightNumbers {
  const text = (n: number): string => texts[n] ?? '0';
  const number = (n: number): number => Number(text(n));
  return {
    customers: number(0),
    active: number(1),
    otherCurrencies: number(2),
    revenue: withoutZeros(text(3)),
    orders: withoutZeros(text(4)),
    items: withoutZeros(text(5)),
    email: number(6),
    phone: number(7),
    address: number(8),
    paidSocial: number(9),
    reachable: number(10),
  };
}

/** What stands behind a `SegmentRevenueTree`: quotients are rounded to ten places, and null where the divisor is 0. */
export interface RevenueTree {
  readonly netRevenue: string;
  readonly customers: number;
  readonly revenuePerCustomer: string | null;
  readonly ordersPerCustomer: string | null;
  readonly averageOrderValue: string | null;
  readonly averageUnitRevenue: string | null;
  readonly unitsPerTransaction: string | null;
}

/** What a year's revenue is made of (spec A16): customers × orders each × units each × revenue each. */
export function revenueTree({ revenue, orders, items, active, otherCurrencies }: InsightNumbers): RevenueTree {
  const customers = active - otherCurrencies;
  return {
    netRevenue: revenue,
    customers,
    revenuePerCustomer: divideDecimals(revenue, String(customers)),
    ordersPerCustomer: divideDecimals(orders, String(customers)),
    averageOrderValue: divideDecimals(revenue, orders),
    averageUnitRevenue: divideDecimals(revenue, items),
    unitsPerTransaction: divideDecimals(items, orders),
  };
}
