import type { Connection } from '../../lib/relay/page.js';
import type { DataReadiness } from '../../validation/readiness/DataReadiness.js';
import type { RevenueReport } from '../../validation/ValidationReport.js';
import type { ValidationSeverity, ValidationStatus } from '../../words/validationWords.js';

/** What stands behind a `ValidationRun`: its number, and those columns that are asked for. */
export interface ValidationRunRow {
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly status: ValidationStatus;
  readonly isPartial: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly passed: number;
  readonly readiness: DataReadiness;
  readonly revenue: RevenueReport;
  /** The same column: each field reads its part. */
  readonly expectedRevenue: RevenueReport;
}

/** What stands behind a `Readiness`. */
export interface ReadinessRow extends DataReadiness {
  readonly runId: string;
}

/** What stands behind a `ValidationRunConnection`: a page, and how many runs there are, counted when asked. */
export interface ValidationRunConnectionRow extends Connection<ValidationRunRow> {
  readonly count: () => Promise<number>;
}

/** The figures of a data source as a run keeps them. */
export interface ValidationSourceRow {
  readonly source: string;
  readonly evaluated: number;
  readonly failing: number;
}

/** What stands behind a `ValidationResult`. */
export interface ValidationResultRow {
  readonly runId: string;
  readonly check: string;
  readonly table: string;
  readonly title: string;
  readonly failsWhen: string;
  readonly columns: readonly string[];
  readonly severity: ValidationSeverity;
  readonly status: ValidationStatus;
  readonly evaluatedRows: string;
  readonly failingRows: string;
  readonly failingPercent: number | null;
  readonly warnAbove: string | null;
  readonly errorAbove: string | null;
  readonly remedy: string;
  readonly keyColumns: readonly string[];
  readonly sampleKeys: readonly (readonly (string | null)[])[];
  readonly query: string;
  readonly sources: readonly ValidationSourceRow[];
}

/** What stands behind a `ValidationTrendPoint`. */
export interface TrendPointRow {
  readonly runId: string;
  readonly status: ValidationStatus;
  readonly failingPercent: number | null;
}
