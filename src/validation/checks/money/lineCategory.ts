import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { linesByProduct } from '../../rows/linesByProduct.js';

/** Lines of products without a category. */
export const lineCategory: Check = {
  id: 'TXN_NO_CATEGORY',
  rows: linesByProduct,
  title: 'Products without a category',
  failsWhen:
    'A line with a product fails when the catalogue of products does not give a category of it; without a catalogue there is nothing to check.',
  remedy: 'Import the products with a category.',
  columns: ['product_id', 'product_category'],
  thresholds: defaultThresholds.completeness,
  evaluated: 't.has_products and t.product_id is not null',
  fails: 't.product_category is null',
  weight: 't.lines',
};
