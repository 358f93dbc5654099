import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** The share of returns. */
export const returned: Check = {
  id: 'TXN_RETURNS',
  rows: tableRows('unified_itemized_transactions'),
  title: 'Returns',
  failsWhen: 'A line counts when it is a return.',
  remedy: 'Nothing by itself: compare the share with what the company expects.',
  columns: ['is_return'],
  thresholds: defaultThresholds.reported,
  fails: 't.is_return',
};
