import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { recordsByPhone } from '../../rows/recordsByContact.js';

/** Phone numbers that come again in their data source. */
export const phoneDuplicate: Check = {
  id: 'IN_PHONE_DUP',
  rows: recordsByPhone,
  title: 'Phone numbers that come again',
  failsWhen: 'A source record counts when another one of its data source has the digits of its phone number.',
  remedy: 'Look whether the records are of one person, or of one household.',
  columns: ['phone'],
  thresholds: defaultThresholds.reported,
  fails: 't.records > 1',
  weight: 't.records',
};
