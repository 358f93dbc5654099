import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';
import { isBought } from '../predicates.js';

/** Purchases that take something away. */
export const purchaseSign: Check = {
  id: 'TXN_PURCHASE_SIGN',
  rows: tableRows('unified_itemized_transactions'),
  title: 'Purchases below zero',
  failsWhen:
    'A purchased line fails when its cost, list price, discount, discount percent, subtotal or revenue is below zero.',
  remedy: 'Flag what is given back as a return or cancellation; corrections of the books belong in neither.',
  columns: [
    'item_cost',
    'item_list_price',
    'item_discount_amount',
    'item_discount_percent',
    'item_subtotal',
    'item_revenue',
  ],
  thresholds: defaultThresholds.never,
  evaluated: isBought,
  fails:
    'least(t.item_cost, t.item_list_price, t.item_discount_amount, t.item_discount_percent, t.item_subtotal, t.item_revenue) < 0',
};
