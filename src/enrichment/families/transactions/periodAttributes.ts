import { sql } from 'drizzle-orm';
import { fitsSlot } from '../../../catalogue/slotValues.js';
import { compile } from '../../../db/sql.js';
import type { BaseAttribute } from '../../definitions/definition.js';
import { periods, type Period } from './periods.js';

const transactions = { category: 'Transactions', piiClass: 'NONE' } as const;

/** An attribute with its exact name as alias (spec A7), so that what reads it elsewhere reads it here. */
export const exactly = (attribute: Omit<BaseAttribute, 'alias' | 'category' | 'piiClass'>): BaseAttribute => ({
  ...transactions,
  fitsSlots: true,
  ...attribute,
  alias: attribute.name,
});

export const money = { dataType: 'decimal', unit: 'currency' } as const;
export const count = { dataType: 'integer', unit: 'count' } as const;

/** Whole items: those that are sold by weight are rounded at the end. */
export const items = { dataType: 'bigint', unit: 'count' } as const;

/** SQL: a sum over the orders of a period, 0 of none; null for a customer without any order. */
export const sumOf = (sum: string): string => `case when s.lifetime_orders > 0 then coalesce(${sum}, 0) end`;

/** SQL: an amount as a slot holds it; null where a part of it was in another currency, which makes it NaN, see `orderStates`. */
export const known = (amount: string): string => {
  const { text } = compile(fitsSlot(sql.raw(`(${amount})`)));
  return `case when ${text} then ${amount} end`;
};

/** SQL: a number of items as a whole number; null beyond the range of `bigint`. */
export const whole = (number: string): string =>
  `case when abs(${number}) < 9223372036854775807 then round(${number}) end`;

/** SQL: a quotient to ten places, null without a divisor. */
export const quotient = (dividend: string, divisor: string): string =>
  `round(${known(`${dividend} / nullif(${divisor}, 0)`)}, 10)`;

const orderAttributesOf = ({ name, words }: Period): BaseAttribute[] => [
  exactly({
    ...count,
    absent: '0',
    name: `${name}_order_frequency`,
    description: `Orders placed ${words}.`,
    sql: `coalesce(s.${name}_orders, 0)`,
  }),
  exactly({
    ...money,
    name: `${name}_order_revenue`,
    description: `Revenue of the orders placed ${words}, after discounts, before returns and cancellations; null without orders, and where one that counts is in another currency.`,
    sql: known(sumOf(`s.${name}_revenue`)),
  }),
  exactly({
    ...items,
    name: `${name}_total_items`,
    description: `Units of the orders placed ${words}, before returns and cancellations.`,
    sql: whole(sumOf(`s.${name}_items`)),
  }),
  exactly({
    ...money,
    name: `${name}_average_order_value`,
    description: `Revenue divided by orders, of those placed ${words}.`,
    sql: quotient(`s.${name}_revenue`, `s.${name}_orders`),
  }),
  exactly({
    dataType: 'decimal',
    unit: 'count',
    name: `${name}_average_num_items`,
    description: `Units divided by orders, of those placed ${words}.`,
    sql: quotient(`s.${name}_items`, `s.${name}_orders`),
  }),
  exactly({
    ...money,
    name: `${name}_average_item_price`,
    description: `Revenue divided by units, of the orders placed ${words}.`,
    sql: quotient(`s.${name}_revenue`, `s.${name}_items`),
  }),
];

/** What is told of brands, channels and stores: the names in attributes and in sentences. */
const valued = [
  { kind: 'brand', counted: 'purchase_brands', preferred: 'preferred_purchase_brand', words: 'brand', many: 'Brands' },
  {
    kind: 'channel',
    counted: 'purchase_channels',
    preferred: 'preferred_purchase_channel',
    words: 'purchase channel',
    many: 'Purchase channels',
  },
  { kind: 'store', counted: 'stores', preferred: 'preferred_store_id', words: 'store', many: 'Stores' },
] as const;

const valueAttributesOf = ({ name, words }: Period): BaseAttribute[] =>
  valued.flatMap(({ kind, counted, preferred, words: noun, many }) => [
    exactly({
      ...count,
      absent: '0',
      name: `${name}_${counted}`,
      description: `${many} of the orders placed ${words}, each counted once.`,
      sql: `coalesce(v.${name}_${kind}s, 0)`,
    }),
    exactly({
      dataType: 'text',
      name: `${name}_${preferred}`,
      description: `The ${noun} of most orders placed ${words}; of equals that of the newest order.`,
      sql: `v.${name}_${kind}`,
    }),
  ]);

/** The attributes of each period. */
export const periodAttributes: readonly BaseAttribute[] = periods.flatMap((period) => [
  ...orderAttributesOf(period),
  ...valueAttributesOf(period),
]);

/** The largest orders. */
export const largestOrders: readonly BaseAttribute[] = periods
  .filter(({ name }) => ['l30d', 'lifetime'].includes(name))
  .map(({ name, words }) =>
    exactly({
      ...money,
      name: `${name}_largest_order_value`,
      description: `Revenue of the largest order placed ${words}.`,
      sql: known(`s.${name}_largest`),
    }),
  );
