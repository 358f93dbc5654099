import type { SQL } from 'drizzle-orm';
import type { SetTree } from './SetTree.js';

/** A condition as far as it is joined with others. */
export interface JoinedCondition {
  /** True, or false or null where it does not hold: over the customer `c` and, where `ofProfile`, the snapshot `p`. */
  readonly sql: SQL;
  readonly ofProfile: boolean;
  /** Whether it reads nothing but `c` and `p`; left out where it looks for the customer in a set. */
  readonly isPlain?: boolean | undefined;
  /** What it is made of, by `ofMembers`; left out where it is plain, or one part that is best looked up by its `sql`. */
  readonly tree?: SetTree | undefined;
}
