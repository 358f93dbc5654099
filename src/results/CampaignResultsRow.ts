import type { Interval } from '../lib/statistics/wilsonInterval.js';

/** What stands behind a `CampaignUplift`: what recipients did more than control. */
export interface UpliftRow {
  /** An exact decimal, rounded to ten places. */
  readonly perRecipient: string;
  readonly interval: Interval | null;
  readonly total: string;
  readonly totalInterval: Interval | null;
  /** The share of the control's; null where that is not above 0. */
  readonly lift: string | null;
  readonly liftInterval: Interval | null;
  readonly isTooSmall: boolean;
  readonly sentence: string;
}

/** What stands behind a `CampaignValue`: the revenue or a KPI of recipients. */
export interface CampaignValueRow {
  readonly name: string;
  readonly unit: string | null;
  /** How many have a value. */
  readonly recipients: number;
  /** Exact decimals; null without a value. */
  readonly total: string | null;
  readonly perRecipient: string | null;
  /** The square of the standard deviation; null of less than two values. */
  readonly variance: number | null;
  readonly uplift: UpliftRow | null;
}

/** What stands behind a `CampaignResult`: what the customers of an action or a treatment did. */
export interface CampaignResultRow {
  /** The key of the campaign; null where several are put together. */
  readonly planId: string | null;
  readonly planDetailId: string | null;
  readonly subAudienceId: string | null;
  readonly subAudienceName: string | null;
  readonly treatmentId: string | null;
  readonly treatmentName: string | null;
  readonly isControl: boolean;
  readonly recipients: number;
  readonly purchasers: number;
  readonly orders: number;
  readonly items: string;
  readonly revenue: CampaignValueRow;
  readonly kpis: readonly CampaignValueRow[];
  readonly redeemers: number;
  readonly redemptions: number;
  readonly conversionUplift: UpliftRow | null;
}

/** What stands behind a `CampaignResults`. */
export interface CampaignResultsRow {
  /** What campaigns are put together by; null where that is missing. */
  readonly key: string | null;
  readonly planId: string | null;
  readonly executionDate: string | null;
  readonly days: number;
  /** ISO 8601 in UTC; null without recipients. */
  readonly measuredFrom: string | null;
  readonly measuredTo: string | null;
  readonly isComplete: boolean;
  readonly currency: string | null;
  readonly results: readonly CampaignResultRow[];
}
