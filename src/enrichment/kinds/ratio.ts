import type { DerivedMetric } from '../definition.js';

/**
 * One metric divided by another, to ten places; null where either is null or the divisor is 0. The places are set because
 * a quotient's own depend on how large its parts are, and equal ratios must be equal when they are ranked.
 */
export const ratio = (of: string, to: string): DerivedMetric['derived'] => ({
  from: [of, to],
  sql: `round("${of}"::numeric / nullif("${to}", 0), 10)`,
});
