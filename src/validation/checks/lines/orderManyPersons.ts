import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { linesByOrder } from '../../rows/linesByOrder.js';

/** Order numbers whose lines name several customers. */
export const orderManyPersons: Check = {
  id: 'TXN_ORDER_MANY_PERSONS',
  rows: linesByOrder,
  title: 'Orders of several customers',
  failsWhen: 'An order fails when its lines name more than one customer.',
  remedy: 'Find out whether the source gives order numbers again; then make the day a part of the number.',
  columns: ['order_id', 'customer_id'],
  thresholds: defaultThresholds.identity,
  evaluated: 't.first_customer is not null',
  fails: 't.first_customer <> t.last_customer',
};
