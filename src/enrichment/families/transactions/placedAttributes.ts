import type { BaseAttribute } from '../../definitions/definition.js';
import { exactly, items, known, money, whole } from './periodAttributes.js';

const places = ['first', 'second', 'latest'] as const;

const ofOrder = (place: (typeof places)[number]): BaseAttribute[] => [
  exactly({
    dataType: 'datetime',
    name: `${place}_order_datetime`,
    description: `When the ${place} order up to the day was placed.`,
    sql: `s.${place}_placed_at`,
  }),
  exactly({
    dataType: 'text',
    name: `${place}_order_id`,
    description: `The key of the ${place} order up to the day.`,
    sql: `s.${place}_order_id`,
  }),
  exactly({
    dataType: 'text',
    name: `${place}_order_purchase_brand`,
    description: `The brand of the ${place} order up to the day.`,
    sql: `s.${place}_brand`,
  }),
  exactly({
    dataType: 'text',
    name: `${place}_order_purchase_channel`,
    description: `The purchase channel of the ${place} order up to the day.`,
    sql: `s.${place}_channel`,
  }),
  exactly({
    dataType: 'text',
    name: `${place}_order_store_id`,
    description: `The store of the ${place} order up to the day; null where it was not placed in one.`,
    sql: `s.${place}_store`,
  }),
  exactly({
    ...items,
    name: `${place}_order_total_items`,
    description: `Units of the ${place} order up to the day, before returns and cancellations.`,
    sql: whole(`s.${place}_items`),
  }),
  exactly({
    ...money,
    name: `${place}_order_revenue`,
    description: `Revenue of the ${place} order up to the day, before returns and cancellations.`,
    sql: known(`s.${place}_revenue`),
  }),
];

const days = { dataType: 'integer', unit: 'days' } as const;

const differences: readonly BaseAttribute[] = [
  exactly({
    ...days,
    name: 'days_since_latest_order',
    description: 'Days from the latest order to the day; null without orders.',
    sql: 'days.day - s.latest_placed_day',
  }),
  exactly({
    ...days,
    name: 'first_to_second_order_days',
    description: 'Days from the first order to the second; null without a second one.',
    sql: 's.second_placed_day - s.first_placed_day',
  }),
  exactly({
    ...days,
    name: 'first_to_latest_order_days',
    description: 'Days from the first order to the latest; null without orders.',
    sql: 's.latest_placed_day - s.first_placed_day',
  }),
];

/** What the flags of customers depend on, see `enrichment.transactions` in the config. */
interface FlagDays {
  readonly earlyRepeatDays: number;
  readonly retainedDays: number;
}

const flags = ({ earlyRepeatDays, retainedDays }: FlagDays): BaseAttribute[] => {
  const flag = { dataType: 'boolean' } as const;
  const isRetained = (from: string, to: string): string =>
    `case when s.${from}_placed_day is not null then coalesce(s.${to}_placed_day - s.${from}_placed_day <= ${retainedDays}, false) end`;
  return [
    exactly({
      ...flag,
      absent: 'false',
      name: 'one_and_done',
      description: 'Whether the customer has placed one order up to the day, and no more.',
      sql: 'coalesce(s.lifetime_orders = 1, false)',
    }),
    exactly({
      ...flag,
      name: 'early_repeat_purchaser',
      description: `Whether the second order came within ${earlyRepeatDays} days of the first; null without orders, and as long as it may still come.`,
      sql: `case when s.second_placed_day is not null then s.second_placed_day - s.first_placed_day <= ${earlyRepeatDays}
        when days.day - s.first_placed_day > ${earlyRepeatDays} then false end`,
    }),
    exactly({
      ...flag,
      name: 'first_order_is_retained',
      description: `Whether the second order came within ${retainedDays} days of the first; null without orders.`,
      sql: isRetained('first', 'second'),
    }),
    exactly({
      ...flag,
      name: 'second_order_is_retained',
      description: `Whether the third order came within ${retainedDays} days of the second; null without a second one.`,
      sql: isRetained('second', 'third'),
    }),
    exactly({
      ...flag,
      absent: 'false',
      name: 'multi_purchase_brand',
      description: 'Whether the orders up to the day are of more than one brand.',
      sql: 'coalesce(v.lifetime_brands > 1, false)',
    }),
    exactly({
      ...flag,
      absent: 'false',
      name: 'multi_purchase_channel',
      description: 'Whether the orders up to the day came by more than one purchase channel.',
      sql: 'coalesce(v.lifetime_channels > 1, false)',
    }),
  ];
};

/** What is told of the first, the second and the latest order, the days between them, and what follows from these. */
export const placedAttributes = (flagDays: FlagDays): readonly BaseAttribute[] => [
  ...places.flatMap(ofOrder),
  ...differences,
  ...flags(flagDays),
];
