import { members } from './vocabulary.js';

/** The rules by which values of a metric make one, as `metric_definitions` writes them. */
export const rollUpRules = [
  'sum',
  'average',
  'weighted_average',
  'minimum',
  'maximum',
  'last',
  'distinct_count',
  'none',
] as const;

/** How several values of a metric make one. */
export type RollUpRule = (typeof rollUpRules)[number];

/** The rules as members: `RollUpRule.sum`. */
export const RollUpRule = members(rollUpRules);
