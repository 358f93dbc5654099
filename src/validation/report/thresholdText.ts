import { ValidationStatus } from '../../words/validationWords.js';
import type { CheckResult } from '../run/CheckResult.js';

const above = (percent: number | null): string => (percent === 0 ? 'none is allowed' : `${percent} % are allowed`);

/** What a result is bad by, in a few words; empty where it is not. */
export function thresholdText({ status, warnAbove, errorAbove }: CheckResult): string {
  if (status === ValidationStatus.ERROR) return above(errorAbove);
  return status === ValidationStatus.WARNING ? above(warnAbove) : '';
}
