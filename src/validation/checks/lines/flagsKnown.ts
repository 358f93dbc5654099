import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Lines of which it is not known what they are. */
export const flagsKnown: Check = {
  id: 'IN_FLAGS_UNKNOWN',
  rows: tableRows('unified_itemized_transactions'),
  title: 'Of unknown kind',
  failsWhen:
    'A line fails when it does not say whether it is a return, or whether it is a cancellation; it counts as a purchase.',
  remedy: 'Map both flags, with false for purchases.',
  columns: ['is_return', 'is_cancellation'],
  thresholds: defaultThresholds.completeness,
  fails: 't.is_return is null or t.is_cancellation is null',
};
