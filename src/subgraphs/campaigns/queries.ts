import { sql } from 'drizzle-orm';
import type { Scope } from '../../context.js';
import { anyOf } from '../../db/sql.js';
import { byKey, groupByKey } from '../../lib/byKey.js';
import { campaignColumns } from './columns.js';
import type { CampaignActionChannelRow, CampaignActionRow, CampaignRow } from './shape.js';

/** Campaigns by key, in the order of keys; null where unknown. */
export async function findCampaigns({ db }: Scope, planIds: readonly string[]): Promise<(CampaignRow | null)[]> {
  const rows = await db.query<CampaignRow>(sql`
    select ${campaignColumns} from facet.campaigns c where ${anyOf(sql`c.plan_id`, planIds)}`);
  return byKey(planIds, rows, ({ planId }) => planId);
}

/** The actions of campaigns, each campaign's in the order of their keys; [] without any. */
export async function findActions({ db }: Scope, planIds: readonly string[]): Promise<CampaignActionRow[][]> {
  const rows = await db.query<CampaignActionRow>(sql`
    select plan_id as "planId", plan_detail_id as "planDetailId", campaign_action_id as "campaignActionId",
      campaign_action_name as "campaignActionName"
    from facet.campaign_actions where ${anyOf(sql`plan_id`, planIds)} order by plan_id, plan_detail_id`);
  return groupByKey(planIds, rows, ({ planId }) => planId);
}

/** The channels of all actions of campaigns, in the order of their keys; [] without any. */
export async function findChannels({ db }: Scope, planIds: readonly string[]): Promise<CampaignActionChannelRow[][]> {
  const rows = await db.query<CampaignActionChannelRow>(sql`
    select plan_id as "planId", plan_detail_id as "planDetailId", plan_detail_channel_id as "planDetailChannelId",
      channel_id as "channelId", channel_name as "channelName", template_id as "templateId",
      template_name as "templateName", promotion_id as "promotionId"
    from facet.campaign_action_channels where ${anyOf(sql`plan_id`, planIds)}
    order by plan_id, plan_detail_id, plan_detail_channel_id`);
  return groupByKey(planIds, rows, ({ planId }) => planId);
}
