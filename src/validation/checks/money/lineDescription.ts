import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { linesByProduct } from '../../rows/linesByProduct.js';

/** Lines of products without a description. */
export const lineDescription: Check = {
  id: 'TXN_NO_DESCRIPTION',
  rows: linesByProduct,
  title: 'Products without a description',
  failsWhen:
    'A line with a product fails when the catalogue of products does not give a description of it; without a catalogue there is nothing to check.',
  remedy: 'Import the products with a description.',
  columns: ['product_id', 'product_description'],
  thresholds: defaultThresholds.completeness,
  evaluated: 't.has_products and t.product_id is not null',
  fails: 't.product_description is null',
  weight: 't.lines',
};
