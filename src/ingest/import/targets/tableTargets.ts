import {
  accounts,
  activity,
  campaignActionChannels,
  campaignActions,
  campaignCoupons,
  campaignRecipients,
  campaigns,
  campaignTargetings,
  companies,
  contracts,
  couponRedemptions,
  emailOptStatus,
  industries,
  metricBaseRows,
  metricDefinitions,
  metricValues,
  products,
  smsOptStatus,
  unifiedItemizedTransactions,
  unifiedScores,
} from '../../../db/tables/index.js';
import {
  campaignActionChannelsTarget,
  campaignActionsTarget,
  campaignsTarget,
  campaignTargetingsTarget,
  ofCampaigns,
} from './campaigns/campaignTargets.js';
import { noApp } from './metrics/metricChecks.js';
import { metricBaseRowsTarget, metricDefinitionsTarget, metricValuesTarget } from './metrics/metricTargets.js';
import { followingTarget } from './people/followingTarget.js';
import { recordsTarget } from './people/recordsTarget.js';
import { tableTarget } from './tableTarget.js';
import type { TableTarget } from './target.js';

/** The tables that imported rows are merged into, by name. */
export const tableTargets: ReadonlyMap<string, TableTarget> = new Map(
  [
    recordsTarget([]),
    tableTarget(unifiedScores),
    tableTarget(products),
    followingTarget(
      tableTarget(unifiedItemizedTransactions, {
        identity: ['order_id', 'line_id'],
        owners: ['app', 'brand'],
        contentKey: 'line_id',
        absent: { customer_id: '' },
      }),
    ),
    followingTarget(
      tableTarget(activity, { contentKey: 'event_id', partitionColumn: 'time', absent: { customer_id: '' } }),
    ),
    tableTarget(industries),
    tableTarget(companies),
    tableTarget(contracts),
    tableTarget(accounts),
    metricDefinitionsTarget(
      tableTarget(metricDefinitions, { nullMeans: { levels: 'that any level may have values' } }),
    ),
    metricValuesTarget(tableTarget(metricValues, { absent: { app: noApp } })),
    metricBaseRowsTarget(tableTarget(metricBaseRows, { absent: { app: noApp } })),
    campaignsTarget(tableTarget(campaigns, { nullMeans: { execution_end_date: 'that the campaign has no end' } })),
    campaignActionsTarget(tableTarget(campaignActions)),
    campaignActionChannelsTarget(tableTarget(campaignActionChannels)),
    campaignTargetingsTarget(
      tableTarget(campaignTargetings, {
        stamp: 'last_updated_time',
        nullMeans: { plan_detail_id: 'that the customer was excluded' },
      }),
    ),
    tableTarget(emailOptStatus, { absent: { customer_id: '' } }),
    tableTarget(smsOptStatus, { absent: { customer_id: '' } }),
    tableTarget(campaignRecipients, { contentKey: 'pk' }),
    ofCampaigns(tableTarget(campaignCoupons)),
    ofCampaigns(tableTarget(couponRedemptions, { contentKey: 'redemption_id' })),
  ].map((target) => [target.name, target]),
);
