import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { linesByProduct } from '../../rows/linesByProduct.js';

/** Lines of products that the catalogue does not have. */
export const unknownProduct: Check = {
  id: 'TXN_UNKNOWN_PRODUCT',
  rows: linesByProduct,
  title: 'Unknown products',
  failsWhen:
    'A line fails when the catalogue of products does not have its product; without a catalogue there is nothing to check.',
  remedy: 'Import the missing products, and compare how both sources write the key.',
  columns: ['product_id'],
  thresholds: defaultThresholds.completeness,
  evaluated: 't.has_products and t.product_id is not null',
  fails: 'not t.is_known',
  weight: 't.lines',
};
