import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../conditions/allOf.js';
import { startOfDay } from '../conditions/startOfDay.js';
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

/** Which targetings `t` are results' own: of customers who were sent something or drawn as control, on the days that are measured. */
export const measuredTargetings = ({ from, to }: Pick<Measurement, 'from' | 'to'>): SQL[] => [
  sql`t.customer_id <> ''`,
  sql`t.plan_detail_id is not null`,
  ...(from === null ? [] : [sql`t.execution_date >= ${from}::date`]),
  ...(to === null ? [] : [sql`t.execution_date <= ${to}::date`]),
];

/** The days of deliveries of campaigns of our own, each with the day of its launch. */
const launches = (scope: Scope): SQL => sql`
  select campaign_id, execution_date, min(launch_date) as launch_date
  from ${visibleRows(scope, 'campaign_deliveries')} group by campaign_id, execution_date`;

/** The sub-audience of a targeting of ours, whose action is called `sub-audience/treatment`. */
const subAudience = sql`case when l.campaign_id is not null then regexp_replace(t.plan_detail_id, '/[^/]*$', '') end`;

/**
 * Whom campaigns were sent to or drew as control. They are launched as their day begins, our own as that of their launch does; our own
 * draw control in each sub-audience, imported ones in the whole campaign.
 */
export function reachedByTargetings(
  scope: Scope,
  { key, byDay, byAction, ofCampaigns, where }: TargetingGroup,
  measured: Measurement,
): Reached {
  const { days } = measured;
  const isControl = sql`coalesce(a.campaign_action_id = ${sql.raw(String(controlActionId))}, false)`;
  const campaigns = ofCampaigns ? sql` join ${visibleRows(scope, 'campaigns', 'c')} on c.plan_id = t.plan_id` : sql``;
  const day = sql`coalesce(l.launch_date, t.execution_date)`;
  const slice = byAction ? subAudience : sql`null::text`;
  return sql`
    select ${key} as key, ${byDay ? sql`t.execution_date` : sql`null::date`} as occurrence, ${slice} as sub_audience_id,
      ${slice} as sub_audience_name, ${byAction ? sql`case when not ${isControl} then t.plan_detail_id end` : sql`null::text`} as arm_id,
      ${byAction ? sql`t.plan_detail_id` : sql`null::text`} as arm_name, ${isControl} as is_control, t.customer_id, t.plan_id,
      ${day} as day, ${startOfDay(day, scope.timeZone)} as starts, ${startOfDay(sql`(${day} + ${days}::int)`, scope.timeZone)} as ends
    from ${visibleRows(scope, 'campaign_targetings', 't')}${campaigns}
    left join ${visibleRows(scope, 'campaign_actions', 'a')} on a.plan_id = t.plan_id and a.plan_detail_id = t.plan_detail_id
    left join (${launches(scope)}) l on l.campaign_id = t.plan_id and l.execution_date = t.execution_date
    where ${allOf([...measuredTargetings(measured), ...where])}`;
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
