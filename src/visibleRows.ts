import { sql, type SQL } from 'drizzle-orm';
import { identifier } from './db/sql.js';
import type { Scope } from './scope.js';
import type { EntityTable } from './words/levels.js';

/** The tables that doors read: their rows belong to persons, applications or brands, or to nobody. */
export type VisibleTable =
  | EntityTable
  | 'customer_identifiers'
  | 'customer_profiles'
  | 'metric_definitions'
  | 'metric_values'
  | 'metric_base_rows'
  | 'campaigns'
  | 'campaign_actions'
  | 'campaign_action_channels'
  | 'campaign_targetings'
  | 'campaign_recipients'
  | 'coupon_redemptions'
  | 'unified_customers'
  | 'unified_transactions'
  | 'unified_itemized_transactions'
  | 'products'
  | 'activity_visits'
  | 'email_opt_status'
  | 'sms_opt_status'
  | 'planned_campaigns'
  | 'planned_campaign_versions'
  | 'campaign_deliveries'
  | 'campaign_assignments'
  | 'delivery_parts'
  | 'delivery_batches'
  | 'delivery_rows'
  | 'validation_runs'
  | 'validation_results'
  | 'validation_thresholds'
  | 'segments'
  | 'segment_versions'
  | 'segment_lists'
  | 'segment_list_members'
  | 'segment_members'
  | 'segment_days';

type Viewing = Pick<Scope, 'viewer'>;

/** Every viewer sees every row; where one shall not, it is here that rows are left out, for all doors. */
const narrowed = (_scope: Viewing, table: SQL, alias: SQL | undefined): SQL =>
  alias === undefined ? table : sql`${table} ${alias}`;

/**
 * The rows of a table that the viewer may see, as what stands behind `from` or `join`, under an alias where one is given. No
 * door reads such a table in another way.
 */
export const visibleRows = (scope: Viewing, table: VisibleTable, alias?: string): SQL =>
  narrowed(scope, sql.raw(`facet.${table}`), alias === undefined ? undefined : sql.raw(alias));

/** The entities of a level that the viewer may see, by the name of their table, as `visibleRows` gives rows. */
export const visibleEntities = (scope: Viewing, table: EntityTable, alias?: SQL): SQL =>
  narrowed(scope, sql`facet.${identifier(table)}`, alias);

/**
 * Names what the viewer may see: viewers of one name see the same rows of every table. What is held in memory of a table is held
 * under it, and given to no other.
 */
export const visibilityOf = (_scope: Viewing): string => 'all';
