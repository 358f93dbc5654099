import { bigint, date, index, integer, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core';
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
    takenFromPlanId: text('taken_from_plan_id'),
    lifecycleStage: text('lifecycle_stage'),
    lastUpdatedTime: timestamp('last_updated_time', { withTimezone: true, mode: 'string' }).notNull(),
    app: app(),
    brand: text('brand'),
    loadId: bigint('load_id', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.executionDate, table.planId] }),
    index('campaign_targetings_occurrence').on(table.planId, table.executionDate),
  ],
);
