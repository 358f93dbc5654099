import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

const words = {
  id: 'TXN_NO_ORDER_ID',
  title: 'Without an order number',
  failsWhen: 'A row fails when its order number is empty.',
  remedy: 'Map the order number, or make one of what tells orders apart in the source.',
  thresholds: defaultThresholds.never,
  columns: ['order_id'],
  fails: "t.order_id = ''",
};

/** Lines and orders without a number. */
export const noOrderId: readonly Check[] = [
  { ...words, rows: tableRows('unified_itemized_transactions') },
  { ...words, rows: tableRows('unified_transactions') },
];
