import { systemViewer } from '../../../../src/access/viewer.js';
import { columnOperand } from '../../../../src/operands/operands.js';
import { toAggregate } from '../../../../src/population/groups/aggregates.js';
import { toGroupKey } from '../../../../src/population/groups/groupKey.js';
import type { TargetingRow } from '../../../../src/subgraphs/campaigns/shape.js';
import type { DeliveryRow } from '../../../../src/subgraphs/campaigns/targetings/deliveries/shape.js';
import type { ExplanationRow, RedemptionRow } from '../../../../src/subgraphs/campaigns/targetings/shape.js';
import type { NamesByType } from '../../../contract/rules/sourceFaults.js';
import { pageRows } from '../../pageRows.js';
import { campaign } from '../plans/planRows.js';

const targeting: TargetingRow = {
  customerId: '',
  executionDate: '',
  planId: '',
  state: 'TARGETED',
  planDetailId: null,
  campaignActionId: null,
  campaignActionName: null,
  exclusionReasonId: null,
  exclusionReason: null,
  exclusionReasonDescription: null,
  takenFromPlanId: null,
  lifecycleStage: null,
  brand: null,
  lastUpdatedTime: '',
  computedAt: '',
};

const delivery: DeliveryRow = {
  customerId: '',
  pk: '',
  campaignId: '',
  campaignName: null,
  campaignType: null,
  segmentId: null,
  segmentName: null,
  subAudienceName: null,
  treatmentName: null,
  isControl: false,
  destinationName: null,
  deliveryDatetime: '',
  launchDatetime: null,
  deliveredAt: '',
};

const explanation: ExplanationRow = {
  customerId: '',
  date: '',
  campaign,
  targeting,
  verdict: 'NOT_RUN',
};

const redemption: RedemptionRow = { redemptionDate: '', couponId: '', planId: '' };

/** The keys of the rows that stand behind targetings, deliveries and explanations. */
export const targetingRows: NamesByType = {
  ...pageRows('CampaignTargeting', 'CampaignDelivery', 'TargetingAggregate'),
  TargetingAggregate: { ...toAggregate([], [], () => null) },
  TargetingGroupKey: {
    ...toGroupKey({ operand: columnOperand({ viewer: systemViewer }, 'city', 'key'), grain: null }, null),
  },
  CampaignTargeting: { ...targeting },
  CouponRedemption: { ...redemption },
  CampaignDelivery: { ...delivery },
  CampaignExplanation: { ...explanation },
};
