import { LRUCache } from 'lru-cache';
import { textLimits } from '../../words/limits.js';

/** A change of the catalogue compares each of its names with all others; making one takes longer than twenty looks at it. */
const known = new LRUCache<string, string>({ max: 10_000 });

function make(alias: string): string {
  const [first = '', ...others] = alias.split('_').filter((part) => part !== '');
  return (
    first.toLowerCase() + others.map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase()).join('')
  );
}

/**
 * The GraphQL name of an alias: split on `_`, the first part lower case, the others capitalised, a part that starts with
 * a digit lower case. `ECOM_TOTAL_NET_SALES_AMOUNT_1M` → `ecomTotalNetSalesAmount1m`. The database function
 * `facet.graphql_name` follows the same rule.
 */
export function graphqlName(alias: string): string {
  // What is longer than any alias may be is somebody's question.
  if (alias.length > textLimits.alias) return make(alias);
  const before = known.get(alias);
  if (before !== undefined) return before;
  const made = make(alias);
  known.set(alias, made);
  return made;
}
