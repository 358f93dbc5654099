import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Lines without a channel. */
export const noChannel: Check = {
  id: 'IN_CHANNEL_MISSING',
  rows: tableRows('unified_itemized_transactions'),
  title: 'Without a channel',
  failsWhen: 'A line fails when it does not say by which channel it was bought.',
  remedy: 'Map the channel, or give a constant where a source has only one.',
  columns: ['purchase_channel'],
  thresholds: defaultThresholds.completeness,
  fails: 't.purchase_channel is null',
};
