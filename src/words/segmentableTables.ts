/** The tables that conditions of segments read, which the config can take out of them. */
export const segmentableTables = [
  'customers',
  'customer_profiles',
  'email_opt_status',
  'sms_opt_status',
  'metric_values',
  'unified_transactions',
  'unified_itemized_transactions',
  'products',
  'campaign_targetings',
  'campaign_recipients',
  'segment_list_members',
] as const;

/** A table that conditions of segments read. */
export type SegmentableTable = (typeof segmentableTables)[number];
