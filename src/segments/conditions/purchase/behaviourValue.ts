import { sql, type SQL } from 'drizzle-orm';
import { list } from '../../../db/sql.js';
import { PurchaseBehaviour } from '../../../words/purchaseBehaviours.js';
import type { CompileContext } from '../../CompileContext.js';
import { combinedColumns, distinctOrders, rankedCombinations, repeated } from './behaviourSets.js';
import { fittingLines, type BoughtLines } from './boughtLines.js';
import type { PurchaseGiven } from './purchaseForm.js';

const ofCustomer = sql`t.customer_id = c.customer_id`;

/** What was paid in each currency: `12.5 EUR, 3 USD`; null of nothing. */
const totals = (lines: BoughtLines): SQL => sql`(
  select string_agg(trim(total || ' ' || currency), ', ' order by currency collate "C") from (
    select coalesce(t.currency, '') as currency, trim_scale(sum(t.item_revenue))::text as total
    from ${lines.from} where ${fittingLines(lines)} and ${ofCustomer} group by 1) as totals)`;

/** The combinations of most orders: `Dairy / Milk, Fruit / Apples`; null of nothing. */
const mostFrequent = (
  context: CompileContext,
  lines: BoughtLines,
  values: NonNullable<PurchaseGiven['values']>,
): SQL => sql`(
  select string_agg(combination, ', ' order by combination collate "C") from (
    select concat_ws(' / ', ${list(combinedColumns(values))}) as combination
    from (${rankedCombinations(context, lines, values)}) as r where place = 1 and r.customer_id = c.customer_id) as combinations)`;

/**
 * What a customer `c` did, as a text: the day of the first order, how many orders there are that a condition is about, what they
 * are worth, or of what most are.
 */
export function behaviourValue(
  context: CompileContext,
  { behaviour, values = {} }: PurchaseGiven,
  lines: BoughtLines,
): SQL {
  switch (behaviour) {
    case PurchaseBehaviour.FIRST_PURCHASE:
      return sql`(select (min(t.order_datetime) at time zone ${context.scope.timeZone}::text)::date::text
        from ${lines.from} where ${lines.bought} and ${ofCustomer})`;
    case PurchaseBehaviour.HAS_PURCHASED:
    case PurchaseBehaviour.HAS_NOT_PURCHASED:
      return sql`(select ${distinctOrders}::text from ${lines.from} where ${fittingLines(lines)} and ${ofCustomer})`;
    case PurchaseBehaviour.REPEAT_PURCHASE:
      return sql`(select ${distinctOrders}::text from ${repeated(context, lines)} and ${ofCustomer})`;
    case PurchaseBehaviour.MOST_FREQUENT_ORDER:
      return mostFrequent(context, lines, values);
    case PurchaseBehaviour.TOTAL_VALUE:
      return totals(lines);
  }
}
