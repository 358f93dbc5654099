import { sql, type SQL } from 'drizzle-orm';
import { allOf } from '../../conditions/allOf.js';
import { filterConditions, type Operands } from '../../operands/filterConditions.js';
import type { Scope } from '../../scope.js';
import { visibleRows, type VisibleTable } from '../../visibleRows.js';
import type { Groups } from '../groups/groups.js';
import { compileLeaves } from '../segmentLeaves.js';
import type { OwnedGroupsQuestion } from './checkOwnedGroups.js';
import { ownerOperands } from './customerValue.js';

/** What is read of rows that belong to customers. */
export interface OwnedSource {
  readonly table: VisibleTable;
  /** More joins to the rows `t`, each with a blank before it. */
  readonly joins: SQL;
  /** What names stand for in their filters, but for those of the customer. */
  readonly operands: Operands;
}

/**
 * The rows `t` that fit a question on a day, with what is asked of their customer `c` and of the customer's snapshot `p`; none of
 * customer '', who is nobody. Throws a `UserError` for an attribute that is unknown or of another type.
 */
export async function ownedRows(
  scope: Scope,
  { table, joins, operands }: OwnedSource,
  question: OwnedGroupsQuestion,
  day: string | null,
): Promise<Groups['rows']> {
  const { filter, usesCustomers, usesAttributes } = question;
  const { others } = await compileLeaves(scope, question, day);
  const customers = usesCustomers
    ? sql` left join ${visibleRows(scope, 'customers', 'c')} on c.customer_id = t.customer_id`
    : sql``;
  const snapshots =
    usesAttributes && day !== null
      ? sql` left join ${visibleRows(scope, 'customer_profiles', 'p')}
          on p.customer_id = t.customer_id and p.profile_date = ${day}::date`
      : sql``;
  const trees = { ...operands.trees, customer: ownerOperands(scope, day, others) };
  const conditions = filterConditions(filter, { ...operands, trees });
  const read = {
    from: sql`${visibleRows(scope, table, 't')}${customers}${snapshots}${joins}`,
    where: allOf([sql`t.customer_id <> ''`, ...conditions]),
  };
  return () => read;
}
