import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Products without a name. */
export const productName: Check = {
  id: 'PROD_NO_NAME',
  rows: tableRows('products'),
  title: 'Without a name',
  failsWhen: 'A product fails when it has no name.',
  remedy: 'Import the products with a name.',
  columns: ['product_name'],
  thresholds: defaultThresholds.completeness,
  fails: 't.product_name is null',
};
