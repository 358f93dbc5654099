import { campaignRecipients } from '../../db/tables/index.js';
import type { TableRows } from './TableRows.js';
import { describeColumns, ofAnybody, withJoinKey, type TableView } from './tableView.js';

/** Who was on the lists that campaigns handed to destinations. */
export const campaignRecipientsView = (rows: TableRows): TableView => ({
  name: 'campaign_recipients',
  comment:
    'One row per customer on a list that a campaign handed to a destination. Control members are on it and are sent nothing.',
  ...ofAnybody(rows, 'campaign_recipients'),
  columns: withJoinKey(
    describeColumns(campaignRecipients, {
      pk: 'Key of the row.',
      campaign_id: 'Campaign. Joins plan_id of vw_scheduled_campaigns_v1_2.',
      campaign_name: 'Name of the campaign.',
      campaign_type: 'One-time or recurring.',
      segment_id: 'Segment that the list was made of.',
      segment_name: 'Name of the segment.',
      sub_audience_id: 'Part of the audience.',
      sub_audience_name: 'Name of that part.',
      treatment_id: 'Group within the audience, of those who are treated alike.',
      treatment_name: 'Name of that group.',
      is_control: 'Whether the customer is in the control group, which is sent nothing.',
      destination_id: 'Where the list was sent.',
      destination_name: 'Name of the destination.',
      target_id: 'Place within the destination.',
      target_name: 'Name of that place.',
      delivery_datetime: 'When the list was handed over.',
      launch_datetime: 'When the message was expected to go out.',
      database_id: 'Database that the list came from.',
      database_name: 'Name of that database.',
      dataset_version: 'Version of the data that the list was made of.',
      workflow_id: 'Run that sent the list.',
      app: 'Application that the row belongs to.',
      brand: 'Brand that the campaign is of.',
    }),
  ),
});
