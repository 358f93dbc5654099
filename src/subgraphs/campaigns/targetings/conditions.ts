import { sql, type SQL } from 'drizzle-orm';
import { anyOfThem } from '../../../conditions/allOf.js';
import { controlActionId, type TargetingState } from '../../../words/targetingStates.js';
import type { Scope } from '../../../scope.js';
import { visibleRows } from '../../../visibleRows.js';
import type { TargetingQuestion } from './shape.js';

const ofControl = sql`a.campaign_action_id = ${sql.raw(String(controlActionId))}`;

/** Whether the action of a targeting `t` is control, whatever its campaign. */
export const isControl = (scope: Scope): SQL => sql`exists (
  select 1 from ${visibleRows(scope, 'campaign_actions', 'a')}
  where a.plan_id = t.plan_id and a.plan_detail_id = t.plan_detail_id and ${ofControl})`;

/**
 * Whether the action of a targeting `t` of a known campaign is control: the campaign's actions are read once, and an index that
 * has the targeting's action is enough.
 */
export const isControlOf = (scope: Scope, planId: SQL): SQL => sql`t.plan_detail_id = any(array(
  select a.plan_detail_id from ${visibleRows(scope, 'campaign_actions', 'a')} where a.plan_id = ${planId} and ${ofControl}))`;

/**
 * The targetings `t` with one of some states: what `facet.targeting_state` says, told by the key of the action alone. One whose
 * action is not known is not control.
 */
export function stateIs(states: readonly TargetingState[], control: SQL): SQL {
  const meanings: Readonly<Record<TargetingState, SQL>> = {
    EXCLUDED: sql`t.plan_detail_id is null`,
    CONTROL: control,
    TARGETED: sql`(t.plan_detail_id is not null and not ${control})`,
  };
  return anyOfThem(states.map((state) => meanings[state]));
}

/** The targetings `t` that a question is about and for which `more` holds; customer '' is nobody. */
export const narrowed = (
  { states, from, to, planIds }: TargetingQuestion,
  control: SQL,
  more: readonly SQL[] = [],
): SQL =>
  sql.join(
    [
      sql`t.customer_id <> ''`,
      ...(from === null ? [] : [sql`t.execution_date >= ${from}::date`]),
      ...(to === null ? [] : [sql`t.execution_date <= ${to}::date`]),
      ...(planIds === null ? [] : [sql`t.plan_id = any(${sql.param(planIds)}::text[])`]),
      ...(states === null ? [] : [stateIs(states, control)]),
      ...more,
    ],
    sql` and `,
  );
