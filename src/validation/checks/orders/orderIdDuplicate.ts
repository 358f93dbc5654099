import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { ordersByNumber } from '../../rows/ordersByNumber.js';

/** Order numbers that several orders have. */
export const orderIdDuplicate: Check = {
  id: 'TXN_ORDER_ID_DUP',
  rows: ordersByNumber,
  title: 'Order numbers that come again',
  failsWhen: 'An order number fails when several customers have an order of it, or one has and so has nobody known.',
  remedy: 'Find out whether the source gives order numbers again; then make the day a part of the number.',
  columns: ['order_id'],
  thresholds: defaultThresholds.never,
  fails: 't.orders > 1',
};
