import type { DemoRun } from '../DemoRun.js';

/**
 * Writes `campaign_coupons`, a tenth of the products for each campaign with a promotion, and `coupon_redemptions`: about one in
 * twelve of those it was sent to uses it within two weeks. Gives the number of redemptions.
 */
export async function insertRedemptions({ client, loadId, lastDay }: DemoRun): Promise<number> {
  await client`
    insert into facet.campaign_coupons (plan_id, coupon_id, product_id)
    select plan_id, promotion, product_id
    from demo_campaigns
    join demo_products on pg_temp.draw(pg_temp.chance('coupon/' || plan_id || '/' || n), 1) < 0.1
    where promotion is not null`;
  const { count } = await client`
    with targeted as materialized (
      select t.customer_id, t.plan_id, t.execution_date, t.brand
      from facet.campaign_targetings t join facet.campaign_actions using (plan_id, plan_detail_id)
      where campaign_action_id > 1
    ), sent as materialized (
      select t.*, promotion, pg_temp.chance('redeem/' || t.plan_id || '/' || customer_id || '/' || execution_date) as c
      from targeted t join demo_campaigns on demo_campaigns.plan_id::text = t.plan_id and promotion is not null
    )
    insert into facet.coupon_redemptions (customer_id, redemption_id, plan_id, coupon_id, redemption_date, brand, load_id)
    select customer_id, plan_id || '/' || execution_date, plan_id, promotion, execution_date + pg_temp.pick(c, 2, 14), brand,
      ${loadId}::bigint
    from sent
    where pg_temp.draw(c, 1) < 0.08 and execution_date + pg_temp.pick(c, 2, 14) <= ${lastDay}`;
  return count;
}
