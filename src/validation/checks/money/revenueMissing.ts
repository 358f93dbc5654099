import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Lines without revenue. */
export const revenueMissing: Check = {
  id: 'TXN_REVENUE_MISSING',
  rows: tableRows('unified_itemized_transactions'),
  title: 'Without revenue',
  failsWhen: 'A line fails when it has no revenue.',
  remedy: 'Map the revenue of the line, or multiply quantity and price.',
  columns: ['item_revenue'],
  thresholds: defaultThresholds.never,
  fails: 't.item_revenue is null',
};
