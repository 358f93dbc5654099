import { sql, type SQL } from 'drizzle-orm';
import type { JoinedCondition } from './JoinedCondition.js';
import { inSet } from './inSet.js';
import type { SetTree } from './SetTree.js';

/** The condition that the customer is in a set, a query of `customer_id`, or is not; never null. */
export function ofMembers(members: SQL, is = true): JoinedCondition {
  const tree: SetTree = { kind: 'members', members };
  const found = inSet(members);
  return is
    ? { sql: found, ofProfile: false, tree }
    : { sql: sql`not ${found}`, ofProfile: false, tree: { kind: 'not', part: tree } };
}
