import { customerNames } from './customerNames.js';

type Names = Readonly<Record<string, readonly string[]>>;

const plan = ['plan_id', 'campaign_id', 'campaign_key', 'campaign_number'];

/** Columns that files call as the table does. */
const same = (...names: readonly string[]): Names => Object.fromEntries(names.map((name) => [name, [name]]));

const action = { plan_detail_id: ['plan_detail_id', 'campaign_detail_id', 'action_id', 'variant_id'] };

/** What the columns of the tables of campaigns go by in files, by target. */
export const campaignSynonyms: Readonly<Record<string, Names>> = {
  campaign_targetings: {
    // Where a file has both, `CUSTOMER_ID` is the source's own number.
    customer_id: ['client_customer_id', ...customerNames],
    execution_date: ['execution_date', 'targeting_date', 'targeted_on', 'send_date', 'sent_date'],
    plan_id: plan,
    ...action,
    ...same('exclusion_reason_id', 'exclusion_reason'),
    exclusion_reason_desc: ['exclusion_reason_desc', 'exclusion_reason_description'],
    ...same('taken_from_plan_id', 'lifecycle_stage'),
    last_updated_time: ['last_updated_time', 'last_updated', 'updated_at'],
    ...same('brand'),
  },
  campaign_recipients: {
    customer_id: customerNames,
    pk: ['pk', 'recipient_id'],
    campaign_id: ['campaign_id', 'plan_id'],
    ...same('campaign_name', 'campaign_type', 'segment_id', 'segment_name', 'sub_audience_id', 'sub_audience_name'),
    ...same('treatment_id', 'treatment_name'),
    is_control: ['is_control', 'control', 'is_holdout'],
    ...same('destination_id', 'destination_name', 'target_id', 'target_name'),
    delivery_datetime: ['delivery_datetime', 'delivered_at', 'delivery_time'],
    launch_datetime: ['launch_datetime', 'launched_at', 'launch_time'],
    ...same('database_id', 'database_name', 'dataset_version', 'workflow_id', 'brand'),
  },
  coupon_redemptions: {
    customer_id: customerNames,
    redemption_id: ['redemption_id'],
    plan_id: plan,
    coupon_id: ['coupon_id', 'coupon_upc', 'coupon_code', 'coupon'],
    redemption_date: ['redemption_date', 'redeemed_on', 'redeemed_at', 'date'],
    ...same('brand'),
  },
  campaigns: {
    plan_id: plan,
    campaign_name: ['campaign_name', 'plan_name', 'name'],
    campaign_type: ['campaign_type', 'campaign_type_id'],
    campaign_type_name: ['campaign_type_name', 'campaign_type', 'type'],
    ...same('target_group_id', 'target_group_name', 'target_group_priority', 'marketing_action_name'),
    status: ['status', 'campaign_status'],
    tag_names: ['tag_names', 'tags'],
    execution_start_date: ['execution_start_date', 'start_date', 'starts_on', 'start'],
    execution_end_date: ['execution_end_date', 'end_date', 'ends_on', 'end'],
    ...same('brand'),
  },
  campaign_action_channels: {
    plan_id: plan,
    ...action,
    ...same('plan_detail_channel_id', 'channel_id'),
    channel_name: ['channel_name', 'channel'],
    ...same('template_id', 'template_name'),
    promotion_id: ['promotion_id', 'promo_code'],
  },
  campaign_actions: {
    plan_id: plan,
    ...action,
    ...same('campaign_action_id'),
    campaign_action_name: ['campaign_action_name', 'action_name'],
  },
  campaign_coupons: {
    plan_id: plan,
    coupon_id: ['coupon_id', 'coupon_upc', 'coupon_code', 'coupon'],
    product_id: ['product_id', 'sku', 'product_code', 'stock_code', 'article_id'],
  },
};
