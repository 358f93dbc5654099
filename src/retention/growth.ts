/** Whether a table grows with time, and what ends that. */
export type Growth =
  /** What is old goes, by this key of the config. */
  | { readonly keptBy: string; readonly appliedBy: 'retention' | 'its own runs' }
  /** It grows with what is imported or done, and stays until that is deleted; why it must. */
  | { readonly staysBecause: string }
  /** It does not grow with time. */
  | { readonly boundedBy: string };

const retention = (keptBy: string): Growth => ({ keptBy, appliedBy: 'retention' });
const ownRuns = (keptBy: string): Growth => ({ keptBy, appliedBy: 'its own runs' });
const stays = (staysBecause: string): Growth => ({ staysBecause });
const bounded = (boundedBy: string): Growth => ({ boundedBy });

const perCustomer = bounded('customers');
const definitions = bounded('what people define');
const imported = stays('imported data, which attributes of any period are calculated from');
const campaigns = stays('what campaigns are measured by');

/** How each table of Facet's schema grows; one that is not in it fails a test. */
export const growth: Readonly<Record<string, Growth>> = {
  audit_log: retention('access.audit.keepDays'),
  customer_profiles: retention('snapshots.retentionDays'),
  profile_days: retention('snapshots.retentionDays'),
  segment_members: ownRuns('snapshots.retentionDays'),
  segment_days: ownRuns('snapshots.retentionDays'),
  validation_runs: ownRuns('validation.keepRuns'),
  validation_results: ownRuns('validation.keepRuns'),
  loads: retention('retention.runDays'),
  delivery_rows: retention('retention.deliveryRowDays'),
  rejects_files: retention('retention.rejectsFileDays'),
  retired_field_names: ownRuns('catalogue.graceSeconds'),
  cost_budgets: bounded('those who asked within two hours'),
  import_files: stays('by it a file that comes again is not imported again: one row per file'),
  forgotten: stays('the receipts: one row per person'),
  forgotten_hashes: stays('whoever is on it stays away: some rows per forgotten person'),
  activity: imported,
  unified_itemized_transactions: imported,
  unified_transactions: imported,
  coupon_redemptions: imported,
  metric_values: stays('values of each month of entities'),
  metric_base_rows: stays('what metrics of each month are counted from'),
  activity_visits: stays('made of activity, and as old'),
  activity_measures: stays('made of activity, and as old'),
  activity_days: stays('one row per day with activity'),
  campaign_targetings: campaigns,
  campaign_recipients: campaigns,
  campaign_assignments: campaigns,
  campaign_deliveries: campaigns,
  delivery_parts: stays('what was handed over when, to whom: some rows per delivery'),
  delivery_batches: stays('by their keys nothing is handed over twice'),
  campaigns: definitions,
  campaign_actions: definitions,
  campaign_action_channels: definitions,
  campaign_coupons: definitions,
  planned_campaigns: definitions,
  planned_campaign_versions: definitions,
  segments: definitions,
  segment_versions: definitions,
  segment_lists: definitions,
  segment_list_members: bounded('the lists that people upload, and customers'),
  metric_definitions: definitions,
  validation_thresholds: definitions,
  customer_profile_fields: definitions,
  customer_profile_field_names: definitions,
  documents: bounded('the documents that are published'),
  api_clients: bounded('the keys that are made'),
  customers: perCustomer,
  unified_customers: bounded('the records of sources'),
  unified_scores: bounded('pairs of records of sources'),
  customer_identifiers: perCustomer,
  imported_attributes: perCustomer,
  customer_attributes: perCustomer,
  transaction_attributes_extended: perCustomer,
  email_opt_status: perCustomer,
  sms_opt_status: perCustomer,
  activity_values: perCustomer,
  enriched_customers: perCustomer,
  products: bounded('the products'),
  industries: bounded('the entities'),
  companies: bounded('the entities'),
  contracts: bounded('the entities'),
  accounts: bounded('the entities'),
  catalogue_version: bounded('one row'),
  activity_rollup: bounded('one row'),
  activity_values_state: bounded('one row'),
  person_key: bounded('one row'),
  bi_views: bounded('one row'),
  migrations: bounded('the versions of the program'),
};
