import type { Check } from '../../definitions/Check.js';
import type { CheckSettings } from '../../definitions/CheckSettings.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { tableRows } from '../../rows/tableRows.js';

/** Phone numbers that are too short or too long. */
export const phoneLength = ({ keys }: CheckSettings): Check => ({
  id: 'IN_PHONE_LENGTH',
  rows: tableRows('unified_customers'),
  title: 'Phone numbers of odd length',
  failsWhen: 'A phone number counts when it has fewer or more digits than validation.phoneDigits says.',
  remedy: 'Leave out what is no number in the mapping, or set validation.phoneDigits to what numbers have.',
  columns: ['phone'],
  thresholds: defaultThresholds.reported,
  evaluated: 't.phone is not null',
  fails: String.raw`length(regexp_replace(t.phone, '\D', '', 'g')) not between ${keys.phoneDigits.from} and ${keys.phoneDigits.to}`,
});
