import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Customers without a whole address. */
export const addressIncomplete: Check = {
  id: 'CUST_ADDRESS_INCOMPLETE',
  rows: tableRows('customers'),
  title: 'Without a whole address',
  failsWhen: 'A customer counts when street, city, state or postal code is missing.',
  remedy: 'Map all four parts where the sources have them.',
  columns: ['address_completion'],
  thresholds: defaultThresholds.reported,
  fails: 't.address_completion < 4',
};
