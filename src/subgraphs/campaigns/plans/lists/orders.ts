import { sql } from 'drizzle-orm';
import type { CampaignRow } from '../../shape.js';
import type { Order, OrderKey, Values } from '../../../../population/keyset.js';
import type { ScheduledCampaignRow } from '../shape.js';

const keyNamed = (name: string, column: string, nullable: boolean): OrderKey => ({
  operand: { name, kind: 'text', sql: sql.raw(column), nullable, ofProfile: false },
  descending: false,
  nullsFirst: false,
});

/** Campaigns `c`, those that began last first. */
export const campaignOrder: Order = [
  {
    operand: {
      name: 'executionStartDate',
      kind: 'date',
      sql: sql`c.execution_start_date`,
      nullable: false,
      ofProfile: false,
    },
    descending: true,
    nullsFirst: false,
  },
  keyNamed('planId', 'c.plan_id', false),
];

/** The same with their actions `a` and channels `ch`; a campaign or an action without any comes last of its kind. */
export const scheduledOrder: Order = [
  ...campaignOrder,
  keyNamed('planDetailId', 'a.plan_detail_id', true),
  keyNamed('planDetailChannelId', 'ch.plan_detail_channel_id', true),
];

/** Where a campaign stands in `campaignOrder`. */
export const campaignValues = ({ executionStartDate, planId }: CampaignRow): Values => [executionStartDate, planId];

/** Where a row stands in `scheduledOrder`. */
export const scheduledValues = ({ campaign, action, channel }: ScheduledCampaignRow): Values => [
  ...campaignValues(campaign),
  action?.planDetailId ?? null,
  channel?.planDetailChannelId ?? null,
];
