import type { DropReason } from '../../words/plannedCampaignWords.js';

/** How many customers have one part in a delivery. */
export interface PartCount {
  /** `''` for customers that were dropped. */
  readonly subAudienceId: string;
  readonly treatmentId: string | null;
  readonly isControl: boolean;
  readonly isSent: boolean;
  readonly dropReason: DropReason | null;
  readonly customers: number;
  /** The first of them by key. */
  readonly sample: readonly string[];
}

/** Who comes and goes from one delivery of a campaign to the next. */
export interface AudienceChange {
  /** With a treatment now and not in the delivery before. */
  readonly entered: number;
  readonly left: number;
  readonly stayed: number;
  readonly enteredSample: readonly string[];
  readonly leftSample: readonly string[];
}

/** What is told of a delivery, planned or made. */
export interface CountedDelivery extends AudienceChange {
  readonly parts: readonly PartCount[];
}
