import { sql, type SQL } from 'drizzle-orm';
import { allOf, anyOfThem } from '../../conditions/allOf.js';
import { customersOf } from '../../operands/customersOf.js';
import type { CompileContext } from '../CompileContext.js';
import { amongAsked } from './amongAsked.js';
import type { JoinedCondition } from './JoinedCondition.js';
import { inSet } from './inSet.js';
import type { SetTree } from './SetTree.js';

/** The customers for whom a condition holds, as a query of `customer_id`. */
function customersWhere(context: CompileContext, { sql: condition, ofProfile }: JoinedCondition): SQL {
  const from = customersOf(context.scope, { day: context.moment.profileDay }, ofProfile);
  return sql`select c.customer_id from ${from} where ${condition} and ${amongAsked(context, sql`c.customer_id`)}`;
}

/** What a condition is made of. */
export function treeOf(context: CompileContext, condition: JoinedCondition): SetTree {
  const { tree, isPlain, sql: plain, ofProfile } = condition;
  if (tree !== undefined) return tree;
  return isPlain === true
    ? { kind: 'plain', sql: plain, ofProfile }
    : { kind: 'members', members: customersWhere(context, condition) };
}

/** Conditions that must all hold. */
export const allHold = (context: CompileContext, conditions: readonly JoinedCondition[]): JoinedCondition => ({
  sql: allOf(conditions.map((one) => one.sql)),
  ofProfile: conditions.some(({ ofProfile }) => ofProfile),
  isPlain: conditions.every(({ isPlain }) => isPlain === true),
  tree: { kind: 'all', parts: conditions.map((one) => treeOf(context, one)) },
});

const plainOr = (conditions: readonly JoinedCondition[]): JoinedCondition => ({
  sql: anyOfThem(conditions.map((one) => one.sql)),
  ofProfile: conditions.some(({ ofProfile }) => ofProfile),
  isPlain: true,
});

/**
 * Whether one of some conditions holds. Where sets are among them, it is the set of the customers of all: what stands beside `or`
 * PostgreSQL cannot join, and a set that does not fit into its memory it would look through for every customer.
 */
export function anyHolds(context: CompileContext, conditions: readonly JoinedCondition[]): JoinedCondition {
  const [only] = conditions;
  if (conditions.length === 1 && only !== undefined) return only;
  const plain = conditions.filter(({ isPlain }) => isPlain === true);
  const tree: SetTree = { kind: 'any', parts: conditions.map((one) => treeOf(context, one)) };
  if (plain.length === conditions.length) return { ...plainOr(conditions), tree };
  const branches = [
    ...(plain.length === 0 ? [] : [plainOr(plain)]),
    ...conditions.filter((one) => one.isPlain !== true),
  ];
  const together = branches.map((one) => customersWhere(context, one));
  return { sql: inSet(sql.join(together, sql` union all `)), ofProfile: false, isPlain: false, tree };
}

/** Whether a condition does not hold: for exactly the other customers, and joined where it has sets. */
export function doesNotHold(context: CompileContext, condition: JoinedCondition): JoinedCondition {
  const tree: SetTree = { kind: 'not', part: treeOf(context, condition) };
  return condition.isPlain === true
    ? { ...condition, sql: sql`(${condition.sql}) is not true`, tree }
    : { sql: sql`not ${inSet(customersWhere(context, condition))}`, ofProfile: false, isPlain: false, tree };
}
