import { checkedTableFacts } from '../../words/checkedTables.js';
import { ValidationSeverity, ValidationStatus } from '../../words/validationWords.js';
import { severityOf, type Check, type Thresholds } from '../definitions/Check.js';
import { failingRows } from './failingRows.js';
import type { Figures, SourceFigures } from './readPass.js';
import type { SampleKey } from './sampleKeys.js';

/** What came of a check on a table. */
export interface CheckResult extends Figures, Thresholds {
  readonly checkId: string;
  readonly table: string;
  readonly title: string;
  readonly failsWhen: string;
  readonly remedy: string;
  readonly columns: readonly string[];
  readonly severity: ValidationSeverity;
  readonly status: ValidationStatus;
  readonly sources: readonly SourceFigures[];
  readonly keyColumns: readonly string[];
  readonly sampleKeys: readonly SampleKey[];
  /** The statement that finds the failing rows. */
  readonly query: string;
}

/** Parts of a percent that are told apart. */
const parts = 1_000_000;

/** Whether more than so many percent of the evaluated rows fail, in whole numbers. */
const isAbove = ({ evaluated, failing }: Figures, percent: number): boolean =>
  BigInt(failing) * BigInt(100 * parts) > BigInt(Math.round(percent * parts)) * BigInt(evaluated);

/** What figures come to by thresholds. */
export function statusOf(figures: Figures, { warnAbove, errorAbove }: Thresholds): ValidationStatus {
  if (figures.evaluated === 0) return ValidationStatus.NOTHING_TO_CHECK;
  if (errorAbove !== null && isAbove(figures, errorAbove)) return ValidationStatus.ERROR;
  if (warnAbove !== null && isAbove(figures, warnAbove)) return ValidationStatus.WARNING;
  return severityOf({ warnAbove, errorAbove }) === ValidationSeverity.INFO
    ? ValidationStatus.REPORTED
    : ValidationStatus.PASSED;
}

/** The result of a check, by what was found of each data source. */
export function toResult(
  check: Check,
  thresholds: Thresholds,
  sources: readonly SourceFigures[],
  sampleKeys: readonly SampleKey[],
): CheckResult {
  const total = (count: (of: Figures) => number): number => sources.reduce((sum, one) => sum + count(one), 0);
  const figures = { evaluated: total(({ evaluated }) => evaluated), failing: total(({ failing }) => failing) };
  return {
    checkId: check.id,
    table: check.rows.table,
    title: check.title,
    failsWhen: check.failsWhen,
    remedy: check.remedy,
    columns: check.columns,
    ...figures,
    warnAbove: thresholds.warnAbove,
    errorAbove: thresholds.errorAbove,
    severity: severityOf(thresholds),
    status: statusOf(figures, thresholds),
    sources:
      checkedTableFacts(check.rows.table).source === null ? [] : sources.filter(({ evaluated }) => evaluated > 0),
    keyColumns: check.rows.key,
    sampleKeys,
    query: failingRows(check),
  };
}
