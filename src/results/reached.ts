import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../conditions/allOf.js';
import type { Scope } from '../scope.js';
import { visibleRows } from '../visibleRows.js';
import { controlActionId } from '../words/targetingStates.js';
import type { Measurement } from './checkMeasurement.js';

/**
 * Whom campaigns reached, or held as control, and when: a query whose rows are a customer's part in a launch. What they are put
 * together by is `key` and `occurrence`, and whose results are worked out `sub_audience_id`, `arm_id` and `is_control`.
 */
export type Reached = SQL;

/** What targetings are put together by, over targetings `t` and, where it says so, their campaigns `c`. */
export interface TargetingGroup {
  readonly key: SQL;
  readonly byDay: boolean;
  /** Whether actions are told apart; control is one whatever it has of actions. */
  readonly byAction: boolean;
  readonly ofCampaigns: boolean;
  readonly where: readonly SQL[];
}

/** The instant of a day's beginning in the zone. */
const beginningOf = ({ timeZone }: Pick<Scope, 'timeZone'>, day: SQL): SQL =>
  sql`((${day})::timestamp at time zone ${timeZone}::text)`;

/** Whom imported campaigns were sent to or drew as control: they are launched as their day begins. */
export function reachedByTargetings(
  scope: Scope,
  { key, byDay, byAction, ofCampaigns, where }: TargetingGroup,
  { days, from, to }: Measurement,
): Reached {
  const isControl = sql`coalesce(a.campaign_action_id = ${sql.raw(String(controlActionId))}, false)`;
  const campaigns = ofCampaigns ? sql` join ${visibleRows(scope, 'campaigns', 'c')} on c.plan_id = t.plan_id` : sql``;
  const conditions = [
    sql`t.customer_id <> ''`,
    sql`t.plan_detail_id is not null`,
    ...(from === null ? [] : [sql`t.execution_date >= ${from}::date`]),
    ...(to === null ? [] : [sql`t.execution_date <= ${to}::date`]),
    ...where,
  ];
  return sql`
    select ${key} as key, ${byDay ? sql`t.execution_date` : sql`null::date`} as occurrence, null::text as sub_audience_id,
      null::text as sub_audience_name, ${byAction ? sql`case when not ${isControl} then t.plan_detail_id end` : sql`null::text`} as arm_id,
      ${byAction ? sql`t.plan_detail_id` : sql`null::text`} as arm_name, ${isControl} as is_control, t.customer_id, t.plan_id,
      t.execution_date as day, ${beginningOf(scope, sql`t.execution_date`)} as starts,
      ${beginningOf(scope, sql`t.execution_date + ${days}::int`)} as ends
    from ${visibleRows(scope, 'campaign_targetings', 't')}${campaigns}
    left join ${visibleRows(scope, 'campaign_actions', 'a')} on a.plan_id = t.plan_id and a.plan_detail_id = t.plan_detail_id
    where ${allOf(conditions)}`;
}

/** Who was on lists that campaigns handed to destinations, from the launch on, else from the delivery. */
export function reachedByDeliveries(scope: Scope, where: SQL, { days }: Measurement): Reached {
  const launch = sql`coalesce(t.launch_datetime, t.delivery_datetime)`;
  const local = sql`(${launch} at time zone ${scope.timeZone}::text)`;
  return sql`
    select t.campaign_id as key, null::date as occurrence, coalesce(t.sub_audience_id, t.sub_audience_name) as sub_audience_id,
      t.sub_audience_name, coalesce(t.treatment_id, t.treatment_name) as arm_id, t.treatment_name as arm_name, t.is_control,
      t.customer_id, t.campaign_id as plan_id, ${local}::date as day, ${launch} as starts,
      (${local} + make_interval(days => ${days}::int)) at time zone ${scope.timeZone}::text as ends
    from ${visibleRows(scope, 'campaign_recipients', 't')} where t.customer_id <> '' and ${where}`;
}
