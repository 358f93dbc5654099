import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { linesByOrder } from '../../rows/linesByOrder.js';

/** Lines that say once more what another line of the order says. */
export const lineDuplicate: Check = {
  id: 'TXN_LINE_DUPLICATE',
  rows: linesByOrder,
  title: 'Lines that say the same',
  failsWhen:
    'A line fails when another line of its order has the same product, time, quantity, revenue and kind; all but one of them count.',
  remedy: 'Look whether the source sent the lines twice; where a basket truly had the product twice, leave them.',
  columns: ['order_id', 'product_id', 'order_datetime', 'item_quantity', 'item_revenue'],
  thresholds: defaultThresholds.noticed,
  fails: 't.repeated > 0',
  weight: 't.lines',
  failing: 't.repeated',
};
