import { members } from './vocabulary.js';

/** How bad a failing row of a check can become: an error, a warning, or nothing but a figure. */
export const validationSeverities = ['INFO', 'WARNING', 'ERROR'] as const;

/** How bad a failing row of a check can become. */
export type ValidationSeverity = (typeof validationSeverities)[number];

/** The severities as members: `ValidationSeverity.INFO`. */
export const ValidationSeverity = members(validationSeverities);

/** What came of a check, from the best to the worst. */
export const validationStatuses = ['NOTHING_TO_CHECK', 'REPORTED', 'PASSED', 'WARNING', 'ERROR'] as const;

/** What came of a check, or of a run as a whole. */
export type ValidationStatus = (typeof validationStatuses)[number];

/** The statuses as members: `ValidationStatus.PASSED`. */
export const ValidationStatus = members(validationStatuses);

/** What is there of a table or column that a feature needs: values, the column alone, or nothing. */
export const readinessStates = ['PRESENT', 'EMPTY', 'MISSING'] as const;

/** What is there of a table or column that a feature needs. */
export type ReadinessState = (typeof readinessStates)[number];

/** The states as members: `ReadinessState.EMPTY`. */
export const ReadinessState = members(readinessStates);

/** Where the thresholds of a check come from, the weakest first. */
export const thresholdOrigins = ['DEFAULT', 'CONFIG', 'STORED'] as const;

/** Where the thresholds of a check come from. */
export type ThresholdOrigin = (typeof thresholdOrigins)[number];
