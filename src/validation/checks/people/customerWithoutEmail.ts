import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Customers without an e-mail address. */
export const customerWithoutEmail: Check = {
  id: 'CUST_EMAIL',
  rows: tableRows('customers'),
  title: 'Without an e-mail address',
  failsWhen: 'A customer counts when no e-mail address is known.',
  remedy: 'Map the address where a source has one.',
  columns: ['email_completion'],
  thresholds: defaultThresholds.reported,
  fails: 't.email_completion < 1',
};
