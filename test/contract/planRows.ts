import type { CampaignOccurrenceRow } from '../../src/subgraphs/campaigns/plans/shape.js';
import type { CampaignActionChannelRow, CampaignActionRow, CampaignRow } from '../../src/subgraphs/campaigns/shape.js';
import type { NamesByType } from './rules/sourceFaults.js';

const campaign: CampaignRow = {
  planId: '',
  name: '',
  type: null,
  typeName: null,
  targetGroupId: null,
  targetGroupName: null,
  targetGroupPriority: null,
  marketingActionName: null,
  status: null,
  tagNames: [],
  executionStartDate: '',
  executionEndDate: null,
  brand: null,
};

const action: CampaignActionRow = { planId: '', planDetailId: '', campaignActionId: 1, campaignActionName: '' };

const channel: CampaignActionChannelRow = {
  planId: '',
  planDetailId: '',
  planDetailChannelId: '',
  channelId: 1,
  channelName: '',
  templateId: null,
  templateName: null,
  promotionId: null,
};

const occurrence: CampaignOccurrenceRow = {
  planId: '',
  executionDate: '',
  targeted: 0,
  control: 0,
  excluded: 0,
  actions: [],
};

const [connection, edge] = [
  { edges: [], pageInfo: {} },
  { cursor: '', node: {} },
];

/** The keys of the rows that stand behind campaigns, what is scheduled, and occurrences. */
export const planRows: NamesByType = {
  Campaign: { ...campaign },
  CampaignConnection: connection,
  CampaignEdge: edge,
  CampaignAction: { ...action },
  CampaignActionChannel: { ...channel },
  CampaignOccurrence: { ...occurrence },
  CampaignOccurrenceConnection: connection,
  CampaignOccurrenceEdge: edge,
  CampaignOccurrenceAction: { planDetailId: '', count: 0 },
  CampaignRedemptions: { count: 0, customers: 0 },
  ScheduledCampaign: { campaign, action, channel },
  ScheduledCampaignConnection: connection,
  ScheduledCampaignEdge: edge,
};
