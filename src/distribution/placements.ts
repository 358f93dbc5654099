/** Where the rows of a table are on a distributed database, and why there. */
export type Placement =
  /** Each row on the worker that its value of the column leads to; all such tables in one colocation group. */
  | { readonly kind: 'distributed'; readonly by: 'customer_id' | 'entity_id'; readonly why: string }
  /** A whole copy on every node. */
  | { readonly kind: 'reference'; readonly why: string }
  /** An ordinary table of the coordinator. */
  | { readonly kind: 'local'; readonly why: string };

const byCustomer = (why: string): Placement => ({ kind: 'distributed', by: 'customer_id', why });
const byEntity = (why: string): Placement => ({ kind: 'distributed', by: 'entity_id', why });
const reference = (why: string): Placement => ({ kind: 'reference', why });
const local = (why: string): Placement => ({ kind: 'local', why });

/**
 * The placement of every table of the schema `facet`, in the order in which they are placed: what others name by a foreign key before
 * those, `customers` before all that lies beside it. A partition lies as its table does.
 */
export const placements: Readonly<Record<string, Placement>> = {
  industries: reference('an entity; companies name it'),
  companies: reference('an entity; contracts name it'),
  contracts: reference('an entity; accounts name it'),
  accounts: reference('an entity; customers of every shard join it'),
  products: reference('a catalogue; order lines of every shard join it'),
  campaigns: reference('a catalogue; targetings of every shard join it'),
  campaign_actions: reference('parts of a campaign; targetings join them'),
  campaign_action_channels: reference('parts of a campaign; targetings join them'),
  campaign_coupons: reference('parts of a campaign; redemptions join them'),
  metric_definitions: reference('a catalogue; values of every shard name it by a foreign key'),
  profile_days: reference('one row a day; snapshots of every shard are read by it'),
  loads: reference('one row a run; rows of every shard say by it when they were computed'),
  forgotten_hashes: reference('what imported rows of every shard are held against'),

  customers: byCustomer('the first of the group: the others lie beside it'),
  unified_customers: byCustomer('source records of a customer'),
  unified_scores: byCustomer('pairs of source records of a customer'),
  customer_identifiers: byCustomer('identifiers of a customer'),
  imported_attributes: byCustomer('attributes of a customer'),
  customer_attributes: byCustomer('attributes of a customer'),
  unified_itemized_transactions: byCustomer('order lines of a customer'),
  unified_transactions: byCustomer('orders of a customer'),
  transaction_attributes_extended: byCustomer('attributes of a customer'),
  email_opt_status: byCustomer('what a customer consented to'),
  sms_opt_status: byCustomer('what a customer consented to'),
  activity: byCustomer('events of a customer; its months lie with it'),
  activity_visits: byCustomer('visits of a customer'),
  activity_measures: byCustomer('measures of a customer'),
  customer_profiles: byCustomer('snapshots of a customer; its months lie with it'),
  campaign_targetings: byCustomer('who was targeted'),
  campaign_recipients: byCustomer('who was written to'),
  coupon_redemptions: byCustomer('what a customer redeemed'),
  campaign_assignments: byCustomer('the part of a customer in a delivery'),
  delivery_rows: byCustomer('rows of a customer that are handed over'),
  segment_members: byCustomer('stays of a customer in segments'),
  segment_list_members: byCustomer('customers on uploaded lists'),
  metric_values: byEntity('values of an entity; those of a customer lie beside the customer'),
  metric_base_rows: byEntity('base rows of an entity; those of a customer lie beside the customer'),

  migrations: local('which migrations ran'),
  catalogue_version: local('one row, followed by servers'),
  customer_profile_fields: local('exclusion constraints and triggers keep names apart; shards know slots only'),
  customer_profile_field_names: local('names of the catalogue, kept by a trigger'),
  retired_field_names: local('names of the catalogue'),
  bi_views: local('one row: what the SQL views were made of'),
  api_clients: local('keys; triggers log each change and tell servers of it'),
  cost_budgets: local('counted by every request, for no customer'),
  documents: local('trusted documents; triggers log each change and tell servers of it'),
  audit_log: local('written by triggers and servers of the coordinator alone; its months too'),
  person_key: local('a secret: one row'),
  forgotten: local('one row a forgotten person'),
  rejects_files: local('paths of files of this machine'),
  import_files: local('one row an imported file'),
  activity_days: local('one row a day that is rolled up'),
  activity_rollup: local('one row: how far the roll-up reaches'),
  activity_values_state: local('one row: what `activity_values` holds'),
  activity_values: local('made anew by each enrichment, which reads it as a whole'),
  segments: local('a trigger tells subscribers of each change'),
  segment_versions: local('read with `segments`'),
  segment_lists: local('one row an uploaded list'),
  segment_days: local('one row a written day; a trigger tells subscribers'),
  planned_campaigns: local('changed under row locks by whoever delivers'),
  planned_campaign_versions: local('read with `planned_campaigns`'),
  campaign_deliveries: local('changed under row locks by whoever delivers'),
  delivery_parts: local('changed under row locks by whoever delivers'),
  delivery_batches: local('changed under row locks by whoever delivers'),
  validation_runs: local('reports of checks'),
  validation_results: local('reports of checks'),
  validation_thresholds: local('settings of checks'),
};

/** The table that all distributed ones lie beside. */
export const firstOfGroup = 'customers';

/** How many shards the group gets unless told: Citus' own default. */
export const defaultShards = 32;

/** Where a table lies: an unknown one stays where it is. */
export const placementOf = (table: string): Placement => placements[table] ?? local('not a table of Facet');

/** A placement in the words of commands: `distributed by customer_id`, `reference`, `local`. */
export const placementName = (placement: Placement): string =>
  placement.kind === 'distributed' ? `distributed by ${placement.by}` : placement.kind;
