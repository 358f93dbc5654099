import type { FileReport } from '../../../src/ingest/import/report/importReport.js';

/** Entries of an import config for each table of campaigns. */
export const campaigns = {
  file: 'campaigns.csv',
  target: 'campaigns',
  columns: {
    plan_id: 'plan',
    campaign_name: 'name',
    execution_start_date: 'start',
    execution_end_date: 'end',
    tag_names: { column: 'tags', format: 'pipe' },
  },
};
export const actions = {
  file: 'actions.csv',
  target: 'campaign_actions',
  columns: { plan_id: 'plan', plan_detail_id: 'detail', campaign_action_id: 'action', campaign_action_name: 'name' },
};
export const channels = {
  file: 'channels.csv',
  target: 'campaign_action_channels',
  columns: {
    plan_id: 'plan',
    plan_detail_id: 'detail',
    plan_detail_channel_id: 'id',
    channel_id: 'channel',
    channel_name: 'name',
  },
};
export const targetings = {
  file: 'targetings.csv',
  target: 'campaign_targetings',
  columns: {
    customer_id: 'customer',
    execution_date: 'day',
    plan_id: 'plan',
    plan_detail_id: 'detail',
    exclusion_reason: 'reason',
    taken_from_plan_id: 'taken',
  },
};
export const recipients = {
  file: 'recipients.csv',
  target: 'campaign_recipients',
  columns: { customer_id: 'customer', campaign_id: 'campaign', is_control: 'control', delivery_datetime: 'at' },
};
export const coupons = {
  file: 'coupons.csv',
  target: 'campaign_coupons',
  columns: { plan_id: 'plan', coupon_id: 'coupon', product_id: 'product' },
};
export const redemptions = {
  file: 'redemptions.csv',
  target: 'coupon_redemptions',
  columns: { customer_id: 'customer', plan_id: 'plan', coupon_id: 'coupon', redemption_date: 'day' },
};

/** A file of these lines. */
export const csv = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** The first rejects of a file as sentences, in the order of the alphabet. */
export const faults = (file: FileReport | undefined): string[] | undefined =>
  file?.rejects.map(({ line, column, value, reason }) => `${line} ${column}: ${value} ${reason}`).toSorted();

/** Two campaigns: 1 with control, a test and a channel, 2 of which no actions are known. */
export const known: Readonly<Record<string, string>> = {
  'campaigns.csv': csv('plan,name,start,end,tags', '1,Spring,2026-01-01,2026-01-31,a|b', '2,Summer,2026-01-05,,'),
  'actions.csv': csv('plan,detail,action,name', '1,11,1,DN', '1,12,2,Test'),
  'channels.csv': csv('plan,detail,id,channel,name', '1,12,121,6,E-mail', '1,12,122,7,SMS'),
};
