import type { ValidationStatus } from '../words/validationWords.js';
import type { DataReadiness } from './readiness/DataReadiness.js';
import type { RevenueComparison } from './revenue/compareRevenue.js';
import type { RevenueMonth } from './revenue/revenueMonths.js';
import type { CheckResult } from './run/CheckResult.js';

/** Revenue by month, beside what is expected of it. */
export interface RevenueReport {
  readonly months: readonly RevenueMonth[];
  /** Null where nothing is expected. */
  readonly comparison: RevenueComparison | null;
}

/** What a validation found. */
export interface ValidationFound {
  /** The worst of its results. */
  readonly status: ValidationStatus;
  readonly errors: number;
  readonly warnings: number;
  readonly passed: number;
  /** In the order of the checks. */
  readonly results: readonly CheckResult[];
  readonly readiness: DataReadiness;
  readonly revenue: RevenueReport;
}

/** A validation as it is told. */
export interface ValidationReport extends ValidationFound {
  /** Null where it was not kept. */
  readonly runId: string | null;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Null where it was not kept. */
  readonly finishedAt: string | null;
  /** Whether only some checks were asked for. */
  readonly partial: boolean;
}
