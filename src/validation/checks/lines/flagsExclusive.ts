import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Lines that are both returned and cancelled. */
export const flagsExclusive: Check = {
  id: 'IN_FLAGS_EXCLUSIVE',
  rows: tableRows('unified_itemized_transactions'),
  title: 'Returned and cancelled at once',
  failsWhen: 'A line fails when it is a return and a cancellation.',
  remedy: 'Make each kind a row of its own.',
  columns: ['is_return', 'is_cancellation'],
  thresholds: defaultThresholds.never,
  fails: 't.is_return and t.is_cancellation',
};
