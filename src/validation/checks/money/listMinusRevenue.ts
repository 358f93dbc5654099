import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Lines whose price, revenue and discount do not fit. */
export const listMinusRevenue: Check = {
  id: 'TXN_LIST_MINUS_REVENUE',
  rows: tableRows('unified_itemized_transactions'),
  title: 'List price, revenue and discount',
  failsWhen: 'A line fails when its list price less its revenue is not its discount, to the cent.',
  remedy: 'Find out which of the three is for one unit, or before tax, in the source.',
  columns: ['item_list_price', 'item_revenue', 'item_discount_amount'],
  thresholds: defaultThresholds.identity,
  evaluated: 't.item_list_price is not null and t.item_revenue is not null and t.item_discount_amount is not null',
  fails: 'abs(t.item_list_price - t.item_revenue - t.item_discount_amount) > 0.01',
};
