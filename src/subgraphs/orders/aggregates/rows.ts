import { sql } from 'drizzle-orm';
import type { Groups } from '../../../population/groups/groups.js';
import { ownedRows } from '../../../population/owned/ownedRows.js';
import type { Scope } from '../../../scope.js';
import { visibleRows } from '../../../visibleRows.js';
import type { GroupedOrders } from './grouped.js';
import { filterOperands } from './operands.js';
import type { OrderGroupsQuestion } from './question.js';

/** The orders or lines that fit a question on a day, with the product `i` of a line; see `ownedRows`. */
export function rowsOfOrders(
  scope: Scope,
  grouped: GroupedOrders,
  question: OrderGroupsQuestion,
  day: string | null,
): Promise<Groups['rows']> {
  const joins = question.usesProducts
    ? sql` left join ${visibleRows(scope, 'products', 'i')} on i.product_id = t.product_id`
    : sql``;
  return ownedRows(scope, { table: grouped.table, joins, operands: filterOperands(scope, grouped) }, question, day);
}
