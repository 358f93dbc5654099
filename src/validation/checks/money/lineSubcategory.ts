import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { linesByProduct } from '../../rows/linesByProduct.js';

/** Lines of products without a subcategory. */
export const lineSubcategory: Check = {
  id: 'TXN_NO_SUBCATEGORY',
  rows: linesByProduct,
  title: 'Products without a subcategory',
  failsWhen:
    'A line with a product fails when the catalogue of products does not give a subcategory of it; without a catalogue there is nothing to check.',
  remedy: 'Import the products with a subcategory.',
  columns: ['product_id', 'product_subcategory'],
  thresholds: defaultThresholds.completeness,
  evaluated: 't.has_products and t.product_id is not null',
  fails: 't.product_subcategory is null',
  weight: 't.lines',
};
