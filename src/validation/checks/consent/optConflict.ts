import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { emailConsent, smsConsent } from '../../rows/consentByAddress.js';

const words = {
  id: 'OPT_CONFLICT',
  title: 'Opted in and out at once',
  failsWhen:
    'An address, whatever its case, or a number, by its digits, fails when it is opted in and out of one programme of a brand and region.',
  remedy: 'Keep the newest answer in the source; until then treat the address as opted out.',
  thresholds: defaultThresholds.never,
  fails: 't.any_in and not t.all_in',
};

/** Addresses that are opted in and out at once. */
export const optConflict: readonly Check[] = [
  { ...words, rows: emailConsent, columns: ['email', 'is_email_opted_in'] },
  { ...words, rows: smsConsent, columns: ['phone', 'is_sms_opted_in'] },
];
