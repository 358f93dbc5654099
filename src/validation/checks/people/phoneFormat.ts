import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Phone numbers with what no number has. */
export const phoneFormat: Check = {
  id: 'IN_PHONE_FORMAT',
  rows: tableRows('unified_customers'),
  title: 'Malformed phone numbers',
  failsWhen:
    'A phone number counts when it has more than digits, blanks, brackets, dots, commas, slashes and hyphens, and a plus before them.',
  remedy: 'Leave out what is no number in the mapping.',
  columns: ['phone'],
  thresholds: defaultThresholds.reported,
  evaluated: 't.phone is not null',
  fails: "t.phone !~ '^[+]?[0-9 ().,/-]+$'",
};
