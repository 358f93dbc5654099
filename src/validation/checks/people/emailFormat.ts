import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** E-mail addresses of no possible form. */
export const emailFormat: Check = {
  id: 'IN_EMAIL_FORMAT',
  rows: tableRows('unified_customers'),
  title: 'Malformed e-mail addresses',
  failsWhen: 'An e-mail address counts when it is not one name, one @ and a domain with a dot.',
  remedy: 'Leave out what is no address in the mapping.',
  columns: ['email'],
  thresholds: defaultThresholds.reported,
  evaluated: 't.email is not null',
  fails: "t.email !~ '^[^@[:space:]]+@[^@[:space:].]+([.][^@[:space:].]+)+$'",
};
