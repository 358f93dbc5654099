import { sql, type SQL } from 'drizzle-orm';
import { anyOfThem } from '../../conditions/allOf.js';
import { customersOf } from '../../operands/customersOf.js';
import type { CompileContext } from '../CompileContext.js';
import { amongAsked } from './amongAsked.js';
import type { CompiledCondition } from './ConditionKind.js';
import { inSet } from './inSet.js';

/** A condition as far as it is joined with others. */
export type Joined = Pick<CompiledCondition, 'sql' | 'ofProfile' | 'isPlain'>;

/** The customers for whom a condition holds, as a query of `customer_id`. */
function customersWhere(context: CompileContext, { sql: condition, ofProfile }: Joined): SQL {
  const from = customersOf(context.scope, { day: context.moment.profileDay }, ofProfile);
  return sql`select c.customer_id from ${from} where ${condition} and ${amongAsked(context, sql`c.customer_id`)}`;
}

const plainOr = (conditions: readonly Joined[]): Joined => ({
  sql: anyOfThem(conditions.map((one) => one.sql)),
  ofProfile: conditions.some(({ ofProfile }) => ofProfile),
  isPlain: true,
});

/**
 * Whether one of some conditions holds. Where sets are among them, it is the set of the customers of all: what stands beside `or`
 * PostgreSQL cannot join, and a set that does not fit into its memory it would look through for every customer.
 */
export function anyHolds(context: CompileContext, conditions: readonly Joined[]): Joined {
  const [only] = conditions;
  if (conditions.length === 1 && only !== undefined) return only;
  const plain = conditions.filter(({ isPlain }) => isPlain === true);
  if (plain.length === conditions.length) return plainOr(conditions);
  const branches = [
    ...(plain.length === 0 ? [] : [plainOr(plain)]),
    ...conditions.filter((one) => one.isPlain !== true),
  ];
  const together = branches.map((one) => customersWhere(context, one));
  return { sql: inSet(sql.join(together, sql` union all `)), ofProfile: false, isPlain: false };
}

/** Whether a condition does not hold: for exactly the other customers, and joined where it has sets. */
export const doesNotHold = (context: CompileContext, condition: Joined): Joined =>
  condition.isPlain === true
    ? { ...condition, sql: sql`(${condition.sql}) is not true` }
    : { sql: sql`not ${inSet(customersWhere(context, condition))}`, ofProfile: false, isPlain: false };
