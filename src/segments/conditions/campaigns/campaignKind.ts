import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { allOf } from '../../../conditions/allOf.js';
import { anyOf } from '../../../db/sql.js';
import { visibleRows } from '../../../visibleRows.js';
import { listLimits } from '../../../words/limits.js';
import { TargetingState, targetingStates } from '../../../words/targetingStates.js';
import type { CompileContext } from '../../CompileContext.js';
import { operatorConditions } from '../../operators/operatorConditions.js';
import { operatorForms } from '../../operators/operatorForms.js';
import type { SegmentOperators } from '../../operators/segmentOperators.js';
import { checkSegmentable } from '../../segmentable.js';
import { amongAsked } from '../../sets/amongAsked.js';
import type { ConditionKind } from '../ConditionKind.js';
import { keyForm } from '../names.js';
import { contactsForm, keysForm, listForm } from './contactForms.js';
import { contactsCondition, type Contacts, type ContactsGiven } from './contacts.js';
import { listedOf, ofAllSentence, onDay } from './contactsSentence.js';

interface CampaignGiven extends ContactsGiven {
  readonly states?: readonly TargetingState[] | undefined;
  readonly planIds?: readonly string[] | undefined;
  readonly actionIds?: readonly string[] | undefined;
  readonly channelIds?: readonly number[] | undefined;
  readonly targetGroupIds?: readonly string[] | undefined;
  readonly executed?: SegmentOperators | undefined;
  readonly redeemed?: boolean | undefined;
}

const form: z.ZodType<CampaignGiven> = contactsForm({
  states: listForm(z.enum(targetingStates), listLimits.targetingStates),
  planIds: keysForm,
  actionIds: keysForm,
  channelIds: listForm(z.int32(), listLimits.listValues),
  targetGroupIds: listForm(keyForm, listLimits.listValues),
  executed: operatorForms.date.optional(),
  redeemed: z.boolean().optional(),
});

const state = sql`facet.targeting_state(t.plan_detail_id, a.campaign_action_id)`;

/** Whether a targeting used one of some channels; control uses none, whatever its action would. */
const byChannels = ({ scope }: CompileContext, channelIds: readonly number[]): SQL => sql`(
  ${state} <> ${TargetingState.CONTROL} and (t.plan_id, t.plan_detail_id) in (
    select h.plan_id, h.plan_detail_id from ${visibleRows(scope, 'campaign_action_channels', 'h')}
    where h.channel_id = any(${sql.param(channelIds)}::int[])))`;

const ofTargetGroups = ({ scope }: CompileContext, ids: readonly string[]): SQL => sql`t.plan_id in (
  select g.plan_id from ${visibleRows(scope, 'campaigns', 'g')} where ${anyOf(sql`g.target_group_id`, ids)})`;

/** Whether a coupon of the campaign was redeemed from the day of the targeting on, up to the day of the question. */
const isRedeemed = (
  { scope, moment }: CompileContext,
  redeemed: boolean,
): SQL => sql`${sql.raw(redeemed ? '' : 'not ')}exists (
  select 1 from ${visibleRows(scope, 'coupon_redemptions', 'r')}
  where r.customer_id = t.customer_id and r.plan_id = t.plan_id
    and r.redemption_date >= t.execution_date and r.redemption_date <= ${moment.day}::date)`;

function targetings(context: CompileContext, given: CampaignGiven, path: string): Contacts {
  const { scope, moment } = context;
  checkSegmentable(scope, path, { table: 'campaign_targetings' });
  const { states, planIds, actionIds, channelIds, targetGroupIds, executed, redeemed } = given;
  const onDays: Contacts['onDay'] = (at, days, where) =>
    days === undefined ? [] : operatorConditions(context, { kind: 'date', sql: at }, days, where);
  return {
    from: sql`${visibleRows(scope, 'campaign_targetings', 't')} left join ${visibleRows(scope, 'campaign_actions', 'a')}
      on a.plan_id = t.plan_id and a.plan_detail_id = t.plan_detail_id`,
    where: allOf([
      sql`t.customer_id <> ''`,
      sql`t.execution_date <= ${moment.day}::date`,
      amongAsked(context, sql`t.customer_id`),
      ...(states === undefined ? [] : [anyOf(state, states)]),
      ...(planIds === undefined ? [] : [anyOf(sql`t.plan_id`, planIds)]),
      ...(actionIds === undefined ? [] : [anyOf(sql`t.plan_detail_id`, actionIds)]),
      ...(channelIds === undefined ? [] : [byChannels(context, channelIds)]),
      ...(targetGroupIds === undefined ? [] : [ofTargetGroups(context, targetGroupIds)]),
      ...onDays(sql`t.execution_date`, executed, `${path}.executed`),
      ...(redeemed === undefined ? [] : [isRedeemed(context, redeemed)]),
    ]),
    at: sql`t.execution_date`,
    onDay: onDays,
    dayText: (at) => sql`${at}::text`,
  };
}

/** Customers with a part in campaigns: targeted, kept as control or excluded. */
export const campaignKind: ConditionKind<CampaignGiven> = {
  name: 'campaign',
  form,
  compile: (context, given, path) => contactsCondition(context, given, targetings(context, given, path), path),
  sentence(given) {
    const { has = true, states, planIds, actionIds, channelIds, targetGroupIds, executed, redeemed } = given;
    const redemption =
      redeemed === undefined ? '' : redeemed ? ' and redeemed its coupon' : ' and redeemed no coupon of it';
    return [
      `who ${has ? 'were' : 'were not'} part of a campaign`,
      listedOf('as', states),
      listedOf('with the key', planIds),
      listedOf('with the action', actionIds),
      listedOf('by the channel', channelIds),
      listedOf('for the target group', targetGroupIds),
      onDay(executed),
      redemption,
      ofAllSentence(given),
    ].join('');
  },
};
