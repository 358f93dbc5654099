import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** The share of cancellations. */
export const cancelled: Check = {
  id: 'TXN_CANCELLATIONS',
  rows: tableRows('unified_itemized_transactions'),
  title: 'Cancellations',
  failsWhen: 'A line counts when it is a cancellation.',
  remedy: 'Nothing by itself: compare the share with what the company expects.',
  columns: ['is_cancellation'],
  thresholds: defaultThresholds.reported,
  fails: 't.is_cancellation',
};
