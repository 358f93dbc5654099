import type { CustomerProfileRow } from '../profile/shape.js';

/** What stands behind a `MarketingImpactDay`: its key, and what `Customer.marketingImpact` adds to it. */
export interface MarketingImpactRow {
  readonly customerId: string;
  readonly date: string;
  /** The snapshot of the day with the columns of `profile` and of the names. */
  readonly profile?: CustomerProfileRow | null;
  /** The names of the asked attributes. */
  readonly names?: readonly string[];
}

/** What stands behind a `KpiChange`. */
export interface KpiChangeRow {
  readonly name: string;
  readonly unit: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly change: string | null;
}

/** What this subgraph knows of a `CampaignTargeting`: its key. */
export interface TargetingReference {
  readonly customerId: string;
  readonly executionDate: string;
  readonly planId: string;
}

/** A stretch of days. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}
