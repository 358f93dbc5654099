import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Source records without a phone number. */
export const phoneMissing: Check = {
  id: 'IN_PHONE_MISSING',
  rows: tableRows('unified_customers'),
  title: 'Without a phone number',
  failsWhen: 'A source record counts when it has no phone number.',
  remedy: 'Map the number where the source has one.',
  columns: ['phone'],
  thresholds: defaultThresholds.reported,
  fails: 't.phone is null',
};
