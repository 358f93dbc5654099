import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Lines without a product. */
export const noProduct: Check = {
  id: 'TXN_NO_PRODUCT',
  rows: tableRows('unified_itemized_transactions'),
  title: 'Without a product',
  failsWhen: 'A line fails when it names no product.',
  remedy: 'Map the product of the source; shipping and fees may be products too.',
  columns: ['product_id'],
  thresholds: defaultThresholds.completeness,
  fails: 't.product_id is null',
};
