import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

const words = {
  id: 'TXN_NO_PERSON',
  title: 'Without a customer',
  failsWhen: 'A row of an order fails when its customer is not known.',
  remedy: "Import the customers whom the orders name, or map the customer's key in the source of the orders.",
  thresholds: defaultThresholds.persons,
  columns: ['customer_id'],
  fails: "t.customer_id = ''",
};

/** Lines and orders that nobody known placed. */
export const noPerson: readonly Check[] = [
  { ...words, rows: tableRows('unified_itemized_transactions') },
  { ...words, rows: tableRows('unified_transactions') },
];
