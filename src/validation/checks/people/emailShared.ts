import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { recordsByEmail } from '../../rows/recordsByContact.js';

/** E-mail addresses that several data sources have. */
export const emailShared: Check = {
  id: 'IN_EMAIL_SHARED',
  rows: recordsByEmail,
  title: 'E-mail addresses of several sources',
  failsWhen: 'A source record counts when another data source has its e-mail address, whatever the case.',
  remedy: 'Nothing by itself: what data sources share is what records are linked by.',
  columns: ['email', 'datasource'],
  thresholds: defaultThresholds.reported,
  fails: 't.datasources > 1',
  weight: 't.records',
};
