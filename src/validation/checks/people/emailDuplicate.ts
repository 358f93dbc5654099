import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { recordsByEmail } from '../../rows/recordsByContact.js';

/** E-mail addresses that come again in their data source. */
export const emailDuplicate: Check = {
  id: 'IN_EMAIL_DUP',
  rows: recordsByEmail,
  title: 'E-mail addresses that come again',
  failsWhen: 'A source record counts when another one of its data source has its e-mail address, whatever the case.',
  remedy: 'Look whether the records are of one person.',
  columns: ['email'],
  thresholds: defaultThresholds.reported,
  fails: 't.records > 1',
  weight: 't.records',
};
