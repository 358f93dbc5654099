import { campaignActionChannels, campaignActions, campaigns, campaignTargetings } from '../../db/tables/index.js';
import { dataTypes } from '../../words/dataTypes.js';
import { describeColumns, type TableView } from '../tableViews/tableView.js';
import type { TableRows } from '../tableViews/TableRows.js';
import type { ViewColumn } from '../viewColumns.js';

const text = dataTypes.text.sqlType;

/** Columns of a table that say nothing personal, under their own names. */
const columnsOf = (
  table: Parameters<typeof describeColumns>[0],
  alias: string,
  names: readonly string[],
): readonly ViewColumn[] =>
  describeColumns(table, Object.fromEntries(names.map((name) => [name, { pii: 'NONE' as const }])), alias);

const targetings = (rows: TableRows): TableView => ({
  name: 'vw_targeted_and_excluded_customers_v1_2',
  comment:
    'One row per customer, campaign and day: with a plan_detail_id targeted or held as control (campaign_action_id 1), without one excluded.',
  from: `${rows('campaign_targetings', 't')}
    left join ${rows('campaign_actions', 'a')} on a.plan_id = t.plan_id and a.plan_detail_id = t.plan_detail_id
    where t.customer_id <> ''`,
  columns: [
    ...columnsOf(campaignTargetings, 't', ['execution_date', 'customer_id']),
    { name: 'client_customer_id', type: text, expression: 't.customer_id', pii: 'NONE' },
    ...columnsOf(campaignTargetings, 't', ['lifecycle_stage', 'plan_id', 'plan_detail_id']),
    { name: 'action_name', type: text, expression: 'a.campaign_action_name', pii: 'NONE' },
    ...columnsOf(campaignActions, 'a', ['campaign_action_id', 'campaign_action_name']),
    {
      name: 'targeting_state',
      type: text,
      expression: 'facet.targeting_state(t.plan_detail_id, a.campaign_action_id)',
      pii: 'NONE',
    },
    ...columnsOf(campaignTargetings, 't', [
      'taken_from_plan_id',
      'exclusion_reason_id',
      'exclusion_reason',
      'exclusion_reason_desc',
      'brand',
      'last_updated_time',
    ]),
  ],
});

const scheduled = (rows: TableRows): TableView => ({
  name: 'vw_scheduled_campaigns_v1_2',
  comment:
    'One row per campaign, action and channel; joined to targetings an action of several channels gives several rows.',
  from: `${rows('campaigns', 'c')}
    left join ${rows('campaign_actions', 'a')} on a.plan_id = c.plan_id
    left join ${rows('campaign_action_channels', 'ch')} on ch.plan_id = a.plan_id and ch.plan_detail_id = a.plan_detail_id`,
  columns: [
    ...columnsOf(campaigns, 'c', ['plan_id', 'campaign_name']),
    ...columnsOf(campaignActions, 'a', ['plan_detail_id']),
    ...columnsOf(campaignActionChannels, 'ch', ['plan_detail_channel_id']),
    ...columnsOf(campaigns, 'c', [
      'target_group_id',
      'target_group_name',
      'target_group_priority',
      'marketing_action_name',
    ]),
    ...columnsOf(campaignActions, 'a', ['campaign_action_id', 'campaign_action_name']),
    ...columnsOf(campaigns, 'c', ['campaign_type', 'campaign_type_name']),
    ...columnsOf(campaignActionChannels, 'ch', [
      'channel_id',
      'channel_name',
      'template_id',
      'template_name',
      'promotion_id',
    ]),
    { name: 'tag_names', type: text, expression: `array_to_string(c.tag_names, ', ')`, pii: 'NONE' },
    ...columnsOf(campaigns, 'c', ['status', 'execution_start_date', 'execution_end_date', 'brand']),
  ],
});

/** The views of campaigns, which in the schema `bi` a migration has made. */
export const campaignViews = (rows: TableRows): readonly TableView[] => [targetings(rows), scheduled(rows)];
