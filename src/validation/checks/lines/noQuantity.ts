import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Lines without a quantity. */
export const noQuantity: Check = {
  id: 'IN_QUANTITY_MISSING',
  rows: tableRows('unified_itemized_transactions'),
  title: 'Without a quantity',
  failsWhen: 'A line fails when it has no quantity.',
  remedy: 'Map the quantity of the source.',
  columns: ['item_quantity'],
  thresholds: defaultThresholds.completeness,
  fails: 't.item_quantity is null',
};
