import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Products without a description. */
export const productDescription: Check = {
  id: 'PROD_NO_DESCRIPTION',
  rows: tableRows('products'),
  title: 'Without a description',
  failsWhen: 'A product fails when it has no description.',
  remedy: 'Import the products with a description.',
  columns: ['product_description'],
  thresholds: defaultThresholds.completeness,
  fails: 't.product_description is null',
};
