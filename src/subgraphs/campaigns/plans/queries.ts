import { sql, type SQL } from 'drizzle-orm';
import type { Scope } from '../../../scope.js';
import { anyOf, literals } from '../../../db/sql.js';
import { byKey, groupByKey } from '../../../lib/byKey.js';
import { targetingStates } from '../../../words/targetingStates.js';
import { visibleRows } from '../../../visibleRows.js';
import type { CampaignOccurrenceRow, CampaignRedemptionsRow, OccurrenceKey } from './shape.js';

/** An occurrence with its variants as two lists of one length. */
interface CountedRow extends Omit<CampaignOccurrenceRow, 'actions'> {
  readonly planDetailIds: readonly string[];
  readonly counts: readonly number[];
}

const state = literals(targetingStates);

/**
 * The occurrences of targetings `t` for which `wanted` holds, and the place of each among those of its campaign, the newest
 * first. Targetings are grouped before their actions are joined, so that nothing but the index is read of them.
 */
const occurrences = (scope: Scope, wanted: SQL): SQL => sql`
  select o.plan_id as "planId", o.execution_date as "executionDate",
    coalesce(sum(o.count) filter (where o.state = ${state.TARGETED}), 0)::int as targeted,
    coalesce(sum(o.count) filter (where o.state = ${state.CONTROL}), 0)::int as control,
    coalesce(sum(o.count) filter (where o.state = ${state.EXCLUDED}), 0)::int as excluded,
    coalesce(array_agg(o.plan_detail_id order by o.plan_detail_id) filter (where o.plan_detail_id is not null), '{}')
      as "planDetailIds",
    coalesce(array_agg(o.count order by o.plan_detail_id) filter (where o.plan_detail_id is not null), '{}') as counts,
    row_number() over (partition by o.plan_id order by o.execution_date desc) as place
  from (
    select g.*, facet.targeting_state(g.plan_detail_id, a.campaign_action_id) as state
    from (
      select t.plan_id, t.execution_date, t.plan_detail_id, count(*)::int as count
      from ${visibleRows(scope, 'campaign_targetings', 't')} where t.customer_id <> '' and ${wanted}
      group by t.plan_id, t.execution_date, t.plan_detail_id
    ) g
    left join ${visibleRows(scope, 'campaign_actions', 'a')} on a.plan_id = g.plan_id and a.plan_detail_id = g.plan_detail_id
  ) o
  group by o.plan_id, o.execution_date`;

const toOccurrence = ({
  planId,
  executionDate,
  targeted,
  control,
  excluded,
  planDetailIds,
  counts,
}: CountedRow): CampaignOccurrenceRow => ({
  planId,
  executionDate,
  targeted,
  control,
  excluded,
  actions: planDetailIds.map((planDetailId, n) => ({ planId, planDetailId, count: counts[n] ?? 0 })),
});

const keyOf = ({ planId, executionDate }: OccurrenceKey): string => `${executionDate} ${planId}`;

/** Occurrences by campaign and day, in the order of keys; null where the campaign did not run. */
export async function findOccurrences(
  scope: Scope,
  keys: readonly OccurrenceKey[],
): Promise<(CampaignOccurrenceRow | null)[]> {
  const [plans, days] = [keys.map(({ planId }) => planId), keys.map(({ executionDate }) => executionDate)];
  const rows = await scope.db.query<CountedRow>(
    occurrences(
      scope,
      sql`(t.plan_id, t.execution_date) in (
      select * from unnest(${sql.param(plans)}::text[], ${sql.param(days)}::date[]))`,
    ),
  );
  return byKey(keys.map(keyOf), rows.map(toOccurrence), keyOf);
}

/** Whether campaigns ran on days, in the order of keys: one customer is enough, and none is counted. */
export async function findRuns(scope: Scope, keys: readonly OccurrenceKey[]): Promise<boolean[]> {
  const [plans, days] = [keys.map(({ planId }) => planId), keys.map(({ executionDate }) => executionDate)];
  const rows = await scope.db.query<{ readonly ran: boolean }>(sql`
    select exists (
      select 1 from ${visibleRows(scope, 'campaign_targetings', 't')}
      where t.plan_id = k.plan_id and t.execution_date = k.day and t.customer_id > '') as ran
    from unnest(${sql.param(plans)}::text[], ${sql.param(days)}::date[]) with ordinality as k (plan_id, day, n) order by k.n`);
  return rows.map(({ ran }) => ran);
}

/** Which occurrences of campaigns: of a stretch of days, both ends included, and before the day of a cursor; null is open. */
export interface OccurrenceRange {
  readonly from: string | null;
  readonly to: string | null;
  readonly before: string | null;
  /** How many of each campaign. */
  readonly size: number;
}

/** For each campaign the newest `size` occurrences of a range and one more, the newest first; [] without any. */
export async function findOccurrencePages(
  scope: Scope,
  planIds: readonly string[],
  { from, to, before, size }: OccurrenceRange,
): Promise<CampaignOccurrenceRow[][]> {
  const bounds = [
    anyOf(sql`t.plan_id`, planIds),
    ...(from === null ? [] : [sql`t.execution_date >= ${from}::date`]),
    ...(to === null ? [] : [sql`t.execution_date <= ${to}::date`]),
    ...(before === null ? [] : [sql`t.execution_date < ${before}::date`]),
  ];
  const rows = await scope.db.query<CountedRow>(sql`
    select * from (${occurrences(scope, sql.join(bounds, sql` and `))}) as placed
    where place <= ${size + 1} order by "planId", place`);
  return groupByKey(planIds, rows.map(toOccurrence), ({ planId }) => planId);
}

/** What was redeemed of the coupons of campaigns, in the order of keys; zeros without any. */
export async function countRedemptions(scope: Scope, planIds: readonly string[]): Promise<CampaignRedemptionsRow[]> {
  const rows = await scope.db.query<CampaignRedemptionsRow & { readonly planId: string }>(sql`
    select plan_id as "planId", count(*)::int as count, count(distinct customer_id)::int as customers
    from ${visibleRows(scope, 'coupon_redemptions')} where customer_id <> '' and ${anyOf(sql`plan_id`, planIds)} group by plan_id`);
  return byKey(planIds, rows, ({ planId }) => planId).map((row) => row ?? { count: 0, customers: 0 });
}
