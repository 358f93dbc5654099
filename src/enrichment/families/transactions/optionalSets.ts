import type { Config } from '../../../config.js';
import type { BaseAttribute } from '../../definitions/definition.js';
import { count, exactly, items, known, money, quotient, sumOf, whole } from './periodAttributes.js';
import { periods } from './periods.js';

/** The sets of transaction attributes that are made where the config asks for them. */
export type OptionalSet = Config['enrichment']['transactions']['sets'][number];

const takenBack = (kind: 'returned' | 'canceled', what: string): BaseAttribute[] =>
  periods.flatMap(({ name, words }) => [
    exactly({
      ...count,
      absent: '0',
      name: `${name}_order_${kind}_frequency`,
      description: `Orders of which something was ${what} ${words}.`,
      sql: `coalesce(r.${name}_${kind}_orders, 0)`,
    }),
    exactly({
      ...money,
      name: `${name}_order_${kind}_revenue`,
      description: `Revenue ${what} ${words}, at or below zero.`,
      sql: known(`coalesce(r.${name}_${kind}_revenue, 0)`),
    }),
    exactly({
      ...items,
      name: `${name}_total_${kind}_items`,
      description: `Units ${what} ${words}, at or below zero.`,
      sql: whole(`coalesce(r.${name}_${kind}_items, 0)`),
    }),
  ]);

const places = ['first', 'second', 'latest'];
const net = 'less what was returned and cancelled up to the day, and discounts of whole orders';

const netRevenue: readonly BaseAttribute[] = [
  ...places.map((place) =>
    exactly({
      ...money,
      name: `${place}_net_order_revenue`,
      description: `Revenue of the ${place} order up to the day, ${net}.`,
      sql: known(`s.${place}_net`),
    }),
  ),
  ...periods.flatMap(({ name, words }) => [
    exactly({
      ...money,
      name: `${name}_net_order_revenue`,
      description: `Revenue of the orders placed ${words}, ${net}.`,
      sql: known(sumOf(`s.${name}_net`)),
    }),
    exactly({
      ...money,
      name: `${name}_net_order_value`,
      description: `Another name of ${name}_net_order_revenue.`,
      sql: known(sumOf(`s.${name}_net`)),
    }),
    exactly({
      ...money,
      name: `${name}_average_net_item_price`,
      description: `Net revenue divided by units bought, of the orders placed ${words}.`,
      sql: quotient(`s.${name}_net`, `s.${name}_items`),
    }),
  ]),
  exactly({
    ...money,
    name: 'lifetime_largest_net_order_value',
    description: 'Net revenue of the order up to the day that has most; null where none is above zero.',
    sql: known('s.lifetime_largest_net'),
  }),
];

const cost: readonly BaseAttribute[] = [
  ...places.map((place) =>
    exactly({
      ...money,
      name: `${place}_order_cost`,
      description: `Cost of the ${place} order up to the day; null where it is not known.`,
      sql: known(`s.${place}_cost`),
    }),
  ),
  ...periods.map(({ name, words }) =>
    exactly({
      ...money,
      name: `${name}_order_cost`,
      description: `Cost of the orders placed ${words}, as far as it is known; null where it is of none of them.`,
      sql: known(`case when s.${name}_orders = 0 then 0 else s.${name}_cost end`),
    }),
  ),
];

/** The attributes of each optional set. */
export const optionalSets: Readonly<Record<OptionalSet, readonly BaseAttribute[]>> = {
  returns: takenBack('returned', 'returned'),
  cancellations: takenBack('canceled', 'cancelled'),
  net_revenue: netRevenue,
  cost,
};
