import type { DemoRun } from '../DemoRun.js';

/**
 * Writes `campaign_targetings` for every occurrence up to the last day. About 10 % of each campaign's customers are its
 * control group, the same ones at every occurrence. Where two campaigns want a customer on one day, the one of the
 * higher priority (lower number) has them; in the others they are excluded, with `taken_from_plan_id` naming the winner.
 * Gives the number of rows.
 */
export async function insertTargetings({ client, loadId, lastDay, timeZone }: DemoRun): Promise<number> {
  const { count } = await client`
    with occurrence as (
      select demo_campaigns.*, starts_on + after as day
      from demo_campaigns
      cross join lateral generate_series(0, start - coalesce("end", case when every is null then start else 0 end),
        coalesce(every, 1)) as after
      where starts_on <= ${lastDay}
    ), wanted as materialized (
      select plan_id, day, priority, mark, i, customer_id,
        case when day - since < 60 then 'New' when until < day - 30 then 'Churn' when level > 0.95 then 'VIP'
          else 'Active' end as stage
      from occurrence
      join demo_people on since <= day and case "group" when 'Everybody' then true when 'Members' then member
        when 'Business' then account_id is not null when 'Lapsed' then until < day - 30
        when 'New customers' then day - since < 60 when 'Germany and Austria' then country in ('DE', 'AT')
        when 'Big buyers' then level > 0.9 end
      where i = 0 or pg_temp.draw(pg_temp.chance('target/' || plan_id || '/' || (day - ${lastDay}::date) || '/' || i), 1)
        * 100 < share
    ), ranked as (
      select *, first_value(plan_id) over (partition by customer_id, day order by priority, plan_id) as winner,
        min(priority) over (partition by customer_id, day) as best,
        pg_temp.chance('split/' || plan_id || '/' || i) as c
      from wanted
    ), split as (
      select *, case
          when i = 0 then case mark when 'named control' then 1 else 2 end
          when pg_temp.draw(c, 1) < 0.1 then 1
          when mark = 'A/B' and pg_temp.draw(c, 2) < 0.5 then 3
          else 2 end as variant
      from ranked
    )
    insert into facet.campaign_targetings (customer_id, execution_date, plan_id, plan_detail_id, exclusion_reason_id,
      exclusion_reason, exclusion_reason_desc, taken_from_plan_id, lifecycle_stage, last_updated_time, brand, load_id)
    select customer_id, day, split.plan_id, case when split.plan_id = winner then split.plan_id || '0' || variant end,
      case when split.plan_id <> winner then 1 end,
      case when split.plan_id <> winner then 'Targeted by a campaign of a higher priority' end,
      case when split.plan_id <> winner then 'Priority ' || best || ' goes before ' || priority end,
      case when split.plan_id <> winner then winner end, stage,
      (day + time '06:30') at time zone ${timeZone}, brand, ${loadId}::bigint
    from split
    join facet.campaigns on campaigns.plan_id = split.plan_id::text
    order by customer_id, day`;
  return count;
}
