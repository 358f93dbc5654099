/** What stands behind a `CampaignDelivery`. */
export interface DeliveryRow {
  readonly customerId: string;
  /** The key of the row among those of its customer. */
  readonly pk: string;
  readonly campaignId: string;
  readonly campaignName: string | null;
  readonly campaignType: string | null;
  readonly segmentId: string | null;
  readonly segmentName: string | null;
  readonly subAudienceName: string | null;
  readonly treatmentName: string | null;
  readonly isControl: boolean;
  readonly destinationName: string | null;
  /** ISO 8601 in UTC. */
  readonly deliveryDatetime: string;
  readonly launchDatetime: string | null;
  /** `deliveryDatetime` as PostgreSQL prints it. */
  readonly deliveredAt: string;
}
