import type { Connection } from '../../../lib/relay/page.js';
import type { CampaignActionChannelRow, CampaignActionRow, CampaignRow } from '../shape.js';

/** A day on which a campaign ran. */
export interface OccurrenceKey {
  readonly planId: string;
  /** `YYYY-MM-DD`. */
  readonly executionDate: string;
}

/** What stands behind a `CampaignOccurrenceAction`. */
export interface CampaignOccurrenceActionRow {
  readonly planId: string;
  readonly planDetailId: string;
  /** Customers. */
  readonly count: number;
}

/** What stands behind a `CampaignOccurrence`; all counts are of customers. */
export interface CampaignOccurrenceRow extends OccurrenceKey {
  readonly targeted: number;
  readonly control: number;
  readonly excluded: number;
  /** In the order of their keys; those left out have none. */
  readonly actions: readonly CampaignOccurrenceActionRow[];
}

/** What stands behind a `CampaignRedemptions`. */
export interface CampaignRedemptionsRow {
  readonly count: number;
  readonly customers: number;
}

/** What stands behind a `CampaignConnection`: a page, and how many campaigns it is a page of, counted when first asked. */
export interface CampaignConnectionRow extends Connection<CampaignRow> {
  readonly count: () => Promise<number>;
}

/** What stands behind a `ScheduledCampaign`. */
export interface ScheduledCampaignRow {
  readonly campaign: CampaignRow;
  /** Null for a campaign without any. */
  readonly action: CampaignActionRow | null;
  /** Null for an action without any. */
  readonly channel: CampaignActionChannelRow | null;
}

/** What stands behind a `ScheduledCampaignConnection`: a page, and how many rows it is a page of, counted when first asked. */
export interface ScheduledCampaignConnectionRow extends Connection<ScheduledCampaignRow> {
  readonly count: () => Promise<number>;
}
