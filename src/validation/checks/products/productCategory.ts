import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Products without a category. */
export const productCategory: Check = {
  id: 'PROD_NO_CATEGORY',
  rows: tableRows('products'),
  title: 'Without a category',
  failsWhen: 'A product fails when it has no category.',
  remedy: 'Import the products with a category.',
  columns: ['product_category'],
  thresholds: defaultThresholds.completeness,
  fails: 't.product_category is null',
};
