import type { OutgoingAttributes } from '../../config.js';

/** A part of a delivery as the definition of its campaign has it: one treatment, one destination. */
export interface PlannedPart {
  readonly subAudienceId: string;
  readonly treatmentId: string;
  readonly destinationId: string;
  /** What files are called; the same for all destinations of a treatment. */
  readonly name: string;
  /** Undefined where the destination's own are meant. */
  readonly attributes: OutgoingAttributes | undefined;
}

/** What is to be handed over in a delivery. */
export interface DeliveryPlan {
  readonly deliveryId: string;
  /** The day that it is of. */
  readonly day: string;
  readonly campaignId: string;
  readonly campaignName: string;
  /** The program or API key that scheduled it. */
  readonly scheduledBy: string;
  readonly parts: readonly PlannedPart[];
}
