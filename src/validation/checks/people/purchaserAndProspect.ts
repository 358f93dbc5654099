import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { attributesWithOrders } from '../../rows/attributesWithOrders.js';

/** Customers who are purchasers and prospects at once. */
export const purchaserAndProspect: Check = {
  id: 'CUST_PURCHASER_AND_PROSPECT',
  rows: attributesWithOrders,
  title: 'Purchasers and prospects at once',
  failsWhen: 'A customer fails when it is a purchaser and a prospect.',
  remedy: 'Run the enrichment again; where it stays so, the attributes were changed by other hands.',
  columns: ['is_purchaser', 'is_prospect'],
  thresholds: defaultThresholds.never,
  fails: 't.is_purchaser and t.is_prospect',
};
