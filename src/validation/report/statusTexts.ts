import type { ReadinessState, ValidationStatus } from '../../words/validationWords.js';

/** What people are told of a status. */
export const statusTexts: Readonly<Record<ValidationStatus, string>> = {
  ERROR: 'error',
  WARNING: 'warning',
  PASSED: 'passed',
  REPORTED: 'figure',
  NOTHING_TO_CHECK: 'no rows',
};

/** What people are told of what is there of a table or column. */
export const stateTexts: Readonly<Record<ReadinessState, string>> = {
  PRESENT: 'present',
  EMPTY: 'empty',
  MISSING: 'missing',
};
