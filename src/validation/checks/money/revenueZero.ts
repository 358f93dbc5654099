import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';
import { isBought } from '../predicates.js';

/** Purchases that cost nothing. */
export const revenueZero: Check = {
  id: 'TXN_REVENUE_ZERO',
  rows: tableRows('unified_itemized_transactions'),
  title: 'Purchases for nothing',
  failsWhen: 'A purchased line fails when its revenue is zero.',
  remedy: 'Gifts and samples are fine; what records changes of the stock is no purchase.',
  columns: ['item_revenue'],
  thresholds: defaultThresholds.noticed,
  evaluated: isBought,
  fails: 't.item_revenue = 0',
};
