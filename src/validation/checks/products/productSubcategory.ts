import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Products without a subcategory. */
export const productSubcategory: Check = {
  id: 'PROD_NO_SUBCATEGORY',
  rows: tableRows('products'),
  title: 'Without a subcategory',
  failsWhen: 'A product fails when it has no subcategory.',
  remedy: 'Import the products with a subcategory.',
  columns: ['product_subcategory'],
  thresholds: defaultThresholds.completeness,
  fails: 't.product_subcategory is null',
};
