import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { attributesWithOrders } from '../../rows/attributesWithOrders.js';

/** Prospects who have ordered. */
export const prospectWithOrders: Check = {
  id: 'CUST_PROSPECT_WITH_ORDERS',
  rows: attributesWithOrders,
  title: 'Prospects with orders',
  failsWhen: 'A customer fails when it is a prospect and has an order.',
  remedy: 'Run the enrichment again, so that both tables are of one day.',
  columns: ['is_prospect', 'lifetime_order_frequency'],
  thresholds: defaultThresholds.never,
  fails: 't.is_prospect and t.lifetime_order_frequency >= 1',
};
