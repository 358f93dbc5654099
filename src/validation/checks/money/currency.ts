import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Money of no known currency. */
export const currency: Check = {
  id: 'IN_CURRENCY',
  rows: tableRows('unified_itemized_transactions'),
  title: 'Without a currency',
  failsWhen: 'A line fails when its currency is missing or no code of three letters.',
  remedy: 'Map the currency, or give a constant such as EUR.',
  columns: ['currency'],
  thresholds: defaultThresholds.completeness,
  fails: "t.currency is null or t.currency !~ '^[A-Z]{3}$'",
};
