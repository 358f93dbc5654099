import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Orders of which more was given back than bought. */
export const returnExceeds: Check = {
  id: 'TXN_RETURN_EXCEEDS',
  rows: tableRows('unified_transactions'),
  title: 'More given back than bought',
  failsWhen:
    'An order with returns or cancellations fails when they are worth more than what was bought, whatever their sign.',
  remedy: "Keep the original order's number on returns and cancellations, and import the orders that they belong to.",
  columns: ['order_revenue', 'order_returned_revenue', 'order_canceled_revenue'],
  thresholds: defaultThresholds.completeness,
  evaluated: 't.order_returned_revenue <> 0 or t.order_canceled_revenue <> 0',
  fails: 'abs(t.order_returned_revenue) + abs(t.order_canceled_revenue) > t.order_revenue',
};
