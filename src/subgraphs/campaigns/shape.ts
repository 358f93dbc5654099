import { toGlobalId } from '../../lib/relay/globalId.js';
import type { TargetingState } from '../../words/targetingStates.js';

/** A campaign as it is kept; what stands behind a `Campaign`. */
export interface CampaignRow {
  readonly planId: string;
  readonly name: string;
  readonly type: number | null;
  readonly typeName: string | null;
  readonly targetGroupId: string | null;
  readonly targetGroupName: string | null;
  readonly targetGroupPriority: number | null;
  readonly marketingActionName: string | null;
  readonly status: string | null;
  readonly tagNames: readonly string[];
  readonly executionStartDate: string;
  readonly executionEndDate: string | null;
  readonly brand: string | null;
}

/** What stands behind a `CampaignAction`. */
export interface CampaignActionRow {
  readonly planId: string;
  readonly planDetailId: string;
  readonly campaignActionId: number;
  readonly campaignActionName: string;
}

/** What stands behind a `CampaignActionChannel`, with the action that uses it. */
export interface CampaignActionChannelRow {
  readonly planId: string;
  readonly planDetailId: string;
  readonly planDetailChannelId: string;
  readonly channelId: number;
  readonly channelName: string;
  readonly templateId: string | null;
  readonly templateName: string | null;
  readonly promotionId: string | null;
}

/** What stands behind a `CampaignTargeting`. */
export interface TargetingRow {
  readonly customerId: string;
  readonly executionDate: string;
  readonly planId: string;
  readonly state: TargetingState;
  readonly planDetailId: string | null;
  readonly campaignActionId: number | null;
  readonly campaignActionName: string | null;
  readonly exclusionReasonId: number | null;
  readonly exclusionReason: string | null;
  readonly exclusionReasonDescription: string | null;
  readonly takenFromPlanId: string | null;
  readonly lifecycleStage: string | null;
  readonly brand: string | null;
  /** ISO 8601 in UTC. */
  readonly lastUpdatedTime: string;
  readonly computedAt: string;
}

/** The global identifier of a campaign. */
export const campaignNodeId = ({ planId }: Pick<CampaignRow, 'planId'>): string => toGlobalId('Campaign', planId);
