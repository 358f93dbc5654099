import type { DemoRun } from '../DemoRun.js';
import { channelIds, demoCampaigns } from '../words/campaigns.js';

/**
 * Makes `demo_campaigns` from the word list and writes `campaigns`, `campaign_actions` (control `DN`, test, or variants
 * A and B) and `campaign_action_channels`. Gives the number of campaigns.
 */
export async function insertCampaigns({ client, lastDay }: DemoRun): Promise<number> {
  const campaigns = demoCampaigns.map((campaign, place) => Object.assign({ plan_id: 2001 + place }, campaign));
  await client`
    create temp table demo_campaigns on commit drop as
    select campaign.*, ${lastDay}::date - start as starts_on, ${lastDay}::date - "end" as ends_on
    from jsonb_to_recordset(${client.json(campaigns)}) as campaign (
      plan_id integer, name text, "group" text, priority integer, start integer, every integer, "end" integer,
      share integer, channels text[], action text, tags text[], promotion text, mark text
    )`;
  const { count } = await client`
    insert into facet.campaigns (plan_id, campaign_name, campaign_type, campaign_type_name, target_group_id,
      target_group_name, target_group_priority, marketing_action_name, status, tag_names, execution_start_date,
      execution_end_date, brand)
    select plan_id, name, case mark when 'A/B' then 2 else 1 end,
      case mark when 'A/B' then 'A/B/n' else 'Test/Control' end, plan_id - 1700, "group" || ' for ' || name,
      priority, action, case when starts_on > ${lastDay} or every is not null and ends_on is null then 'Scheduled'
        else 'Delivered' end,
      tags, starts_on, case when every is null then starts_on else ends_on end,
      case name when 'Outlet Clearance' then 'Nordhang Outlet' else 'Nordhang' end
    from demo_campaigns`;
  await client`
    insert into facet.campaign_actions (plan_id, plan_detail_id, campaign_action_id, campaign_action_name)
    select plan_id, plan_id || '0' || variant, variant,
      case variant when 1 then 'DN' when 3 then 'B' else case mark when 'A/B' then 'A' else 'Test' end end
    from demo_campaigns cross join generate_series(1, case mark when 'A/B' then 3 else 2 end) as variant`;
  await client`
    insert into facet.campaign_action_channels (plan_id, plan_detail_id, plan_detail_channel_id, channel_id, channel_name,
      template_id, template_name, promotion_id)
    select campaign_actions.plan_id, plan_detail_id, plan_detail_id || '0' || channel_id, channel_id::integer, channel,
      'T' || plan_detail_id || channel_id, concat_ws(' ', name, lower(channel), nullif(campaign_action_name, 'Test')), promotion
    from demo_campaigns
    join facet.campaign_actions on campaign_actions.plan_id = demo_campaigns.plan_id::text
    cross join lateral unnest(channels) as channel
    join jsonb_each_text(${client.json(channelIds)}) as id (channel_name, channel_id) on channel_name = channel
    where campaign_action_id > 1`;
  return count;
}
