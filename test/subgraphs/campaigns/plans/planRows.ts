import type { CampaignOccurrenceRow } from '../../../../src/subgraphs/campaigns/plans/shape.js';
import type {
  CampaignActionChannelRow,
  CampaignActionRow,
  CampaignRow,
} from '../../../../src/subgraphs/campaigns/shape.js';
import type { NamesByType } from '../../../contract/rules/sourceFaults.js';
import { pageRows } from '../../pageRows.js';

/** A campaign without anything in it. */
export const campaign: CampaignRow = {
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

/** The keys of the rows that stand behind campaigns, what is scheduled, and occurrences. */
export const planRows: NamesByType = {
  ...pageRows('Campaign', 'CampaignOccurrence', 'ScheduledCampaign'),
  Campaign: { ...campaign },
  CampaignAction: { ...action },
  CampaignActionChannel: { ...channel },
  CampaignOccurrence: { ...occurrence },
  CampaignOccurrenceAction: { planDetailId: '', count: 0 },
  CampaignRedemptions: { count: 0, customers: 0 },
  ScheduledCampaign: { campaign, action, channel },
};
