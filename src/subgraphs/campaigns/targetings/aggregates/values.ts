import { columnEnum } from '../../../../operands/customerColumns.js';
import type { ValueKind } from '../../../../words/dataTypes.js';

/** What targetings can be filtered and grouped by. */
interface TargetingValue {
  /** Over the targeting `t`, its action `a`, its campaign `g` and a channel of it `ch`. */
  readonly sql: string;
  readonly kind: ValueKind;
  /** Whether it is never null. */
  readonly required?: true;
}

const text = (sql: string): TargetingValue => ({ sql, kind: 'text' });
const number = (sql: string): TargetingValue => ({ sql, kind: 'number' });
const key = (sql: string): TargetingValue => ({ sql, kind: 'text', required: true });

/** The values of targetings by their GraphQL names. */
export const targetingValues: Readonly<Record<string, TargetingValue>> = {
  customerId: key('t.customer_id'),
  executionDate: { sql: 't.execution_date', kind: 'date', required: true },
  planId: key('t.plan_id'),
  campaignName: text('g.campaign_name'),
  campaignType: number('g.campaign_type'),
  campaignTypeName: text('g.campaign_type_name'),
  targetGroupId: text('g.target_group_id'),
  targetGroupName: text('g.target_group_name'),
  state: key('facet.targeting_state(t.plan_detail_id, a.campaign_action_id)'),
  planDetailId: text('t.plan_detail_id'),
  campaignActionId: number('a.campaign_action_id'),
  campaignActionName: text('a.campaign_action_name'),
  channelId: number('ch.channel_id'),
  channelName: text('ch.channel_name'),
  exclusionReasonId: number('t.exclusion_reason_id'),
  exclusionReason: text('t.exclusion_reason'),
  takenFromPlanId: text('t.taken_from_plan_id'),
  lifecycleStage: text('t.lifecycle_stage'),
  brand: text('t.brand'),
  lastUpdatedTime: { sql: 't.last_updated_time', kind: 'dateTime', required: true },
};

const names = new Map(Object.keys(targetingValues).map((name) => [columnEnum(name), name]));

/** The GraphQL name of a value by its value of the enum `TargetingColumn`. */
export const targetingNameOf = (value: string): string => names.get(value) ?? value;

/** Whether it is one of the channels of a targeting, of which there may be several. */
export const isOfChannel = (name: string): boolean => targetingValues[name]?.sql.startsWith('ch.') === true;
