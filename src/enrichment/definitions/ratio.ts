import type { DerivedAttribute } from './definition.js';
import { quoted } from './quoted.js';

/**
 * One attribute divided by another, to ten places: null where the divisor is zero or null. The places are set because a quotient's
 * own depend on how large its parts are, and equal ratios must be equal when they are ranked. `absent` (SQL) stands in for a
 * dividend that is null, such as `0` for a count of nothing.
 */
export function ratio(of: string, to: string, { absent }: { readonly absent?: string | undefined } = {}): Derived {
  const dividend = absent === undefined ? quoted(of) : `coalesce(${quoted(of)}, ${absent})`;
  return { from: [...new Set([of, to])], sql: `round(${dividend}::numeric / nullif(${quoted(to)}, 0), 10)` };
}

type Derived = DerivedAttribute['derived'];
