/** Whose rows of a table a viewer sees that does not see all. */
export type RowRule =
  /** The rows belong to nobody: all of them. */
  | { readonly kind: 'everybody' }
  /** The rows tell of the whole company at once: none of them. */
  | { readonly kind: 'company' }
  /** Those of its applications, and where rows have a brand, of its brands; a row without a brand belongs to none of them. */
  | { readonly kind: 'own'; readonly hasBrand: boolean }
  /** Those of rows of another table that it sees, by a column of both. */
  | {
      readonly kind: 'part';
      readonly of: 'campaigns' | 'customers' | 'planned_campaigns' | 'segments';
      readonly by: string;
    };

const everybody = { kind: 'everybody' } as const;
const company = { kind: 'company' } as const;
const ofApp = { kind: 'own', hasBrand: false } as const;
const ofAppAndBrand = { kind: 'own', hasBrand: true } as const;
const partOf = (of: Extract<RowRule, { kind: 'part' }>['of'], by: string) => ({ kind: 'part', of, by }) as const;

/** The tables that doors read, with whose rows they hold. */
export const rowRules = {
  customers: ofApp,
  accounts: ofApp,
  contracts: ofApp,
  companies: ofApp,
  industries: ofApp,
  customer_identifiers: ofApp,
  customer_profiles: ofApp,
  unified_customers: ofApp,
  activity_visits: partOf('customers', 'customer_id'),
  metric_values: ofApp,
  metric_base_rows: ofApp,
  metric_definitions: everybody,
  products: everybody,
  campaigns: ofAppAndBrand,
  campaign_actions: partOf('campaigns', 'plan_id'),
  campaign_action_channels: partOf('campaigns', 'plan_id'),
  campaign_targetings: ofAppAndBrand,
  campaign_recipients: ofAppAndBrand,
  coupon_redemptions: ofAppAndBrand,
  unified_transactions: ofAppAndBrand,
  unified_itemized_transactions: ofAppAndBrand,
  email_opt_status: ofAppAndBrand,
  sms_opt_status: ofAppAndBrand,
  planned_campaigns: ofAppAndBrand,
  planned_campaign_versions: partOf('planned_campaigns', 'campaign_id'),
  campaign_deliveries: company,
  campaign_assignments: company,
  delivery_parts: company,
  delivery_batches: company,
  delivery_rows: company,
  validation_runs: company,
  validation_results: company,
  validation_thresholds: company,
  segments: ofApp,
  segment_versions: partOf('segments', 'segment_id'),
  segment_lists: company,
  segment_list_members: company,
  segment_members: company,
  segment_days: company,
} as const satisfies Readonly<Record<string, RowRule>>;

/** The tables that doors read: their rows belong to persons, applications or brands, or to nobody. */
export type VisibleTable = keyof typeof rowRules;

/**
 * Tables that restricted viewers find rows of by conditions that PostgreSQL takes for leaky, with the columns that those read: behind a
 * policy no index could answer them.
 */
export const searchedColumns = {
  customers: ['customer_id', 'app', 'full_name_folded', 'email'],
  customer_identifiers: ['customer_id', 'app', 'system', 'value'],
} as const satisfies { readonly [T in VisibleTable]?: readonly string[] };

/** A table that rows are found in so. */
export type SearchedTable = keyof typeof searchedColumns;

/** The view of a table's rows that the settings name, for the role of restricted viewers; it hides no index. */
export const searchedView = (table: SearchedTable): string => `facet.seen_${table}`;

/** Whose rows a table holds. */
export const ruleOf = (table: VisibleTable): RowRule => rowRules[table];
