import { bigint, boolean, date, index, integer, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core';
import { app, customerId, facet, key } from './columns.js';

/** A campaign (plan): target group, schedule and type, with all its occurrences and actions. */
export const campaigns = facet.table('campaigns', {
  planId: key('plan_id').primaryKey(),
  campaignName: text('campaign_name').notNull(),
  campaignType: smallint('campaign_type'),
  campaignTypeName: text('campaign_type_name'),
  targetGroupId: text('target_group_id'),
  targetGroupName: text('target_group_name'),
  targetGroupPriority: integer('target_group_priority'),
  marketingActionName: text('marketing_action_name'),
  status: text('status'),
  tagNames: text('tag_names').array().notNull().default([]),
  executionStartDate: date('execution_start_date', { mode: 'string' }).notNull(),
  executionEndDate: date('execution_end_date', { mode: 'string' }),
  app: app(),
  brand: text('brand'),
});

/** One variant of a campaign: test, control (`campaign_action_id` 1, `DN`), or A/B/n. */
export const campaignActions = facet.table(
  'campaign_actions',
  {
    planId: key('plan_id').notNull(),
    planDetailId: key('plan_detail_id').notNull(),
    campaignActionId: integer('campaign_action_id').notNull(),
    campaignActionName: text('campaign_action_name').notNull(),
  },
  (table) => [primaryKey({ columns: [table.planId, table.planDetailId] })],
);

/** A channel that an action uses; one action may use several. */
export const campaignActionChannels = facet.table(
  'campaign_action_channels',
  {
    planId: key('plan_id').notNull(),
    planDetailId: key('plan_detail_id').notNull(),
    planDetailChannelId: key('plan_detail_channel_id').notNull(),
    channelId: integer('channel_id').notNull(),
    channelName: text('channel_name').notNull(),
    templateId: text('template_id'),
    templateName: text('template_name'),
    promotionId: text('promotion_id'),
  },
  (table) => [
    primaryKey({
      name: 'campaign_action_channels_pk',
      columns: [table.planId, table.planDetailId, table.planDetailChannelId],
    }),
  ],
);

/** A customer's part in one occurrence: with a `plan_detail_id` targeted or control, without one excluded. */
export const campaignTargetings = facet.table(
  'campaign_targetings',
  {
    customerId: customerId(),
    executionDate: date('execution_date', { mode: 'string' }).notNull(),
    planId: key('plan_id').notNull(),
    planDetailId: key('plan_detail_id'),
    exclusionReasonId: integer('exclusion_reason_id'),
    exclusionReason: text('exclusion_reason'),
    exclusionReasonDescription: text('exclusion_reason_desc'),
    takenFromPlanId: text('taken_from_plan_id'),
    lifecycleStage: text('lifecycle_stage'),
    lastUpdatedTime: timestamp('last_updated_time', { withTimezone: true, mode: 'string' }).notNull(),
    app: app(),
    brand: text('brand'),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.executionDate, table.planId] }),
    // All that is counted of occurrences is in it, and pages of a campaign's targetings are read in its order.
    index('campaign_targetings_campaign').on(
      table.planId,
      table.executionDate.desc().nullsFirst(),
      table.customerId,
      table.planDetailId,
    ),
  ],
);

/**
 * A customer on a list that a campaign handed to a destination; `campaign_id` is a `plan_id` where the campaign is known.
 * Control members are on the lists too, and nothing is sent to them.
 */
export const campaignRecipients = facet.table(
  'campaign_recipients',
  {
    customerId: customerId(),
    pk: key('pk').notNull(),
    campaignId: key('campaign_id').notNull(),
    campaignName: text('campaign_name'),
    campaignType: text('campaign_type'),
    segmentId: text('segment_id'),
    segmentName: text('segment_name'),
    subAudienceId: text('sub_audience_id'),
    subAudienceName: text('sub_audience_name'),
    treatmentId: text('treatment_id'),
    treatmentName: text('treatment_name'),
    isControl: boolean('is_control').notNull().default(false),
    destinationId: text('destination_id'),
    destinationName: text('destination_name'),
    targetId: text('target_id'),
    targetName: text('target_name'),
    /** When the list was handed over. */
    deliveryDatetime: timestamp('delivery_datetime', { withTimezone: true, mode: 'string' }).notNull(),
    /** When the message was expected to go out. */
    launchDatetime: timestamp('launch_datetime', { withTimezone: true, mode: 'string' }),
    databaseId: text('database_id'),
    databaseName: text('database_name'),
    datasetVersion: text('dataset_version'),
    workflowId: text('workflow_id'),
    app: app(),
    brand: text('brand'),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.pk] }),
    index('campaign_recipients_campaign').on(table.campaignId, table.deliveryDatetime),
  ],
);

/** A product that a coupon of a campaign is for. */
export const campaignCoupons = facet.table(
  'campaign_coupons',
  {
    planId: key('plan_id').notNull(),
    couponId: key('coupon_id').notNull(),
    productId: key('product_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.planId, table.couponId, table.productId] })],
);

/** A customer's use of a coupon. */
export const couponRedemptions = facet.table(
  'coupon_redemptions',
  {
    customerId: customerId(),
    redemptionId: key('redemption_id').notNull(),
    planId: key('plan_id').notNull(),
    couponId: key('coupon_id').notNull(),
    redemptionDate: date('redemption_date', { mode: 'string' }).notNull(),
    app: app(),
    brand: text('brand'),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.redemptionId] }),
    // All that is counted of a campaign's redemptions is in it.
    index('coupon_redemptions_campaign').on(table.planId, table.redemptionDate, table.customerId),
  ],
);
