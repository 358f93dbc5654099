import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Lines whose discount percent does not fit. */
export const discountPercent: Check = {
  id: 'TXN_DISCOUNT_PCT',
  rows: tableRows('unified_itemized_transactions'),
  title: 'Discount percent',
  failsWhen:
    'A line fails when its discount percent is not from 0 to 1, or is not its discount divided by its list price, to half a percent.',
  remedy: 'Give the percent as a fraction of the list price: 0.25 for a quarter.',
  columns: ['item_discount_percent', 'item_discount_amount', 'item_list_price'],
  thresholds: defaultThresholds.identity,
  evaluated: 't.item_discount_percent is not null',
  fails:
    't.item_discount_percent not between 0 and 1 or abs(t.item_discount_percent - t.item_discount_amount / nullif(t.item_list_price, 0)) > 0.005',
};
