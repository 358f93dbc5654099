import type { Scope } from '../../scope.js';
import type { CampaignDefinition } from '../definition/campaignDefinition.js';
import type { SegmentMembers } from './SegmentMembers.js';

/** Who is held out of all campaigns: a part of all customers that never changes. */
export interface Holdout {
  /** Of all customers, from 0 to 50. */
  readonly percent: number;
  /** What their keys are hashed with. */
  readonly salt: string;
}

/** Whose part in a delivery is asked for. */
export interface AudienceQuestion {
  readonly scope: Pick<Scope, 'viewer'>;
  readonly members: SegmentMembers;
  readonly campaignId: string;
  readonly definition: CampaignDefinition;
  /** What customers' keys are hashed with for the splits. */
  readonly salt: string;
  /** The day of the delivery. */
  readonly day: string;
  /** The delivery itself; null where it is only planned. */
  readonly deliveryId: string | null;
  /** The one before it, whose treatments customers keep; null for the first. */
  readonly previousId: string | null;
  readonly holdout: Holdout | null;
}
