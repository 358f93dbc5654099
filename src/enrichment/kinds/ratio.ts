import type { DerivedMetric } from '../definition.js';

/** One metric divided by another; null where either is null or the divisor is 0. */
export const ratio = (of: string, to: string): DerivedMetric['derived'] => ({
  from: [of, to],
  sql: `"${of}"::numeric / nullif("${to}", 0)`,
});
