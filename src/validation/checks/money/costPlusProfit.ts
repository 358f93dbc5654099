import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Lines whose revenue, cost and profit do not fit. */
export const costPlusProfit: Check = {
  id: 'TXN_COST_PLUS_PROFIT',
  rows: tableRows('unified_itemized_transactions'),
  title: 'Revenue, cost and profit',
  failsWhen: 'A line fails when its revenue is not the sum of its cost and profit, to the cent.',
  remedy: 'Find out which of the three is for one unit, or before tax, in the source.',
  columns: ['item_revenue', 'item_cost', 'item_profit'],
  thresholds: defaultThresholds.identity,
  evaluated: 't.item_revenue is not null and t.item_cost is not null and t.item_profit is not null',
  fails: 'abs(t.item_revenue - t.item_cost - t.item_profit) > 0.01',
};
