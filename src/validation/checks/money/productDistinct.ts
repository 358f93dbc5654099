import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { linesByProduct } from '../../rows/linesByProduct.js';

/** How many lines each product has. */
export const productDistinct: Check = {
  id: 'IN_PRODUCT_UNIQUE',
  rows: linesByProduct,
  title: 'Products by line',
  failsWhen: 'A product counts once, of all lines that name one.',
  remedy: 'Nothing by itself: with as many products as lines, the key is not that of a product.',
  columns: ['product_id'],
  thresholds: defaultThresholds.reported,
  evaluated: 't.product_id is not null',
  fails: 'true',
  weight: 't.lines',
  failing: '1',
};
