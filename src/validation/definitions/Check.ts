import { ValidationSeverity } from '../../words/validationWords.js';
import type { CheckRows } from './CheckRows.js';

/** Percent of the evaluated rows above which failing ones are a warning, and an error; null: never. */
export interface Thresholds {
  readonly warnAbove: number | null;
  readonly errorAbove: number | null;
}

/** A question to the rows of a table, which each of them passes or fails. */
export interface Check {
  /** The stable name, such as `TXN_RETURN_SIGN`. */
  readonly id: string;
  readonly rows: CheckRows;
  /** What it is about, in a few words. */
  readonly title: string;
  /** What a row fails by, in a sentence. */
  readonly failsWhen: string;
  /** What to do about failing rows, in a sentence. */
  readonly remedy: string;
  /** The columns that are looked at. */
  readonly columns: readonly string[];
  /** Unless it is told otherwise. */
  readonly thresholds: Thresholds;
  /** SQL over a row `t`: whether the check is about it; without it, it is about every row. */
  readonly evaluated?: string;
  /** SQL over a row `t`: whether it fails; null counts as passed. */
  readonly fails: string;
  /** SQL over a row `t`: how many rows of the table it stands for; 1 unless given. */
  readonly weight?: string;
  /** SQL over a failing row `t`: how many of these fail; all unless given. */
  readonly failing?: string;
}

/** What becomes of any failing row at worst. */
export const severityOf = ({ warnAbove, errorAbove }: Thresholds): ValidationSeverity => {
  if (errorAbove !== null) return ValidationSeverity.ERROR;
  return warnAbove === null ? ValidationSeverity.INFO : ValidationSeverity.WARNING;
};
