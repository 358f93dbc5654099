import { sql } from 'drizzle-orm';
import { columnKey } from '../../../../population/lists/columnKey.js';
import type { CampaignRow } from '../../shape.js';
import type { Order, Values } from '../../../../population/keyset.js';
import type { ScheduledCampaignRow } from '../shape.js';

/** Campaigns `c`, those that began last first. */
export const campaignOrder: Order = [
  columnKey('executionStartDate', 'date', 'NONE', sql`c.execution_start_date`, { descending: true }),
  columnKey('planId', 'text', 'NONE', sql`c.plan_id`),
];

/**
 * Campaigns with their actions `a` and channels `ch`, those that began last first; a campaign or an action without any comes
 * last of its kind.
 */
export const scheduledOrder: Order = [
  ...campaignOrder,
  columnKey('planDetailId', 'text', 'NONE', sql`a.plan_detail_id`, { nullable: true }),
  columnKey('planDetailChannelId', 'text', 'NONE', sql`ch.plan_detail_channel_id`, { nullable: true }),
];

/** The columns of a campaign that both orders need. */
export const orderColumns = ['executionStartDate', 'planId'] as const;

/** Where a campaign stands in `campaignOrder`. */
export const campaignValues = ({ executionStartDate, planId }: CampaignRow): Values => [executionStartDate, planId];

/** Where a row stands in `scheduledOrder`. */
export const scheduledValues = ({ campaign, action, channel }: ScheduledCampaignRow): Values => [
  ...campaignValues(campaign),
  action?.planDetailId ?? null,
  channel?.planDetailChannelId ?? null,
];
