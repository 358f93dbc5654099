import { sql } from 'drizzle-orm';

/** The columns that make a `TargetingRow`, of `facet.campaign_targetings t` and `joins`. */
export const columns = sql`
  t.customer_id as "customerId", t.execution_date as "executionDate", t.plan_id as "planId",
  facet.targeting_state(t.plan_detail_id, a.campaign_action_id) as state,
  t.plan_detail_id as "planDetailId", a.campaign_action_id as "campaignActionId",
  a.campaign_action_name as "campaignActionName", t.exclusion_reason_id as "exclusionReasonId",
  t.exclusion_reason as "exclusionReason", t.exclusion_reason_desc as "exclusionReasonDescription",
  t.taken_from_plan_id as "takenFromPlanId", t.lifecycle_stage as "lifecycleStage", t.brand,
  t.last_updated_time as "lastUpdatedTime",
  coalesce(l.finished_at, l.started_at, t.last_updated_time) as "computedAt"`;

/** What stands behind `facet.campaign_targetings t` for them. */
export const joins = sql`
  left join facet.campaign_actions a on a.plan_id = t.plan_id and a.plan_detail_id = t.plan_detail_id
  left join facet.loads l on l.load_id = t.load_id`;

/** A targeting's key, which tells its row again. */
export const keyColumns = sql`t.customer_id, t.execution_date, t.plan_id`;

/** The whole rows of the keys `k`. */
export const rowsOfKeys = sql`join facet.campaign_targetings t
  on t.customer_id = k.customer_id and t.execution_date = k.execution_date and t.plan_id = k.plan_id`;
