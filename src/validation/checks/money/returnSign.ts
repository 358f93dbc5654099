import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';
import { isGivenBack } from '../predicates.js';

/** Returns and cancellations that add something. */
export const returnSign: Check = {
  id: 'TXN_RETURN_SIGN',
  rows: tableRows('unified_itemized_transactions'),
  title: 'Returns above zero',
  failsWhen: 'A return or cancellation fails when its cost, quantity or revenue is above zero.',
  remedy: 'Turn the sign of returns and cancellations in the mapping.',
  columns: ['item_cost', 'item_quantity', 'item_revenue'],
  thresholds: defaultThresholds.never,
  evaluated: isGivenBack,
  fails: 'greatest(t.item_cost, t.item_quantity, t.item_revenue) > 0',
};
