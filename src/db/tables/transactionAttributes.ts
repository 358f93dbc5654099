import { bigint, boolean, date, integer, text, timestamp } from 'drizzle-orm/pg-core';
import { app, customerId, decimal, facet } from './columns.js';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' });
const whole = (name: string) => bigint(name, { mode: 'bigint' });

/** What is kept of the orders of one period. */
const period = <P extends string>(name: P) => ({
  [`${name}OrderFrequency`]: integer(`${name}_order_frequency`),
  [`${name}OrderRevenue`]: decimal(`${name}_order_revenue`),
  [`${name}TotalItems`]: whole(`${name}_total_items`),
  [`${name}AverageOrderValue`]: decimal(`${name}_average_order_value`),
  [`${name}AverageNumItems`]: decimal(`${name}_average_num_items`),
  [`${name}AverageItemPrice`]: decimal(`${name}_average_item_price`),
  [`${name}PurchaseBrands`]: integer(`${name}_purchase_brands`),
  [`${name}PurchaseChannels`]: integer(`${name}_purchase_channels`),
  [`${name}Stores`]: integer(`${name}_stores`),
  [`${name}PreferredPurchaseBrand`]: text(`${name}_preferred_purchase_brand`),
  [`${name}PreferredPurchaseChannel`]: text(`${name}_preferred_purchase_channel`),
  [`${name}PreferredStoreId`]: text(`${name}_preferred_store_id`),
  [`${name}OrderCanceledFrequency`]: integer(`${name}_order_canceled_frequency`),
  [`${name}OrderCanceledRevenue`]: decimal(`${name}_order_canceled_revenue`),
  [`${name}TotalCanceledItems`]: whole(`${name}_total_canceled_items`),
  [`${name}OrderReturnedFrequency`]: integer(`${name}_order_returned_frequency`),
  [`${name}OrderReturnedRevenue`]: decimal(`${name}_order_returned_revenue`),
  [`${name}TotalReturnedItems`]: whole(`${name}_total_returned_items`),
  [`${name}NetOrderRevenue`]: decimal(`${name}_net_order_revenue`),
  [`${name}NetOrderValue`]: decimal(`${name}_net_order_value`),
  [`${name}AverageNetItemPrice`]: decimal(`${name}_average_net_item_price`),
  [`${name}OrderCost`]: decimal(`${name}_order_cost`),
});

/** What is kept of one order. */
const nth = <N extends string>(name: N) => ({
  [`${name}OrderDatetime`]: instant(`${name}_order_datetime`),
  [`${name}OrderId`]: text(`${name}_order_id`),
  [`${name}OrderPurchaseBrand`]: text(`${name}_order_purchase_brand`),
  [`${name}OrderPurchaseChannel`]: text(`${name}_order_purchase_channel`),
  [`${name}OrderStoreId`]: text(`${name}_order_store_id`),
  [`${name}OrderTotalItems`]: whole(`${name}_order_total_items`),
  [`${name}OrderRevenue`]: decimal(`${name}_order_revenue`),
  [`${name}NetOrderRevenue`]: decimal(`${name}_net_order_revenue`),
  [`${name}OrderCost`]: decimal(`${name}_order_cost`),
});

/**
 * One row per customer with orders, or with what an optional set tells of (spec A7), always derived from
 * `unified_itemized_transactions`, as of the end of a day.
 * The columns of sets that the config does not ask for are null.
 */
export const transactionAttributesExtended = facet.table('transaction_attributes_extended', {
  customerId: customerId().primaryKey(),
  app: app(),
  /** The day at whose end this was so. */
  asOf: date('as_of', { mode: 'string' }).notNull(),
  ...nth('first'),
  ...nth('second'),
  ...nth('latest'),
  ...period('l30d'),
  ...period('l3m'),
  ...period('l6m'),
  ...period('l12m'),
  ...period('ly12m'),
  ...period('lifetime'),
  l30dLargestOrderValue: decimal('l30d_largest_order_value'),
  lifetimeLargestOrderValue: decimal('lifetime_largest_order_value'),
  lifetimeLargestNetOrderValue: decimal('lifetime_largest_net_order_value'),
  daysSinceLatestOrder: integer('days_since_latest_order'),
  firstToSecondOrderDays: integer('first_to_second_order_days'),
  firstToLatestOrderDays: integer('first_to_latest_order_days'),
  oneAndDone: boolean('one_and_done'),
  earlyRepeatPurchaser: boolean('early_repeat_purchaser'),
  firstOrderIsRetained: boolean('first_order_is_retained'),
  secondOrderIsRetained: boolean('second_order_is_retained'),
  multiPurchaseBrand: boolean('multi_purchase_brand'),
  multiPurchaseChannel: boolean('multi_purchase_channel'),
  l12mRecency: integer('l12m_recency'),
  l12mFrequency: integer('l12m_frequency'),
  l12mMonetary: integer('l12m_monetary'),
  l12mRfmScore: integer('l12m_rfm_score'),
  loadId: whole('load_id').notNull(),
});
