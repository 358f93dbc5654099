import type { DemoRun } from '../DemoRun.js';

/**
 * Writes `campaign_recipients` for the targetings of the last 30 days: a row for each channel that a message went to, and one for
 * control. Gives the number of rows.
 */
export async function insertRecipients({ client, loadId, lastDay, timeZone }: DemoRun): Promise<number> {
  const { count } = await client`
    insert into facet.campaign_recipients (customer_id, pk, campaign_id, campaign_name, campaign_type, segment_id,
      segment_name, treatment_id, treatment_name, is_control, destination_name, delivery_datetime, launch_datetime, brand,
      load_id)
    select customer_id, concat_ws('/', t.plan_detail_id, execution_date, channel_id), plan_id, campaign_name,
      case when execution_end_date = execution_start_date then 'One-time' else 'Recurring' end, target_group_id,
      target_group_name, t.plan_detail_id, campaign_action_name, campaign_action_id = 1, channel_name,
      (execution_date + time '06:30') at time zone ${timeZone}, (execution_date + time '08:00') at time zone ${timeZone},
      t.brand, ${loadId}::bigint
    from facet.campaign_targetings t
    join facet.campaigns using (plan_id)
    join facet.campaign_actions using (plan_id, plan_detail_id)
    left join facet.campaign_action_channels using (plan_id, plan_detail_id)
    where execution_date > ${lastDay}::date - 30`;
  return count;
}
