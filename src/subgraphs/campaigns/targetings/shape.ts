import type { Connection } from '../../../lib/relay/page.js';
import type { TargetingState } from '../../../words/targetingStates.js';
import type { CampaignRow, TargetingRow } from '../shape.js';

/** Which targetings; null does not narrow. */
export interface TargetingQuestion {
  readonly states: readonly TargetingState[] | null;
  /** The first day. */
  readonly from: string | null;
  /** The last day. */
  readonly to: string | null;
  readonly planIds: readonly string[] | null;
}

/** What stands behind a `CampaignTargetingConnection`: a page, and how many there are on all pages, counted when asked. */
export interface TargetingConnectionRow extends Connection<TargetingRow> {
  readonly count: () => Promise<number>;
  /** Whether they are of many customers, so that their number tells of these; else they are of one who is known. */
  readonly isOfMany: boolean;
}

/** A targeting's key. */
export type TargetingKey = Pick<TargetingRow, 'customerId' | 'executionDate' | 'planId'>;

/** A day of a customer; what stands behind a `MarketingImpactDay` here. */
export interface CustomerDay {
  readonly customerId: string;
  readonly date: string;
}

/** What stands behind a `CouponRedemption`. */
export interface RedemptionRow {
  readonly redemptionDate: string;
  readonly couponId: string;
  readonly planId: string;
}

/** What stands behind a `CampaignExplanation`. */
export interface ExplanationRow {
  readonly customerId: string;
  readonly date: string;
  readonly campaign: CampaignRow;
  readonly targeting: TargetingRow | null;
  readonly verdict: TargetingState | 'NOT_IN_TARGET_GROUP' | 'NOT_RUN';
}
