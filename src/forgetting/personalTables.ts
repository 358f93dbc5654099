import {
  among,
  countedItem,
  deleted,
  deletedWithSessions,
  kept,
  ofEntity,
  ofPerson,
  pseudonymised,
  recordOf,
  scrubbed,
  withoutHash,
  withoutSamples,
  type PersonTreatment,
} from './treatments.js';

const entities = kept('of companies, and no person');
const catalogue = kept('what names mean');
const counts = kept('counts of days and runs');
const hashes = kept('keyed hashes alone, which the blocking of imports needs');
const definitions = kept('of campaigns and products, and no person');

const anyScore = ['1', '2'].map((n) => among(recordOf(`t.source${n}`, `t.pk${n}`), 'record')).join(' or ');

/**
 * What becomes of each table of Facet's schema when a person is forgotten, and by that also where what is known of a person is found. A
 * table that is not in it fails a test.
 */
export const personalTables: Readonly<Record<string, readonly PersonTreatment[]>> = {
  customers: [deleted],
  unified_customers: [deleted],
  unified_scores: [{ way: 'delete', rows: `${ofPerson} or ${anyScore}` }],
  customer_identifiers: [deleted],
  imported_attributes: [deleted],
  customer_attributes: [deleted],
  transaction_attributes_extended: [deleted],
  email_opt_status: [deleted],
  sms_opt_status: [deleted],
  activity: [deletedWithSessions('client_id')],
  activity_visits: [deletedWithSessions('session_key')],
  activity_measures: [deletedWithSessions('session_key')],
  activity_values: [deleted],
  day_values: [deleted],
  customer_profiles: [deleted],
  enriched_customers: [deleted],
  segment_members: [deleted],
  segment_list_members: [deleted],
  delivery_rows: [deleted],
  // What was bought and what was sent is counted by others: it stays, and is nobody's.
  unified_itemized_transactions: [
    pseudonymised({ source_customer_id: 'null', source_namespace: 'null', attributes: 'null' }),
  ],
  unified_transactions: [pseudonymised({ source_customer_id: 'null', attributes: 'null' })],
  coupon_redemptions: [pseudonymised({ redemption_id: 'gen_random_uuid()::text' })],
  campaign_targetings: [pseudonymised()],
  campaign_recipients: [pseudonymised({ pk: 'gen_random_uuid()::text' })],
  campaign_assignments: [pseudonymised()],
  metric_values: [{ way: 'delete', rows: ofEntity }],
  metric_base_rows: [{ way: 'delete', rows: ofEntity }, countedItem],
  // What people write may name a person.
  segments: [scrubbed('name', 'description')],
  segment_versions: [scrubbed('name', 'description', 'sentence', 'definition')],
  segment_lists: [scrubbed('name')],
  planned_campaigns: [scrubbed('name', 'error')],
  planned_campaign_versions: [scrubbed('definition')],
  campaign_deliveries: [scrubbed('error')],
  delivery_parts: [scrubbed('error')],
  delivery_batches: [scrubbed('response')],
  loads: [scrubbed('inputs', 'result')],
  validation_results: [withoutSamples],
  audit_log: [withoutHash],
  profile_days: [counts],
  segment_days: [counts],
  activity_days: [counts],
  activity_rollup: [counts],
  activity_values_state: [counts],
  import_files: [kept('names and hashes of files')],
  rejects_files: [kept('names of files; what is in them is rewritten')],
  forgotten: [hashes],
  forgotten_hashes: [hashes],
  person_key: [kept('what hashes are made with')],
  validation_runs: [counts],
  validation_thresholds: [kept('percentages')],
  customer_profile_fields: [catalogue],
  customer_profile_field_names: [catalogue],
  retired_field_names: [catalogue],
  catalogue_version: [catalogue],
  metric_definitions: [catalogue],
  industries: [entities],
  companies: [entities],
  contracts: [entities],
  accounts: [entities],
  products: [definitions],
  campaigns: [definitions],
  campaign_actions: [definitions],
  campaign_action_channels: [definitions],
  campaign_coupons: [definitions],
  api_clients: [kept('programs that ask')],
  cost_budgets: [kept('points of programs that ask, for an hour')],
  documents: [kept('texts of programs, by their hashes: whose data is asked for is said by variables')],
  bi_views: [counts],
  migrations: [kept('of the schema')],
};
