import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Source records without an e-mail address. */
export const emailMissing: Check = {
  id: 'IN_EMAIL_MISSING',
  rows: tableRows('unified_customers'),
  title: 'Without an e-mail address',
  failsWhen: 'A source record counts when it has no e-mail address.',
  remedy: 'Map the address where the source has one.',
  columns: ['email'],
  thresholds: defaultThresholds.reported,
  fails: 't.email is null',
};
