import { sql, type SQL } from 'drizzle-orm';
import type { CachedTable, Scope } from '../../scope.js';
import { anyOf } from '../../db/sql.js';
import { byKey, groupByKey, rowsByKey } from '../../lib/byKey.js';
import { visibleRows } from '../../visibleRows.js';
import { campaignColumns, selectCampaign, type CampaignColumn } from './columns.js';
import type { CampaignActionChannelRow, CampaignActionRow, CampaignRow } from './shape.js';

type Viewing = Pick<Scope, 'viewer'>;

/** A table as servers hold it: what it has of a campaign, by the campaign's key. */
export type CachedByCampaign<R extends object, V extends object> = CachedTable<R, ReadonlyMap<string, V>>;

const planOf = ({ planId }: { readonly planId: string }): string => planId;

const campaigns = (scope: Viewing, columns: readonly CampaignColumn[]): SQL => sql`
  select ${selectCampaign(columns)} from ${visibleRows(scope, 'campaigns', 'c')}`;

/** All campaigns, as servers hold them. */
export const cachedCampaigns: CachedByCampaign<CampaignRow, CampaignRow> = {
  name: 'campaigns',
  statement: (scope) => campaigns(scope, campaignColumns),
  make: (rows) => new Map(rows.map((row) => [row.planId, row])),
};

/** Campaigns by key with some columns, in the order of keys; null where unknown. */
export async function findCampaigns(
  scope: Scope,
  planIds: readonly string[],
  columns: readonly CampaignColumn[],
): Promise<(CampaignRow | null)[]> {
  const rows = await scope.db.query<CampaignRow>(sql`
    ${campaigns(scope, columns)} where ${anyOf(sql`c.plan_id`, planIds)}`);
  return byKey(planIds, rows, planOf);
}

const actions = (scope: Viewing, where: SQL): SQL => sql`
  select plan_id as "planId", plan_detail_id as "planDetailId", campaign_action_id as "campaignActionId",
    campaign_action_name as "campaignActionName"
  from ${visibleRows(scope, 'campaign_actions')} ${where} order by plan_id, plan_detail_id`;

/** The actions of all campaigns, as servers hold them. */
export const cachedActions: CachedByCampaign<CampaignActionRow, readonly CampaignActionRow[]> = {
  name: 'campaign_actions',
  statement: (scope) => actions(scope, sql``),
  make: (rows) => rowsByKey(rows, planOf),
};

/** The actions of campaigns, each campaign's in the order of their keys; [] without any. */
export async function findActions(scope: Scope, planIds: readonly string[]): Promise<CampaignActionRow[][]> {
  const rows = await scope.db.query<CampaignActionRow>(actions(scope, sql`where ${anyOf(sql`plan_id`, planIds)}`));
  return groupByKey(planIds, rows, planOf);
}

const channels = (scope: Viewing, where: SQL): SQL => sql`
  select plan_id as "planId", plan_detail_id as "planDetailId", plan_detail_channel_id as "planDetailChannelId",
    channel_id as "channelId", channel_name as "channelName", template_id as "templateId",
    template_name as "templateName", promotion_id as "promotionId"
  from ${visibleRows(scope, 'campaign_action_channels')} ${where}
  order by plan_id, plan_detail_id, plan_detail_channel_id`;

/** The channels of the actions of all campaigns, as servers hold them. */
export const cachedChannels: CachedByCampaign<CampaignActionChannelRow, readonly CampaignActionChannelRow[]> = {
  name: 'campaign_action_channels',
  statement: (scope) => channels(scope, sql``),
  make: (rows) => rowsByKey(rows, planOf),
};

/** The channels of all actions of campaigns, in the order of their keys; [] without any. */
export async function findChannels(scope: Scope, planIds: readonly string[]): Promise<CampaignActionChannelRow[][]> {
  const rows = await scope.db.query<CampaignActionChannelRow>(
    channels(scope, sql`where ${anyOf(sql`plan_id`, planIds)}`),
  );
  return groupByKey(planIds, rows, planOf);
}
