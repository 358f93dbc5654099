import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';
import { isBought } from '../predicates.js';

/** Purchases of nothing. */
export const quantityPositive: Check = {
  id: 'TXN_QTY_POSITIVE',
  rows: tableRows('unified_itemized_transactions'),
  title: 'Purchases of nothing',
  failsWhen: 'A purchased line fails when its quantity is missing, zero or less.',
  remedy: 'Flag what is given back as a return or cancellation.',
  columns: ['item_quantity'],
  thresholds: defaultThresholds.never,
  evaluated: isBought,
  fails: 't.item_quantity is null or t.item_quantity <= 0',
};
