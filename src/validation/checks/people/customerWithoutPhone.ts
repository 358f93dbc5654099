import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Customers without a phone number. */
export const customerWithoutPhone: Check = {
  id: 'CUST_PHONE',
  rows: tableRows('customers'),
  title: 'Without a phone number',
  failsWhen: 'A customer counts when no phone number is known.',
  remedy: 'Map the number where a source has one.',
  columns: ['phone_completion'],
  thresholds: defaultThresholds.reported,
  fails: 't.phone_completion < 1',
};
