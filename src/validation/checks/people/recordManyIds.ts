import type { Check } from '../../definitions/Check.js';
import { defaultThresholds } from '../../definitions/thresholds.js';
import { recordsByKey } from '../../rows/recordsByKey.js';

/** Source records of several customers. */
export const recordManyIds: Check = {
  id: 'CUST_RECORD_MANY_IDS',
  rows: recordsByKey,
  title: 'Source records of several customers',
  failsWhen: 'A source record fails when it is of more than one customer.',
  remedy: 'Import the data source anew, and find out which customer the record is of.',
  columns: ['datasource', 'pk', 'customer_id'],
  thresholds: defaultThresholds.never,
  fails: 't.first_customer <> t.last_customer',
};
