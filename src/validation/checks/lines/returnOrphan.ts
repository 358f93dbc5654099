import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { linesByOrder } from '../../rows/linesByOrder.js';

/** Returns and cancellations of orders in which nothing was bought. */
export const returnOrphan: Check = {
  id: 'TXN_RETURN_ORPHAN',
  rows: linesByOrder,
  title: 'Returns without a purchase',
  failsWhen: 'A return or cancellation fails when its order has no purchased line.',
  remedy: "Keep the original order's number on returns and cancellations, and import the orders that they belong to.",
  columns: ['order_id', 'is_return', 'is_cancellation'],
  thresholds: defaultThresholds.completeness,
  evaluated: 't.given_back > 0',
  fails: 't.bought = 0',
  weight: 't.given_back',
};
