import { sql, type SQL } from 'drizzle-orm';
import type { Door } from '../../db/door.js';
import { literal } from '../../db/sql.js';
import { DeliveryState } from '../../words/plannedCampaignWords.js';
import { isRecurring } from '../definition/scheduleForm.js';
import type { PlannedCampaignRow } from '../store/PlannedCampaignRow.js';
import { actionRows, recordedType, channelRows } from './campaignRows.js';

const delivered = literal(DeliveryState.DELIVERED);

/** Where a campaign stands, as imported ones say it. */
export type ShownStatus = 'Scheduled' | 'Delivering' | 'Delivered' | 'Error';

const texts = (values: readonly (string | number)[]): SQL => sql`${sql.param(values.map(String))}::text[]`;

/** The campaign itself; a day that is known already widens the stretch of its schedule. */
function campaign({ id, definition }: PlannedCampaignRow, status: ShownStatus, day: string): SQL {
  const { name, labels, audience, schedule, app, brand = null } = definition;
  const kind = recordedType(definition);
  const end = isRecurring(schedule) ? (schedule.until ?? null) : day;
  const segments = audience.include.join(', ');
  return sql`
    insert into facet.campaigns as c (plan_id, campaign_name, campaign_type, campaign_type_name, target_group_id, target_group_name,
      status, tag_names, execution_start_date, execution_end_date, app, brand)
    values (${id}, ${name}, ${kind.id}, ${kind.name}, ${segments}, ${segments}, ${status}, ${sql.param(labels)}::text[],
      ${day}::date, greatest(${end}::date, ${end === null ? null : day}::date), ${app}, ${brand}::text)
    on conflict (plan_id) do update set campaign_name = excluded.campaign_name, campaign_type = excluded.campaign_type,
      campaign_type_name = excluded.campaign_type_name, target_group_id = excluded.target_group_id,
      target_group_name = excluded.target_group_name, status = excluded.status, tag_names = excluded.tag_names,
      execution_start_date = least(c.execution_start_date, excluded.execution_start_date),
      execution_end_date = case when excluded.execution_end_date is null then null
        else greatest(c.execution_end_date, excluded.execution_end_date) end,
      app = excluded.app, brand = excluded.brand`;
}

/**
 * Shows a planned campaign among the imported ones, with its treatments as actions and their destinations as channels; `day` is one
 * that it delivers on. Actions of former versions stay as long as there are targetings of them. One statement, which may be repeated.
 */
export async function showCampaign(
  db: Door,
  planned: PlannedCampaignRow,
  status: ShownStatus,
  day: string,
): Promise<void> {
  const { id, definition } = planned;
  const [actions, channels] = [actionRows(definition), channelRows(definition)];
  const details = texts(actions.map((one) => one.planDetailId));
  await db.query(sql`
    with shown as (${campaign(planned, status, day)}),
    actions as (
      insert into facet.campaign_actions (plan_id, plan_detail_id, campaign_action_id, campaign_action_name)
      select ${id}, * from unnest(${details}, ${texts(actions.map((one) => one.actionId))}::integer[],
        ${texts(actions.map((one) => one.actionName))}) as a
      on conflict (plan_id, plan_detail_id) do update set campaign_action_id = excluded.campaign_action_id,
        campaign_action_name = excluded.campaign_action_name
    ), channels as (
      insert into facet.campaign_action_channels (plan_id, plan_detail_id, plan_detail_channel_id, channel_id, channel_name)
      select ${id}, detail, name, number, name from unnest(${texts(channels.map((one) => one.planDetailId))},
        ${texts(channels.map((one) => one.channelId))}::integer[], ${texts(channels.map((one) => one.channelName))})
        as c (detail, number, name)
      on conflict (plan_id, plan_detail_id, plan_detail_channel_id) do nothing
    ), gone_channels as (
      delete from facet.campaign_action_channels
      where plan_id = ${id} and (plan_detail_id || ' ' || plan_detail_channel_id)
        <> all (${texts(channels.map((one) => `${one.planDetailId} ${one.channelName}`))})
    ), gone_actions as (
      delete from facet.campaign_actions a
      where a.plan_id = ${id} and a.plan_detail_id <> all (${details})
        and a.plan_detail_id not in (
          select t.plan_detail_id from facet.campaign_targetings t where t.plan_id = ${id} and t.plan_detail_id is not null)
    )
    select 1 as one`);
}

/**
 * Takes a campaign out of the imported ones that has never delivered; one that has is shown as delivered. One statement, which may be
 * repeated.
 */
export async function hideCampaign(db: Door, id: string): Promise<void> {
  await db.query(sql`
    with hidden as (
      delete from facet.campaigns where plan_id = ${id}
        and exists (select 1 from facet.planned_campaigns p where p.campaign_id = ${id})
        and not exists (select 1 from facet.campaign_deliveries d where d.campaign_id = ${id} and d.state = ${delivered})
      returning plan_id
    ), kept as (
      update facet.campaigns c set status = 'Delivered'
      where c.plan_id = ${id} and exists (select 1 from facet.campaign_deliveries d where d.campaign_id = ${id} and d.state = ${delivered})
    ), actions as (delete from facet.campaign_actions a where a.plan_id in (select plan_id from hidden)),
    channels as (delete from facet.campaign_action_channels c where c.plan_id in (select plan_id from hidden))
    select 1 as one`);
}
