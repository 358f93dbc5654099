import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../../../conditions/allOf.js';
import { filterConditions } from '../../../operands/filterConditions.js';
import type { Groups } from '../../../population/groups/groups.js';
import { compileLeaves } from '../../../population/segmentLeaves.js';
import type { Scope } from '../../../scope.js';
import { visibleRows } from '../../../visibleRows.js';
import type { GroupedOrders } from './grouped.js';
import { filterOperands } from './operands.js';
import type { OrderGroupsQuestion } from './question.js';

/** Orders or lines `t` with what is asked of their customer `c`, the customer's snapshot of a day `p`, and the product `i` of a line. */
function joined(scope: Scope, { table }: GroupedOrders, question: OrderGroupsQuestion, day: string | null): SQL {
  const { usesCustomers, usesAttributes, usesProducts } = question;
  const customers = usesCustomers
    ? sql` left join ${visibleRows(scope, 'customers', 'c')} on c.customer_id = t.customer_id`
    : sql``;
  const snapshots =
    usesAttributes && day !== null
      ? sql` left join ${visibleRows(scope, 'customer_profiles', 'p')}
          on p.customer_id = t.customer_id and p.profile_date = ${day}::date`
      : sql``;
  const products = usesProducts
    ? sql` left join ${visibleRows(scope, 'products', 'i')} on i.product_id = t.product_id`
    : sql``;
  return sql`${visibleRows(scope, table, 't')}${customers}${snapshots}${products}`;
}

/**
 * The orders or lines that fit a question on a day; none of customer '', who is nobody. Throws a `UserError` for an attribute that is
 * unknown or of another type.
 */
export async function rowsOfOrders(
  scope: Scope,
  grouped: GroupedOrders,
  question: OrderGroupsQuestion,
  day: string | null,
): Promise<Groups['rows']> {
  const { others } = await compileLeaves(scope, question, day);
  const conditions = filterConditions(question.filter, filterOperands(scope, grouped, day, others));
  const read = {
    from: joined(scope, grouped, question, day),
    where: allOf([sql`t.customer_id <> ''`, ...conditions]),
  };
  return () => read;
}
