import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { recordsByPhone } from '../../rows/recordsByContact.js';

/** Phone numbers that several data sources have. */
export const phoneShared: Check = {
  id: 'IN_PHONE_SHARED',
  rows: recordsByPhone,
  title: 'Phone numbers of several sources',
  failsWhen: 'A source record counts when another data source has the digits of its phone number.',
  remedy: 'Nothing by itself: what data sources share is what records are linked by.',
  columns: ['phone', 'datasource'],
  thresholds: defaultThresholds.reported,
  fails: 't.datasources > 1',
  weight: 't.records',
};
