import type { SQL } from 'drizzle-orm';

/** What a condition is made of: comparisons of the customer's own values, and sets of customers. */
export type SetTree =
  | {
      readonly kind: 'plain';
      /** Over `c` and, where `ofProfile`, `p`. */
      readonly sql: SQL;
      readonly ofProfile: boolean;
    }
  | {
      readonly kind: 'members';
      /** A query of `customer_id`, each as often as it likes. */
      readonly members: SQL;
    }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly SetTree[] }
  | { readonly kind: 'not'; readonly part: SetTree };
